"""Verify a published count: the log, the statements, the bytes, the meaning."""

from collections.abc import Iterable
from dataclasses import dataclass

from omah.adapters.files import Folder
from omah.core.log.statements import Statement
from omah.core.log.whole_fold import WholeFold, fold
from omah.formats.keys_spki import statement_holds
from omah.formats.note import NoteKey
from omah.site.verify_bytes import check_bytes, check_nothing_else, listed_files
from omah.site.verify_log import Mismatch, Source, Tick, read_log
from omah.site.verify_meaning import check_meaning
from omah.site.verify_receipts import Kept, check_receipts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verify found.

    ``ok``: everything agrees with everything. ``trusted``: and it was said by the
    log whose key the reader already knew. ``doubted``: places in the log of what a
    key said that was later revoked for then; it stands until it is corrected.
    """

    ok: bool
    trusted: bool
    entries: int
    pages: int
    mismatches: tuple[Mismatch, ...]
    doubted: tuple[int, ...] = ()


def verify(
    source: Source,
    pinned: NoteKey | None = None,
    since: bytes | None = None,
    tick: Tick = lambda: None,
    *,
    receipts: Iterable[Kept] = (),
) -> Verdict:
    """Check everything that is published there; nothing is taken on trust."""
    log = read_log(source, pinned, since, tick)
    promises = check_receipts(receipts, log.statements, pinned)
    mismatches = [*log.mismatches, *promises]
    statements = [s for s in log.statements if s is not None]
    pages, doubted = 0, tuple[int, ...]()
    if len(statements) == len(log.statements):
        folded = _check_statements(statements, mismatches)
        pages = _check_publication(source, folded, statements, mismatches, tick)
        doubted = folded.doubted(statements)
    ok = not mismatches
    return Verdict(
        ok=ok,
        trusted=ok and pinned is not None,
        entries=len(log.statements),
        pages=pages,
        mismatches=tuple(mismatches),
        doubted=doubted,
    )


def _check_statements(
    statements: list[Statement], mismatches: list[Mismatch]
) -> WholeFold:
    folded = fold(statements, statement_holds)
    mismatches += [
        Mismatch("statements", f"entry {refusal.index}", refusal.why.value)
        for refusal in folded.refusals
    ]
    return folded


def _check_publication(
    source: Source,
    folded: WholeFold,
    statements: list[Statement],
    mismatches: list[Mismatch],
    tick: Tick,
) -> int:
    if not folded.publications:
        mismatches.append(Mismatch("bytes", "log", "nothing was ever published"))
        return 0
    _, publication = folded.publications[-1]
    hashes = listed_files(source, publication, mismatches)
    check_bytes(source, hashes, mismatches, tick)
    if isinstance(source, Folder):
        check_nothing_else(source, publication, hashes, mismatches)
    covered = folded_until(publication.number("size"), statements, folded)
    mismatches += check_meaning(source, hashes, covered, tick)
    return sum(path.endswith(".html") for path in hashes)


def folded_until(
    size: int, statements: list[Statement], folded: WholeFold
) -> WholeFold:
    """Return the fold of the first ``size`` statements, whose signatures hold."""
    if all(said.type == "publication.root" for said in statements[size:]):
        return folded
    return fold(statements[:size], lambda _statement, _key: True)
