"""Lend an election to a laptop for a hall without internet, and take it back."""

import argparse
import os
from pathlib import Path
from zipfile import BadZipFile

from omah.cli.main import OK, WRONG, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True)
    lend = steps.add_parser("lend", help="at the office: write a folder for a laptop")
    lend.add_argument("folder", type=Path, metavar="DIR")
    lend.add_argument("--region", required=True, help="code of whose people come along")
    pack = steps.add_parser("pack", help="on the laptop: write what it took to a file")
    pack.add_argument("file", type=Path, metavar="FILE")
    take = steps.add_parser("take", help="at the office: take a laptop's file in, once")
    take.add_argument("file", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omah.web.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from omah.adapters.election import NoElectionError
    from omah.rooms.count.hall import HallError

    step = {"lend": lend, "pack": pack, "take": take}[args.step]
    try:
        return step(args)
    except (HallError, NoElectionError) as problem:
        raise UsageError(str(problem)) from None
    except BadZipFile:
        raise UsageError(f"{args.file} is not a file that a hall packed") from None
    except DatabaseError as problem:
        raise UsageError(
            f"this house's database can't be used ({problem}); was it ever served?"
        ) from None
    except OSError as problem:
        raise UsageError(str(problem)) from None


def lend(args: argparse.Namespace) -> int:
    from omah.rooms.count import hall
    from omah.rooms.count.house import house

    size = hall.lend(house(), args.folder, args.region)
    print(f"{size} statements lent; on the laptop, with this folder on its disk:")
    print("  OMAH_DATA_DIR=FOLDER ./omah serve --hall")
    return OK


def pack(args: argparse.Namespace) -> int:
    from omah.rooms.count import hall
    from omah.rooms.count.house import house

    print(f"{hall.pack(house(), args.file)} statements in {args.file}")
    return OK


def take(args: argparse.Namespace) -> int:
    from omah.rooms.count import hall
    from omah.rooms.count.house import house

    taken = hall.take(house(), args.file)
    print(
        f"{taken.new} statements taken, {taken.known} were here already,"
        f" {taken.photographs} photographs"
    )
    for id_, why in taken.refused:
        print(f"not taken: {id_} ({why.value})")
    return WRONG if taken.refused else OK
