"""Numbers, times and sentences in both languages."""

import re
import string
import tomllib
from importlib.resources import files

import pytest

from omah.core.count.record import SheetStatus
from omah.core.count.rules import Severity
from omah.core.places.regions import Level
from omah.reading.reasons import Reason
from omah.site.i18n import LANGUAGES, words
from omah.site.marks import figure, per_mille

SITE = files("omah").joinpath("data/site")


def sentences():
    """Key and both texts of every sentence in the file."""

    def walk(table, prefix=""):
        for name, value in table.items():
            if isinstance(value, dict):
                yield from walk(value, f"{prefix}{name}.")
            else:
                yield f"{prefix}{name}", value

    return list(walk(tomllib.loads(SITE.joinpath("words.toml").read_text())))


@pytest.mark.parametrize(
    ("lang", "number", "rate", "date"),
    [
        ("id", "1.234.567", "81,3 %", "27 November 2024"),
        ("en", "1,234,567", "81.3%", "27 November 2024"),
    ],
)
def test_each_language_writes_numbers_its_own_way(lang, number, rate, date):
    t = words(lang)
    assert t.number(1234567) == number
    assert t.per_mille(813) == rate
    assert t.date("2024-11-27") == date


def test_times_are_western_indonesian_and_do_not_depend_on_this_machine():
    assert words("id").time(1_732_680_000) == "27 November 2024, 11.00 WIB"
    assert words("en").time(1_732_680_000) == "27 November 2024, 11:00 WIB"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rate", [False, True])
@pytest.mark.parametrize("value", [0, 5, 70, 999, 1000, 1234567])
def test_the_visible_digits_of_a_figure_are_its_value(lang, rate, value):
    text = str(figure(words(lang), value, "c/12/votes.1/accepted", rate=rate))
    stated, shown = re.fullmatch(
        r'<data value="(\d+)" data-f="[^"]+">(.*)</data>', text
    ).groups()
    assert int("".join(filter(str.isdigit, shown))) == int(stated) == value


@pytest.mark.parametrize("brief", [False, True])
def test_an_unknown_figure_has_no_value_and_is_not_zero(brief):
    text = str(figure(words("id"), None, "c/12/votes/accepted", brief=brief))
    assert 'value=""' in text
    assert "tidak diketahui" in text
    assert not any(map(str.isdigit, text.partition(">")[2]))


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [(1, 2000, 1), (1, 2001, 0), (0, 7, 0), (7, 7, 1000), (8, 7, 1143), (1, 0, None)],
)
def test_a_share_is_rounded_to_the_nearest_per_mille_halves_up(part, whole, rate):
    assert per_mille(part, whole) == rate


def test_every_sentence_exists_in_both_languages_with_the_same_values():
    for key, texts in sentences():
        assert len(texts) == len(LANGUAGES), key
        assert all(text.strip() for text in texts), key
        holes = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in texts
        ]
        assert holes[0] == holes[1], key


def test_every_status_level_severity_and_reason_has_its_words():
    keys = {key for key, _ in sentences()}
    for status in SheetStatus:
        assert {f"status.{status}", f"status_why.{status}"} <= keys
    assert {f"level.{level.name.lower()}" for level in Level} <= keys
    assert {f"severity.{severity}" for severity in Severity} <= keys
    assert {f"reason.{reason}" for reason in Reason} <= keys


def test_no_sentence_is_unused():
    used = "".join(
        path.read_text() for path in SITE.joinpath("templates").iterdir()
    ) + "".join(
        path.read_text()
        for path in files("omah").joinpath("site").iterdir()
        if path.name.endswith(".py")
    )
    built = r"(field|section|status|status_why|level|children|severity|kind|reason|nav|"
    built += r"data|participation|sex|term|about\.way_|access\.(did|limits)_)"
    for key, _ in sentences():
        assert re.match(built, key) or f'"{key}"' in used, key
