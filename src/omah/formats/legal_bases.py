"""Every packaged rule with its legal basis, in one list."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from omah.core.service.legal_basis import Area, LegalBasis
from omah.formats.clocks_toml import clock_rules
from omah.formats.rules_toml import parse_rules, register_text
from omah.formats.seat_rules import read_seat_rules
from omah.formats.transfer_toml import transfer_rules

REMEMBERED = "remembered"


@cache
def legal_bases() -> tuple[LegalBasis, ...]:
    """Return the bases of clocks, voting elsewhere, seats and checks, in that order."""
    return (*_of_clocks(), *_of_transfer(), *_of_seats(), *_of_figures())


def _of_clocks() -> Iterator[LegalBasis]:
    for rule in clock_rules():
        yield LegalBasis(
            Area.CLOCKS, rule.law, rule.says_id, rule.says_en, rule.is_read
        )


def _of_transfer() -> Iterator[LegalBasis]:
    for rules in transfer_rules():
        yield LegalBasis(
            Area.TRANSFER,
            rules.law,
            f"Pindah memilih ({rules.code}): alasan, berkas, dan batas waktu.",
            f"Voting elsewhere ({rules.code}): reasons, papers, last days.",
            rules.is_read,
        )
        yield LegalBasis(
            Area.TRANSFER,
            rules.ballots_law,
            f"Surat suara bagi pemilih yang pindah ({rules.code}).",
            f"Ballots for a voter who moves ({rules.code}).",
            rules.ballots_are_read,
        )


def _of_seats() -> Iterator[LegalBasis]:
    register = (files("omah") / "data" / "seat_rules.toml").read_bytes()
    known = {
        article: None
        for rules in read_seat_rules(register).values()
        for article in rules.source.law
    }
    for article in known:
        yield LegalBasis(
            Area.SEATS,
            article.article,
            article.sentence_id,
            article.sentence_en,
            article.read,
        )


def _of_figures() -> Iterator[LegalBasis]:
    for rule in parse_rules(register_text()):
        yield LegalBasis(
            Area.FIGURES,
            rule.law,
            f"{rule.code}: {rule.title_id}",
            f"{rule.code}: {rule.title_en}",
            rule.confidence != REMEMBERED,
        )
