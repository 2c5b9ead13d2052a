"""omah verify DIR|URL: is what is published what was said and counted?

A folder or address with a bare log in it is the citizens' log of a house; there, steps
of cases are checked instead of statements of a count.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from omah.adapters.files import Folder
from omah.adapters.web_folder import WebFolder, WebFolderError
from omah.cli.main import OK, WRONG, UsageError, printable
from omah.formats.note import BadNoteError, NoteKey, parse_note_key
from omah.site.verify import Verdict, verify
from omah.site.verify_cases import is_case_log, read_case_receipt, verify_cases
from omah.site.verify_log import Source, Tick
from omah.site.verify_receipts import BadReceiptError, read_receipts

SHOWN = 20
Kept = TypeVar("Kept")


def run(args: argparse.Namespace) -> int:
    source, key, since = _source(args.place), _key(args.key), _since(args.since)
    check = _check_cases if is_case_log(source) else _check_count
    with tqdm(unit="", disable=None, leave=False) as bar:
        verdict = check(source, key, since, bar.update, args.receipts)
    if args.json:
        _tell_in_json(verdict)
    else:
        _tell(verdict)
    return OK if verdict.ok else WRONG


def _source(place: str) -> Source:
    if place.startswith(("http://", "https://")):
        try:
            return WebFolder(place)
        except WebFolderError as problem:
            raise UsageError(str(problem)) from None
    folder = Path(place)
    if not folder.is_dir():
        raise UsageError(f"there is no folder {place}")
    return Folder(folder)


def _key(text: str | None) -> NoteKey | None:
    if text is None:
        return None
    try:
        return parse_note_key(text)
    except BadNoteError as problem:
        raise UsageError(f"--key: {problem}") from None


def _since(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UsageError(f"--since: {problem.strerror}: {path}") from None


def _check_count(
    source: Source,
    key: NoteKey | None,
    since: bytes | None,
    tick: Tick,
    receipts: Path | None,
) -> Verdict:
    kept = _receipts(receipts, read_receipts)
    return verify(source, key, since, tick, receipts=kept)


def _check_cases(
    source: Source,
    key: NoteKey | None,
    since: bytes | None,
    tick: Tick,
    receipts: Path | None,
) -> Verdict:
    kept = _receipts(receipts, lambda text: [read_case_receipt(text)])
    return verify_cases(source, key, since, tick, receipts=kept)


def _receipts(path: Path | None, read: Callable[[str], list[Kept]]) -> list[Kept]:
    if path is None:
        return []
    try:
        return read(path.read_text("utf-8"))
    except OSError as problem:
        raise UsageError(f"--receipts: {problem.strerror}: {path}") from None
    except (BadReceiptError, UnicodeDecodeError) as problem:
        raise UsageError(f"--receipts: {path}: {problem}") from None


def _tell_in_json(verdict: Verdict) -> None:
    """The verdict is the last line; doubted places stand before it, if any."""
    facts = asdict(verdict)
    doubted = facts.pop("doubted")
    if doubted:
        print(json.dumps({"doubted": doubted}))
    print(json.dumps(facts, ensure_ascii=False))


def _tell(verdict: Verdict) -> None:
    pages_id = f", {verdict.pages} halaman" if verdict.pages else ""
    pages_en = f", {verdict.pages} pages" if verdict.pages else ""
    print(f"{verdict.entries} pernyataan{pages_id} diperiksa.")
    print(f"{verdict.entries} statements{pages_en} checked.")
    for found in verdict.mismatches[:SHOWN]:
        print(f"  {printable(f'{found.step}: {found.where}: {found.what}')}")
    if len(verdict.mismatches) > SHOWN:
        print(f"  ... +{len(verdict.mismatches) - SHOWN}")
    if verdict.doubted:
        print(f"Diragukan / doubted: {len(verdict.doubted)} (kunci dicabut / revoked)")
    for line in _conclusion(verdict):
        print(line)


def _conclusion(verdict: Verdict) -> tuple[str, str]:
    if not verdict.ok:
        return (
            f"TIDAK COCOK: {len(verdict.mismatches)} hal.",
            f"DOES NOT AGREE: {len(verdict.mismatches)} things.",
        )
    if not verdict.trusted:
        return (
            "Cocok satu sama lain. Beri --key untuk memastikan log siapa ini.",
            "Consistent. Give --key to know whose log this is.",
        )
    return (
        "Cocok, dan dari log yang Anda kenal.",
        "Agrees, and from the log you know.",
    )
