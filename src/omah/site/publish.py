"""The record becomes a folder of static files; only what changed is made again.

Everything below ``page_files`` is pure: facts in, bytes out. ``publish`` alone writes.
Without ``previous`` every page is made; a file whose bytes are as before is never
touched, so the folder after many small publications equals one made at once.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from omah.adapters.files import UNFINISHED, Folder, safe_name
from omah.core.count.contests import Contest
from omah.core.count.record import Record, SheetRecord
from omah.core.count.rules import Finding, Rule, expand, find
from omah.core.places.regions import DIGITS, Level, level_of
from omah.formats.form_toml import load_form
from omah.formats.rules_toml import load_rules
from omah.site.addresses import part_of, photo_file, thumbnail_file
from omah.site.data_files import region_file, to_json, whole_contest_files
from omah.site.edition import Edition, parts_of, region_pages, whole_pages
from omah.site.pages import Site, assets
from omah.site.photos import PhotoError, PhotoSize, photo_size, thumbnail
from omah.site.tallies import Register, Tally

PublicPhoto = Callable[[str], bytes]
"""SHA-256 of a public copy to its bytes."""

LARGEST_PHOTO = 64 * 1024 * 1024

Touched = dict[str, dict[str, set[int]]]
"""Contest to region to those pages of a village whose stations changed."""


@dataclass(slots=True)
class Published:
    """What a publication leaves for the next one to build on."""

    record: Record
    tallies: dict[str, Tally]
    sizes: dict[str, PhotoSize]


@dataclass(slots=True)
class PublishReport:
    """What a publication did; pages are HTML files, in every language."""

    published: Published
    pages_made: int = 0
    pages_written: int = 0
    files_written: int = 0
    bytes_written: int = 0
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def publish(
    record: Record,
    contests: Sequence[Contest],
    register: Register,
    photos: PublicPhoto,
    out: Path,
    *,
    published_at: int,
    publisher: str,
    official: bool = False,
    log_key: str = "",
    previous: Published | None = None,
) -> PublishReport:
    """Write the public site of a record into a folder; see the module."""
    now = previous or _nothing_yet(record, contests, register)
    changed = _changed_sheets(now, record, first=previous is None)
    now.record = record
    shelf = _Shelf(Folder(out), PublishReport(now))
    for sha256 in record.withdrawn:
        now.sizes.pop(sha256, None)
        shelf.remove(photo_file(sha256))
        shelf.remove(thumbnail_file(sha256))
    touched: Touched = {
        name: _everything(tally) if previous is None else {}
        for name, tally in now.tallies.items()
    }
    for sheet in changed:
        for code in now.tallies[sheet.contest].put(sheet):
            touched[sheet.contest].setdefault(code, set())
        keldes = sheet.station[: DIGITS[Level.KELDES]]
        touched[sheet.contest][keldes].add(part_of(sheet.station))
        _shelve_photos(shown_photos(sheet, record), photos, now.sizes, shelf)
    if not changed and previous:
        return shelf.report
    site = Site(publisher, tuple(contests), _changed_at(now), official, log_key)
    for path, content in site_files(site, now, touched):
        shelf.put(path, content)
    if shelf.report.files_written:
        facts = {"publisher": publisher, "published_at": published_at}
        shelf.put("data/publication.json", to_json(facts))
    return shelf.report


def site_files(
    site: Site, now: Published, touched: Touched
) -> Iterator[tuple[str, bytes]]:
    """Every file of the regions touched, and those that cover the whole; pure."""
    edition = Edition(
        site,
        {
            name: (tally, fields_of(tally.contest))
            for name, tally in now.tallies.items()
        },
        {name: rules_of(tally.contest) for name, tally in now.tallies.items()},
        now.sizes,
    )
    yield from assets().items()
    for name, tally in now.tallies.items():
        for code, parts in sorted(touched[name].items()):
            yield region_file(tally, code)
            for page in region_pages(edition, name, code, parts):
                yield from page.in_all_languages(site).items()
        yield from whole_contest_files(tally, fields_of(tally.contest)).items()
    for page in whole_pages(edition):
        yield from page.in_all_languages(site).items()


def rules_of(contest: Contest) -> tuple[Rule, ...]:
    return load_rules(contest.date, contest.kind)


def fields_of(contest: Contest) -> tuple[str, ...]:
    """The fields of a contest's sheet: its own votes, then the form's other fields."""
    form = load_form(contest.form)
    return contest.vote_fields() + tuple(
        name for name in form.fields() if not name.startswith("votes.")
    )


def _nothing_yet(
    record: Record, contests: Sequence[Contest], register: Register
) -> Published:
    tallies = {c.id: Tally(c, register, checker(c)) for c in contests}
    return Published(Record(record.election), tallies, {})


def checker(contest: Contest) -> Callable[[SheetRecord], tuple[Finding, ...]]:
    instances = expand(rules_of(contest), fields_of(contest))
    return lambda sheet: find(instances, sheet.figures)


def _everything(tally: Tally) -> dict[str, set[int]]:
    return {
        code: set(parts_of(tally, code)) if level_of(code) is Level.KELDES else set()
        for code in tally.regions()
    }


def _changed_sheets(
    now: Published, record: Record, *, first: bool
) -> list[SheetRecord]:
    before = now.record.sheets if not first else {}
    withdrawn = record.withdrawn - now.record.withdrawn
    return [
        sheet
        for key, sheet in sorted(record.sheets.items())
        if before.get(key) != sheet
        or any(capture.public_sha256 in withdrawn for capture in sheet.captures)
    ]


def _changed_at(now: Published) -> int:
    return max(
        (t.changed_at.get(t.contest.region, 0) for t in now.tallies.values()), default=0
    )


@dataclass(slots=True)
class _Shelf:
    """The folder that is published, and the count of what was done to it."""

    folder: Folder
    report: PublishReport

    def put(self, path: str, content: bytes) -> None:
        is_page = path.endswith(".html")
        self.report.pages_made += is_page
        file = self.folder.root / safe_name(path)
        if file.is_file() and file.read_bytes() == content:
            return
        _write_whole(file, content)
        self.report.files_written += 1
        self.report.pages_written += is_page
        self.report.bytes_written += len(content)
        self.report.changed.append(path)

    def remove(self, path: str) -> None:
        """Take a file off the site: withdrawn content, whose hash stays on record."""
        file = self.folder.root / safe_name(path)
        if file.is_file():
            file.unlink()
            self.report.removed.append(path)


def _write_whole(file: Path, content: bytes) -> None:
    """Pages can be rebuilt from the log: written whole, not flushed to the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + UNFINISHED)
    unfinished.write_bytes(content)
    unfinished.replace(file)


def shown_photos(sheet: SheetRecord, record: Record) -> Iterator[str]:
    """Yield the hashes of the photographs of a sheet that people may see."""
    for capture in sheet.captures:
        sha256 = capture.public_sha256
        if sha256 and not capture.reason and sha256 not in record.withdrawn:
            yield sha256


def _shelve_photos(
    hashes: Iterable[str],
    photos: PublicPhoto,
    sizes: dict[str, PhotoSize],
    shelf: _Shelf,
) -> None:
    """Photos are named by their hash, so one that lies there is never made again."""
    for sha256 in hashes:
        if sha256 in sizes:
            continue
        photo, small = _photo_on_shelf(shelf.folder, sha256) or (photos(sha256), b"")
        if hashlib.sha256(photo).hexdigest() != sha256:
            raise PhotoError(f"public photo {sha256[:12]} has another hash")
        small = small or thumbnail(photo)
        shelf.put(thumbnail_file(sha256), small)
        shelf.put(photo_file(sha256), photo)
        sizes[sha256] = photo_size(photo)


def _photo_on_shelf(folder: Folder, sha256: str) -> tuple[bytes, bytes] | None:
    """A photo published before and its small picture; None unless both are there."""
    names = photo_file(sha256), thumbnail_file(sha256)
    if not all(map(folder.has, names)):
        return None
    large, small = (folder.get(name, LARGEST_PHOTO) for name in names)
    return large, small
