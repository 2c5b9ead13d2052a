"""Statements to record: what is taken, and every reason for refusal."""

import pytest
from tests.elections import (
    CONTEST,
    FIELDS,
    FIGURES,
    FORM,
    SHEET,
    STATION,
    Election,
    person,
    sha,
)

from omah.core.count.record import SheetStatus
from omah.core.log.canonical_json import NotCanonicalError, decode, encode
from omah.core.log.roll import Why
from omah.core.log.statement_kinds import KINDS, BadStatementError, fields_of
from omah.core.log.statements import (
    MAX_ENTRY_BYTES,
    entry_bytes,
    parse_entry,
    signed,
)
from omah.core.log.whole_fold import fold
from omah.core.people.roles import SILENT, Role
from omah.formats.keys_spki import statement_holds


def refusals(election):
    return [refusal.why for refusal in fold(election.said, statement_holds).refusals]


def sheet_of(election):
    folded = fold(election.said, statement_holds)
    assert folded.refusals == []
    return folded.record().sheets[CONTEST, STATION]


def test_an_election_begins_without_refusals():
    folded = fold(Election().said, statement_holds)
    assert folded.refusals == []
    assert folded.record().election == "uji-2027"


def test_every_kind_is_named_once_and_every_role_but_the_silent_may_say_something():
    said = set().union(*(kind.roles for kind in KINDS.values()))
    assert said == set(Role) - SILENT
    assert all(kind.version == 1 for kind in KINDS.values())


@pytest.mark.parametrize(
    ("tell", "status"),
    [
        (lambda e: e.captures(), SheetStatus.WAITING),
        (lambda e: e.captures(reason="blank"), SheetStatus.REJECTED),
        (lambda e: e.reads(FIGURES), SheetStatus.UNCONFIRMED),
        (lambda e: e.reads(FIGURES, legible=0), SheetStatus.WAITING),
        (lambda e: e.enters("kpps-1", FIGURES), SheetStatus.UNCONFIRMED),
    ],
)
def test_one_statement_makes_a_sheet(tell, status):
    election = Election()
    tell(election)
    assert sheet_of(election).status is status


def test_machine_and_person_make_an_accepted_sheet_with_all_on_record():
    election = Election()
    photo = election.captures()
    reading = election.reads(FIGURES, captures=[photo.id])
    entry = election.enters("kpps-1", FIGURES)
    election.says(
        "mesin",
        "sheet.accepted",
        **SHEET,
        figures=FIGURES,
        sources=[reading.id, entry.id],
    )
    sheet = sheet_of(election)
    assert (sheet.status, sheet.figures) == (SheetStatus.ACCEPTED, FIGURES)
    assert sheet.captures[0].index == election.said.index(photo)
    assert (sheet.readings[0].id, sheet.entries[0].post) == (reading.id, "kpps-1")


def test_corrections_follow_one_another_and_keep_the_old_figures():
    election = Election()
    election.enters("kpps-1", FIGURES)
    election.enters("kpps-2", FIGURES)
    election.corrects({"votes.1": [41, 40]})
    election.corrects({"votes.1": [40, "?"], "votes.2": [7, 8]})
    sheet = sheet_of(election)
    assert sheet.status is SheetStatus.CORRECTED
    assert (sheet.figures["votes.1"], sheet.figures["votes.2"]) == (None, 8)
    assert sheet.corrections[0].changes == {"votes.1": (41, 40)}


def replaced(election, /, **changes):
    """The last statement with fields changed after it was signed."""
    last = election.said.pop()
    election.said.append(signed({**last.body, **changes}, last.sig))


def accepted(election):
    election.enters("kpps-1", FIGURES)
    election.enters("kpps-2", FIGURES)


def claims(election, **changes):
    entry = election.enters("kpps-1", FIGURES)
    fields = {"figures": FIGURES, "sources": [entry.id], **changes}
    election.says("mesin", "sheet.accepted", **SHEET, **fields)


REFUSED = [
    (Why.DUPLICATE, lambda e: e.said.append(e.captures())),
    (Why.SECOND_ROOT, lambda e: e.said.append(Election(person(99)).root)),
    (Why.BAD_SIGNATURE, lambda e: (e.captures(), replaced(e, page=2))),
    (Why.OTHER_ELECTION, lambda e: (e.captures(), replaced(e, election=sha("other")))),
    (Why.UNKNOWN_KEY, lambda e: (e.captures(), replaced(e, key=sha("other")))),
    (Why.WRONG_ROLE, lambda e: e.says("saksi", "entry.made", **ENTRY)),
    (Why.WRONG_ROLE, lambda e: e.corrects({"votes.1": [1, 2]}, post="kpps-1")),
    (Why.WRONG_ROLE, lambda e: grant(e, "baru", "raja")),
    (Why.WRONG_ROLE, lambda e: grant(e, "baru", "root")),
    (Why.WRONG_REGION, lambda e: e.says("jauh", "sheet.captured", **CAPTURE)),
    (Why.WRONG_POST, lambda e: e.says("kpps-1", "entry.made", **ENTRY)),
    (Why.POST_EXISTS, lambda e: grant(e, "kpps-1", "kpps")),
    (Why.UNKNOWN_POST, lambda e: enrol(e, "baru", 31)),
    (Why.KEY_EXISTS, lambda e: enrol(e, "kpps-1", 12)),
    (Why.UNKNOWN_KEY, lambda e: revoke(e, sha("other"))),
    (Why.UNKNOWN_CONTEST, lambda e: e.captures(contest="gubernur")),
    (Why.UNKNOWN_CONTEST, lambda e: e.captures(form="c1-ppwp-2019")),
    (Why.UNKNOWN_CONTEST, lambda e: e.reads({}, station="3576012003001")),
    (Why.CONTEST_EXISTS, lambda e: open_contest(e, FORM)),
    (
        Why.OTHER_FORM,
        lambda e: (e.captures(), open_contest(e, "lain"), e.captures(form="lain")),
    ),
    (Why.UNKNOWN_FIELD, lambda e: e.reads({"votes.9": 1})),
    (Why.UNKNOWN_FIELD, lambda e: e.enters("kpps-1", {"votes.9": 1})),
    (Why.UNKNOWN_SOURCE, lambda e: e.reads({}, captures=[sha("no photo")])),
    (Why.UNKNOWN_SOURCE, lambda e: claims(e, sources=[sha("no entry")])),
    (Why.NOT_AGREED, claims),
    (
        Why.NOT_AGREED,
        lambda e: (accepted(e), claims_again(e, {**FIGURES, "votes.1": 14})),
    ),
    (Why.NOT_STANDING, lambda e: e.corrects({"votes.1": [41, 14]})),
    (Why.NOT_STANDING, lambda e: (accepted(e), e.corrects({"votes.1": [42, 14]}))),
    (Why.UNKNOWN_OBJECTION, lambda e: answer(e, sha("none"))),
    (Why.BEYOND_LOG, lambda e: e.says("penerbit", "publication.root", **SEAL)),
]
ENTRY = {**SHEET, "post": "kpps-2", "figures": FIGURES, "blind": 1}
CAPTURE = {
    **SHEET,
    "page": 1,
    "original_sha256": sha("o"),
    "public_sha256": "",
    "reason": "",
}
SEAL = {"size": 999, "lists": {}}


def grant(election, post, role):
    fields = {"post": post, "role": role, "region": "", "commitment": ""}
    return election.root_says("post.granted", **fields)


def enrol(election, post, number):
    key = person(number).public_key
    return election.root_says("key.enrolled", post=post, public_key=key)


def revoke(election, key, from_index=0):
    fields = {"revoked": key, "from_index": from_index, "reason": "hilang"}
    return election.root_says("key.revoked", **fields)


def open_contest(election, form):
    return election.root_says(
        "contest.opened",
        contest=CONTEST,
        region="3517",
        form=form,
        fields=list(FIELDS),
        definition_sha256=sha("contest"),
    )


def claims_again(election, figures):
    sources = [said.id for said in election.said[-2:]]
    election.says("ppk", "sheet.accepted", **SHEET, figures=figures, sources=sources)


def answer(election, objection):
    fields = {"objection": objection, "outcome": "ditolak", "commitment": ""}
    return election.says("ppk", "objection.answered", **fields)


@pytest.mark.parametrize(("why", "tell"), REFUSED, ids=[w.name for w, _ in REFUSED])
def test_a_statement_that_breaks_a_rule_is_refused_and_changes_nothing(why, tell):
    election = Election()
    tell(election)
    assert refusals(election) == [why]
    kept = election.said[:-1]
    before = fold(kept, statement_holds).record()
    assert fold(election.said, statement_holds).record() == before


def test_every_reason_for_refusal_has_a_test():
    elsewhere = {Why.NO_ROOT, Why.REVOKED_KEY}
    assert {why for why, _ in REFUSED} | elsewhere == set(Why)


def test_nothing_is_taken_before_the_root():
    election = Election()
    election.said.pop(0)
    assert set(refusals(election)) == {Why.NO_ROOT}


def test_a_root_must_be_signed_by_the_key_it_names():
    root = Election().root
    for body in ({**root.body, "name": "lain"}, {**root.body, "key": sha("other")}):
        folded = fold([signed(body, root.sig)], statement_holds)
        assert len(folded.refusals) == 1
        assert folded.root is None


def test_a_revoked_key_says_no_more_and_what_it_said_is_doubted_not_erased():
    election = Election()
    first = election.enters("kpps-1", FIGURES)
    election.enters("kpps-2", FIGURES)
    stolen = first.key
    revoke(election, stolen, from_index=election.said.index(first))
    election.captures()
    folded = fold(election.said, statement_holds)
    assert [refusal.why for refusal in folded.refusals] == [Why.REVOKED_KEY]
    assert folded.record().sheets[CONTEST, STATION].status is SheetStatus.ACCEPTED
    doubted = [election.said[i].id for i in folded.doubted(election.said)]
    assert first.id in doubted


def test_a_second_phone_of_a_post_may_speak_but_is_the_same_person():
    election = Election()
    enrol(election, "kpps-1", 31)
    election.enters("kpps-1", FIGURES)
    second = person(31).say("entry.made", at=99, election=election.root.id, **OWN_ENTRY)
    election.said.append(second)
    assert sheet_of(election).status is SheetStatus.UNCONFIRMED


OWN_ENTRY = {**ENTRY, "post": "kpps-1"}


def test_an_objection_is_raised_and_answered():
    election = Election()
    raised = election.says(
        "saksi",
        "objection.raised",
        contest=CONTEST,
        region="351709",
        reason="salah-hitung",
        commitment=sha("salt and words"),
    )
    answer(election, raised.id)
    assert refusals(election) == []


def test_an_entry_is_read_back_and_its_id_leaves_the_signature_out():
    said = Election().captures()
    assert parse_entry(entry_bytes(said)) == said
    other = signed(said.body, "A" * 86 + "==")
    assert parse_entry(entry_bytes(other)).id == said.id


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: [entry],
        lambda entry: {**entry, "more": 1},
        lambda entry: {"body": entry["body"]},
        lambda entry: {**entry, "body": "text"},
        lambda entry: {**entry, "sig": 1},
        lambda entry: {**entry, "sig": "A" * 88},
        lambda entry: {**entry, "sig": "AA=="},
        lambda entry: {**entry, "body": {**entry["body"], "v": 2}},
        lambda entry: {**entry, "body": {**entry["body"], "type": "sheet.eaten"}},
        lambda entry: {**entry, "body": {**entry["body"], "name": "Siti"}},
        lambda entry: {**entry, "body": {**entry["body"], "station": "351709200300"}},
        lambda entry: {**entry, "body": {**entry["body"], "page": -1}},
        lambda entry: {**entry, "body": {**entry["body"], "page": "1"}},
        lambda entry: {**entry, "body": {**entry["body"], "reason": "Free text"}},
        lambda entry: {**entry, "body": {"type": "sheet.captured", "v": 1}},
        lambda entry: {**entry, "body": {}},
    ],
)
def test_an_entry_of_another_shape_is_refused(change):
    entry = decode(entry_bytes(Election().captures()))
    with pytest.raises((BadStatementError, NotCanonicalError)):
        parse_entry(encode(change(entry)))


def test_a_statement_too_long_for_a_bundle_is_refused():
    election = Election()
    long = {f"votes.{n}.{m}": 999_999_999 for n in range(60) for m in range(50)}
    with pytest.raises(BadStatementError, match="too long"):
        election.reads(long)
    assert MAX_ENTRY_BYTES == 65_535


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.type)
def test_a_statement_that_lacks_or_adds_any_field_is_refused(kind):
    for name in fields_of(kind):
        body = dict.fromkeys(set(fields_of(kind)) - {name}, "")
        body |= {"type": kind.type, "v": 1} if name not in {"type", "v"} else {}
        with pytest.raises(BadStatementError):
            signed(body, "A" * 86 + "==")
