"""Publish again what has changed: the folder's own log and definitions are enough."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from omah.adapters.election import Election, NoElectionError
from omah.adapters.elections import election_behind, public_blobs, published_root
from omah.adapters.files import Folder
from omah.cli.main import OK, UsageError
from omah.core.count.contests import Contest
from omah.core.places.registers import RegionRegister, RegisterError
from omah.formats.contest_toml import ContestError, load_contest
from omah.formats.regions_tsv import read_regions
from omah.site.lists import LOG_FOLDER
from omah.site.nameless import nameless_register
from omah.site.publish import PublishReport
from omah.site.release import DEFINITIONS, Release

LARGEST_DEFINITION = 500_000_000
REGIONS, RULES = "regions.tsv", "rules.toml"


def run(args: argparse.Namespace) -> int:
    election = open_behind(args.out)
    release = release_again(election, args.out, args.publisher)
    tell(release.run(), as_json=args.json)
    return OK


def open_behind(out: Path) -> Election:
    """Open the private half, on this machine, of what a folder publishes."""
    log = Folder(out / LOG_FOLDER)
    if not published_root(log):
        raise UsageError(f"{out} holds no count; make one with ./omah count")
    try:
        return election_behind(log)
    except NoElectionError:
        raise UsageError(f"{out} holds a count begun on another machine") from None


def release_again(election: Election, out: Path, publisher: str | None) -> Release:
    definitions = definitions_in(out)
    try:
        register = register_of(definitions, election)
        contests = [
            contest_of(content)
            for name, content in sorted(definitions.items())
            if name.endswith(".toml") and name != RULES
        ]
    except (KeyError, ContestError, RegisterError, UnicodeDecodeError) as problem:
        raise UsageError(f"{out}/{DEFINITIONS} can't be read: {problem}") from None
    return Release(
        out=out,
        election=election,
        contests=contests,
        register=register,
        definitions=definitions,
        photos=public_blobs(election).get,
        publisher=publisher or publisher_before(out),
    )


def register_of(definitions: Mapping[str, bytes], election: Election) -> RegionRegister:
    """Return the register that a count began with, or the regions of its stations."""
    if REGIONS in definitions:
        return read_regions(definitions[REGIONS])
    return nameless_register(election.ledger.record())


def definitions_in(out: Path) -> dict[str, bytes]:
    folder = Folder(out / DEFINITIONS)
    return {name: folder.get(name, LARGEST_DEFINITION) for name in folder.names()}


def contest_of(content: bytes) -> Contest:
    return load_contest(content.decode())


def publisher_before(out: Path) -> str:
    try:
        facts = json.loads((out / "data/publication.json").read_text())
        return str(facts["publisher"])
    except (OSError, ValueError, KeyError, TypeError):
        return "Omah"


def tell(report: PublishReport, *, as_json: bool) -> None:
    if as_json:
        facts = {
            "pages": report.pages_written,
            "files": report.files_written,
            "bytes": report.bytes_written,
        }
        print(json.dumps(facts))
        return
    print(
        f"{report.pages_written} of {report.pages_made} pages changed, "
        f"{report.files_written} files, {report.bytes_written:,} bytes written"
    )
