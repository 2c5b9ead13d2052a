"""Fourth step of verify: do the published figures follow from the statements?

The statements are replayed into a record. Data files are made again and must be
the same bytes; every marked figure in every page is compared; a photo must be one
that the record shows. What the election rests on (regions, rules, contests) is
found among the published files by the hashes in the log.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from omah.core.count.contests import Contest
from omah.core.count.record import Record, SheetRecord
from omah.core.count.rules import Finding, Rule, expand, find, for_contest
from omah.core.log.statements import Statement
from omah.core.log.whole_fold import WholeFold
from omah.core.places.regions import Level
from omah.core.places.registers import RegionRegister, RegisterError
from omah.formats.contest_toml import ContestError, load_contest
from omah.formats.regions_tsv import read_regions
from omah.formats.rules_toml import RegisterError as RulesError
from omah.formats.rules_toml import parse_rules
from omah.site.addresses import photo_file, thumbnail_file
from omah.site.data_files import region_file, whole_contest_files
from omah.site.i18n import LANGUAGES
from omah.site.nameless import nameless_register
from omah.site.tallies import Tally
from omah.site.verify_expected import Expected
from omah.site.verify_log import UNREADABLE, Mismatch, Source, Tick
from omah.site.verify_pages import check_page

MAX_FOUNDATION_BYTES = 500_000_000
MAX_PAGE_BYTES = 50_000_000
UNCOMPUTED = {"data/publication.json"}
"""Data that no statement gives: who published, and when."""


REGIONS, RULES = "regions.tsv", "rules.toml"
"""Names by which the election's root names its regions, if any, and its rules."""

MOST_MISSING = 100


class FoundationError(Exception):
    """Something that the election rests on is not published, or can't be read."""


@dataclass(frozen=True, slots=True)
class _Contest:
    """A contest as the log opened it, with the rules that were in force."""

    facts: Contest
    fields: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Publication:
    """The published files and the record that they must follow from."""

    source: Source
    hashes: Mapping[str, str]
    record: Record
    register: RegionRegister
    contests: Mapping[str, _Contest]


def check_meaning(
    source: Source, hashes: Mapping[str, str], covered: WholeFold, tick: Tick
) -> Iterator[Mismatch]:
    """Yield everything published that does not follow from the statements.

    ``covered`` is the fold of the statements that the pages were made from.
    """
    try:
        publication = _read_foundations(source, hashes, covered)
    except FoundationError as problem:
        yield Mismatch("meaning", "election", str(problem))
        return
    yield from _check_photos(publication)
    yield from _check_data(publication)
    yield from _check_pages(publication, tick)


def _read_foundations(
    source: Source, hashes: Mapping[str, str], covered: WholeFold
) -> _Publication:
    """Find regions, rules and contests among the published files, by hash."""
    if covered.root is None:
        raise FoundationError("the publication covers no election")
    paths = {sha256: path for path, sha256 in hashes.items()}

    def read(what: str, sha256: object) -> bytes:
        path = paths.get(str(sha256))
        if path is None:
            raise FoundationError(f"{what} is named in the log but not published")
        try:
            return source.get(path, MAX_FOUNDATION_BYTES)
        except UNREADABLE as problem:
            raise FoundationError(f"{what}: {problem}") from None

    named = {**covered.root.mapping("registers"), **covered.root.mapping("rules")}
    files = {name: read(name, sha256) for name, sha256 in named.items()}
    if RULES not in files:
        raise FoundationError(f"the root names no {RULES}")
    record = covered.record()
    try:
        contests = {
            contest: _contest(
                read(f"contest {contest}", statement.text("definition_sha256")),
                files[RULES],
                statement,
            )
            for (contest, _), statement in covered.opened.items()
        }
        register = (
            read_regions(files[REGIONS])
            if REGIONS in files
            else nameless_register(record)
        )
    except (RegisterError, RulesError, ContestError, UnicodeDecodeError) as problem:
        raise FoundationError(str(problem)) from None
    return _Publication(source, hashes, record, register, contests)


def _contest(definition: bytes, rules: bytes, opened: Statement) -> _Contest:
    facts = load_contest(definition.decode())
    said = (opened.text("contest"), opened.text("region"), opened.text("form"))
    if said != (facts.id, facts.region, facts.form):
        raise ContestError(f"contest {facts.id} was opened as another")
    in_force = for_contest(parse_rules(rules.decode(), facts.date), facts.kind)
    return _Contest(facts, opened.texts("fields"), in_force)


def _check_photos(publication: _Publication) -> Iterator[Mismatch]:
    """A shown photo must lie there under its hash, no other photo may."""
    shown = {
        capture.public_sha256
        for sheet in publication.record.sheets.values()
        for capture in sheet.captures
        if capture.public_sha256 and not capture.reason
    } - publication.record.withdrawn
    for sha256 in sorted(shown):
        if publication.hashes.get(photo_file(sha256)) != sha256:
            yield Mismatch("meaning", photo_file(sha256), "the photo is not there")
    known = {photo_file(s) for s in shown} | {thumbnail_file(s) for s in shown}
    for path in publication.hashes:
        if path.startswith("photos/") and path not in known:
            yield Mismatch("meaning", path, "no statement shows this photo")


def _check_data(publication: _Publication) -> Iterator[Mismatch]:
    """Make every data file again; its bytes must be the published ones."""
    made = set(UNCOMPUTED)
    for path, content in _data_files(publication):
        made.add(path)
        try:
            published = publication.source.get(path, MAX_FOUNDATION_BYTES)
        except UNREADABLE as problem:
            yield Mismatch("meaning", path, str(problem))
            continue
        if published != content:
            yield Mismatch("meaning", path, _first_difference(published, content))
    for path in publication.hashes:
        if path.startswith("data/") and path not in made:
            yield Mismatch("meaning", path, "the statements make no such file")


def _data_files(publication: _Publication) -> Iterator[tuple[str, bytes]]:
    for contest in publication.contests.values():
        check = _checker(contest)
        tally = Tally(contest.facts, publication.register, check)
        for sheet in publication.record.sheets.values():
            if sheet.contest == contest.facts.id:
                tally.put(sheet)
        yield from whole_contest_files(tally, contest.fields).items()
        for code in tally.regions():
            yield region_file(tally, code)


def _checker(contest: _Contest) -> Callable[[SheetRecord], tuple[Finding, ...]]:
    instances = expand(contest.rules, contest.fields)
    return lambda sheet: find(instances, sheet.figures)


def _check_pages(publication: _Publication, tick: Tick) -> Iterator[Mismatch]:
    """Compare every figure in every page; in no language may one be left out."""
    expected = {name: _expected(publication, name) for name in publication.contests}
    seen: dict[str, set[str]] = {lang: set() for lang in LANGUAGES}
    for path in publication.hashes:
        if not path.endswith(".html"):
            continue
        tick()
        try:
            page = publication.source.get(path, MAX_PAGE_BYTES)
        except UNREADABLE as problem:
            yield Mismatch("meaning", path, str(problem))
            continue
        yield from check_page(path, page, expected, seen[_language(path)])
    for lang, figures in product(LANGUAGES, expected.values()):
        missing = (marked for marked in figures.required() if marked not in seen[lang])
        for marked in islice(missing, MOST_MISSING):
            yield Mismatch("meaning", f"pages ({lang})", f"{marked} stands on no page")


def _language(path: str) -> str:
    first = path.partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def _expected(publication: _Publication, name: str) -> Expected:
    contest = publication.contests[name]
    region = contest.facts.region
    return Expected(
        contest=contest.facts,
        fields=contest.fields,
        record=publication.record,
        stations=publication.register.within(region, Level.STATION),
        instances=expand(contest.rules, contest.fields),
    )


def _first_difference(published: bytes, made: bytes) -> str:
    """Say where two files begin to differ, with a little of each."""
    pairs = enumerate(zip(published, made, strict=False))
    shorter = min(len(published), len(made))
    at = next((place for place, (a, b) in pairs if a != b), shorter)
    start = max(0, at - 24)
    said = published[start : at + 24].decode(errors="replace")
    true = made[start : at + 24].decode(errors="replace")
    return f"it says {said!r}, the statements {true!r}"
