"""Words, numbers and times of the public site, in Indonesian and in English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("id", "en")
WIB = timezone(timedelta(hours=7), "WIB")
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober "
    "November Desember",
    "en": "January February March April May June July August September October "
    "November December",
}
_THOUSANDS = {"id": ".", "en": ","}
_DECIMAL = {"id": ",", "en": "."}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One language: its sentences by key, and how it writes numbers and times."""

    lang: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        return self.sentences[key].format(**values)

    def get(self, key: str, default: str) -> str:
        return self.sentences.get(key, default)

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", _THOUSANDS[self.lang])

    def per_mille(self, value: int) -> str:
        whole, tenth = divmod(value, 10)
        space = " " if self.lang == "id" else ""
        return f"{self.number(whole)}{_DECIMAL[self.lang]}{tenth}{space}%"

    def date(self, iso: str) -> str:
        year, month, day = iso.split("-")
        return f"{int(day)} {_MONTHS[self.lang].split()[int(month) - 1]} {year}"

    def time(self, at: int) -> str:
        moment = datetime.fromtimestamp(at, WIB)
        clock = moment.strftime("%H.%M" if self.lang == "id" else "%H:%M")
        return f"{self.date(moment.date().isoformat())}, {clock} WIB"


def iso_time(at: int) -> str:
    return datetime.fromtimestamp(at, WIB).isoformat()


@cache
def words(lang: str) -> Words:
    """The sentences of ``data/site/words.toml`` in one language."""
    table = tomllib.loads(
        files("omah").joinpath("data/site/words.toml").read_text(encoding="utf-8")
    )
    return Words(lang, dict(_flatten(table, LANGUAGES.index(lang))))


def _flatten(
    table: Mapping[str, Any], index: int, prefix: str = ""
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            found += _flatten(value, index, f"{key}.")
        else:
            found.append((key, value[index]))
    return found
