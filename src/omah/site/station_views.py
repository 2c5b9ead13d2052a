"""What the public sees of one station: photos, figures, readings, findings, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from omah.core.count.contests import Contest
from omah.core.count.figures import Figures
from omah.core.count.recap import Standing
from omah.core.count.record import Correction, SheetRecord, SheetStatus
from omah.core.count.rules import Finding, Rule
from omah.site.addresses import photo_file, station_anchor, thumbnail_file
from omah.site.fields import Row, Section, label, sections
from omah.site.i18n import Words
from omah.site.marks import mark
from omah.site.photos import PhotoSize
from omah.site.tallies import STANDING, Tally, last_change
from omah.site.views import Figure

SURE_PPM = 990_000
"""From here on a machine's confidence is not worth a reader's attention."""


@dataclass(frozen=True, slots=True)
class PhotoView:
    page: int
    href: str
    thumbnail: str
    size: PhotoSize


@dataclass(frozen=True, slots=True)
class Source:
    """One reading or entry; ``plain``: legible, or keyed in without the machine's."""

    kind: str
    number: int
    post: str
    plain: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One field across all sources; ``agree`` is false where they say different."""

    label: str
    stands: Figure | None
    cells: tuple[tuple[Figure, Figure | None], ...]
    agree: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    code: str
    severity: str
    sentence: str
    fields: tuple[str, ...]
    numbers: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    label: str
    old: Figure
    new: Figure


@dataclass(frozen=True, slots=True)
class CorrectionView:
    reason: str
    post: str
    at: int
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """One signed statement about the station: its place in the log, -1 if none yet."""

    index: int
    kind: str
    page: int
    id: str


@dataclass(frozen=True, slots=True)
class StationView:
    code: str
    number: str
    anchor: str
    status: str
    standing: str
    changed_at: int
    photos: tuple[PhotoView, ...]
    rejected: tuple[tuple[int, str], ...]
    sections: tuple[tuple[Section, tuple[tuple[Row, tuple[Figure, ...]], ...]], ...]
    sources: tuple[Source, ...]
    lines: tuple[SourceLine, ...]
    findings: tuple[FindingView, ...]
    corrections: tuple[CorrectionView, ...]
    statements: tuple[StatementView, ...]

    @property
    def differing(self) -> tuple[SourceLine, ...]:
        return tuple(line for line in self.lines if not line.agree)


@dataclass(frozen=True, slots=True)
class StationContext:
    """What all stations of a contest share while their page is made."""

    tally: Tally
    fields: Sequence[str]
    rules: Mapping[str, Rule]
    sizes: Mapping[str, PhotoSize]
    words: Words


def station_view(context: StationContext, station: str) -> StationView:
    tally, words = context.tally, context.words
    sheet = tally.sheets.get(station) or _missing(tally.contest, station)
    standing = STANDING.get(sheet.status)
    return StationView(
        code=station,
        number=station[10:],
        anchor=station_anchor(station),
        status=sheet.status,
        standing=standing or "",
        changed_at=last_change(sheet),
        photos=_photos(sheet, context.sizes),
        rejected=tuple(
            (c.page, words.get(f"reason.{c.reason}", c.reason))
            for c in sheet.captures
            if c.reason
        ),
        sections=_sections(context, sheet, standing) if standing else (),
        sources=_sources(sheet),
        lines=_lines(context, sheet, standing),
        findings=tuple(
            _finding(context, sheet, n, f)
            for n, f in enumerate(tally.findings.get(station, ()))
        ),
        corrections=tuple(
            _correction(context, sheet, n, c) for n, c in enumerate(sheet.corrections)
        ),
        statements=_statements(sheet),
    )


def _missing(contest: Contest, station: str) -> SheetRecord:
    return SheetRecord(station, contest.id, contest.form, SheetStatus.MISSING, {})


def _photos(
    sheet: SheetRecord, sizes: Mapping[str, PhotoSize]
) -> tuple[PhotoView, ...]:
    """Accepted photos only: a rejected photo is never public."""
    return tuple(
        PhotoView(
            c.page,
            photo_file(c.public_sha256),
            thumbnail_file(c.public_sha256),
            sizes[c.public_sha256],
        )
        for c in sorted(sheet.captures, key=lambda c: (c.page, c.at, c.id))
        if not c.reason and c.public_sha256 in sizes
    )


def _figure(sheet: SheetRecord, field: str, value: int | None, state: str) -> Figure:
    return Figure(value, mark(sheet.contest, sheet.station, field, state))


def _sections(
    context: StationContext, sheet: SheetRecord, standing: Standing
) -> tuple[tuple[Section, tuple[tuple[Row, tuple[Figure, ...]], ...]], ...]:
    return tuple(
        (
            section,
            tuple(
                (
                    row,
                    tuple(
                        _figure(sheet, f, sheet.figures.get(f), standing)
                        for f in row.fields
                    ),
                )
                for row in section.rows
            ),
        )
        for section in sections(context.tally.contest, context.fields, context.words)
    )


def _sources(sheet: SheetRecord) -> tuple[Source, ...]:
    machines = [
        Source("reading", n, "", r.legible) for n, r in enumerate(sheet.readings)
    ]
    people = [Source("entry", n, e.post, e.blind) for n, e in enumerate(sheet.entries)]
    return tuple(machines + people)


def _lines(
    context: StationContext, sheet: SheetRecord, standing: Standing | None
) -> tuple[SourceLine, ...]:
    """Every field that any source states, with what each of them says."""
    if not sheet.readings and not sheet.entries:
        return ()
    said = [r.figures for r in sheet.readings] + [e.figures for e in sheet.entries]
    stated = {field for figures in said for field in figures}
    return tuple(
        _line(context, sheet, field, standing, said)
        for field in context.fields
        if field in stated
    )


def _line(
    context: StationContext,
    sheet: SheetRecord,
    field: str,
    standing: Standing | None,
    said: Sequence[Figures],
) -> SourceLine:
    readings = tuple(
        (
            _figure(sheet, field, r.figures.get(field), f"reading.{n}"),
            _doubt(sheet, n, field),
        )
        for n, r in enumerate(sheet.readings)
    )
    entries = tuple(
        (_figure(sheet, field, e.figures.get(field), f"entry.{n}"), None)
        for n, e in enumerate(sheet.entries)
    )
    stands = (
        _figure(sheet, field, sheet.figures.get(field), standing) if standing else None
    )
    agree = len({figures.get(field) for figures in said}) <= 1
    name = label(field, context.tally.contest, context.words)
    return SourceLine(name, stands, readings + entries, agree)


def _doubt(sheet: SheetRecord, n: int, field: str) -> Figure | None:
    """How sure the machine was, where it was less than sure."""
    ppm = sheet.readings[n].ppm.get(field, 0)
    if ppm >= SURE_PPM:
        return None
    marked = mark(sheet.contest, sheet.station, f"ppm.{field}", f"reading.{n}")
    return Figure(ppm // 1000, marked, rate=True)


def _finding(
    context: StationContext, sheet: SheetRecord, n: int, finding: Finding
) -> FindingView:
    rule = context.rules[finding.code]
    words = context.words
    return FindingView(
        finding.code,
        finding.severity,
        rule.title_id if words.lang == "id" else rule.title_en,
        tuple(label(f, context.tally.contest, words) for f in finding.fields),
        tuple(
            _figure(sheet, finding.code, number, f"finding.{n}.{i}")
            for i, number in enumerate(finding.numbers)
        ),
    )


def _correction(
    context: StationContext, sheet: SheetRecord, n: int, correction: Correction
) -> CorrectionView:
    words = context.words
    return CorrectionView(
        words.get(f"reason.{correction.reason}", correction.reason),
        correction.post,
        correction.at,
        tuple(
            ChangeView(
                label(field, context.tally.contest, words),
                _figure(sheet, field, old, f"correction.{n}.old"),
                _figure(sheet, field, new, f"correction.{n}.new"),
            )
            for field, (old, new) in sorted(correction.changes.items())
        ),
    )


def _statements(sheet: SheetRecord) -> tuple[StatementView, ...]:
    """The statements behind a sheet, in the order of the log."""
    found = [StatementView(c.index, "capture", c.page, c.id) for c in sheet.captures]
    found += [StatementView(r.index, "reading", 0, r.id) for r in sheet.readings]
    found += [StatementView(e.index, "entry", 0, e.id) for e in sheet.entries]
    found += [StatementView(c.index, "correction", 0, c.id) for c in sheet.corrections]
    return tuple(sorted(found, key=lambda statement: statement.index))
