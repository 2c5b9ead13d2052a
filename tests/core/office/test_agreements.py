"""Who may sign, what exactly, and when; at the borders of the hour."""

from datetime import UTC, datetime, timedelta

import pytest

from omah.core.office.agreements import (
    Hour,
    Paper,
    Press,
    Refused,
    Signatory,
    Standing,
    Target,
    TargetsError,
    bytes_of,
    check_press,
    fill,
    read_targets,
    tally,
    text_of,
)

OPENS = datetime(2026, 1, 13, 3, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=1)
INSTANT = timedelta(microseconds=1)
HOUR = Hour(OPENS, CLOSES, needs_second_factor=True)
TEXT = "ab" * 32


def press(**more) -> Press:
    given = {"post": "7", "at": OPENS, "second_factor": True, "shown_sha256": TEXT}
    return Press(**(given | more))


@pytest.mark.parametrize(
    ("change", "head", "refused"),
    [
        ({}, "7", None),
        ({"at": CLOSES - INSTANT}, "7", None),
        ({"at": OPENS - INSTANT}, "7", Refused.NOT_YET),
        ({"at": CLOSES}, "7", Refused.OVER),
        ({}, "8", Refused.NOT_THE_HEAD),
        ({}, None, Refused.NOT_THE_HEAD),
        ({"second_factor": False}, "7", Refused.NO_SECOND_FACTOR),
        ({"shown_sha256": "cd" * 32}, "7", Refused.TEXT_CHANGED),
        ({"shown_sha256": ""}, "7", Refused.TEXT_CHANGED),
    ],
)
def test_a_press_is_a_signature_only_if_all_fits(change, head, refused):
    found = check_press(HOUR, press(**change), head=head, text_sha256=TEXT)
    assert found is refused


def test_a_host_may_do_without_the_second_factor():
    hour = Hour(OPENS, CLOSES, needs_second_factor=False)
    bare = press(second_factor=False)
    assert check_press(hour, bare, head="7", text_sha256=TEXT) is None


PLEDGES = ("tidak menerima suap;",)
OPENING = "Saya, {name}, {post} {office}:"
LAW = "PermenPANRB 49/2011"
PACT = Paper("pakta", "Pakta {year}", OPENING, PLEDGES, "Kepada {host}.", LAW)
PLAN = Paper("pk", "Perjanjian", "x", (), "", "Perpres 29/2014", has_targets=True)
SARI = Signatory("Sari", "Ketua", "KPU Kota Contoh")


TARGETS = (Target("a", "b", "c"),)


def text(signatory=SARI):
    return text_of([PACT, PLAN], TARGETS, signatory, host="KPU Provinsi", year=2026)


def test_names_are_filled_in_and_targets_stand_in_their_paper_alone():
    pact, plan = text()["papers"]
    assert pact["title"] == "Pakta 2026"
    assert pact["opening"] == "Saya, Sari, Ketua KPU Kota Contoh:"
    assert pact["closing"] == "Kepada KPU Provinsi."
    assert pact["targets"] == []
    assert plan["targets"] == [["a", "b", "c"]]


@pytest.mark.parametrize("name", ["{post}", "{", "}", "{name}", "%s", "\\n", "{year"])
def test_a_strange_name_stays_as_it_is(name):
    assert fill("Saya, {name}.", {"name": name, "post": "x"}) == f"Saya, {name}."


@pytest.mark.parametrize("sentence", ["{", "}", "{unknown}", "a{b", "{}", ""])
def test_what_is_no_placeholder_stays(sentence):
    assert fill(sentence, {"name": "Sari"}) == sentence


def test_another_word_is_another_text():
    changed = text(Signatory("Sari", "Plh. Ketua", "KPU Kota Contoh"))
    assert bytes_of(text()) == bytes_of(text())
    assert bytes_of(text()) != bytes_of(changed)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [("", 0), ("\n \n", 0), ("a|b|c", 1), (" a | b | c \n\nd|e|f", 2)],
)
def test_targets_are_one_a_line(typed, rows):
    assert len(read_targets(typed)) == rows


@pytest.mark.parametrize("typed", ["a|b", "a|b|c|d", "a||c", "a|b|c\nd"])
def test_a_line_without_three_parts_is_named(typed):
    with pytest.raises(TargetsError) as refused:
        read_targets(typed)
    assert str(refused.value) == str(len(typed.splitlines()))


def test_a_round_is_complete_when_every_paper_is_sealed():
    standings = [Standing.SEALED] * 38 + [Standing.SIGNED]
    assert (tally(standings).signed, tally(standings).is_complete) == (39, False)
    assert tally([Standing.SEALED] * 39).is_complete
    assert tally([]).asked == 0
