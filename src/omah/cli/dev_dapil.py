"""The packaged districts, made again from what KPU published: ./omah dev dapil."""

import os
import re
from pathlib import Path

from omah.cli.main import UsageError
from omah.cli.test import ROOT
from omah.core.count.dapil import DapilRegister
from omah.core.places.regions import Level, ancestor
from omah.core.places.registers import Region, RegionRegister
from omah.engine.dapil import import_dapil_2024
from omah.engine.sheet_table import connect
from omah.formats.dapil_tsv import DAPIL, PLACES, write_dapil
from omah.formats.offices_tsv import read_offices
from omah.formats.regions_tsv import write_regions

DATA = ROOT / "src" / "omah" / "data"
SINCE = "2024-02-14"
SOURCE = "KPU's lists of 2024 (PKPU 6/2023): districts and their members"
PLACES_SOURCE = "KPU's region tree of 2024; villages where a kecamatan is split"
_ROMAN = re.compile(r"[IVX]+")


def write() -> int:
    given = os.environ.get("OMAH_REAL_DATA")
    if not given:
        raise UsageError("name the real data in OMAH_REAL_DATA (docs/reference)")
    districts = Path(given) / "districts"
    dapil = import_dapil_2024(
        districts / "dapil-2024-members.csv",
        districts / "dapil-2024-seats-inferred.csv",
        version=SINCE,
        source=SOURCE,
    )
    tree = Path(given) / "regions" / "kpu-2024-tree-to-tps.parquet"
    folder = DATA / "dapil"
    folder.mkdir(exist_ok=True)
    (folder / DAPIL).write_bytes(write_dapil(dapil))
    (folder / PLACES).write_bytes(write_regions(places(dapil, tree)))
    return 0


def places(dapil: DapilRegister, tree: Path) -> RegionRegister:
    """Return every kecamatan at home, and the villages of those that are split."""
    with connect() as con:
        rows = con.execute(
            "select kode, nama from read_parquet(?) "
            "where tingkat in (3, 4) and kode not like '99%'",
            [str(tree)],
        ).fetchall()
    split = {
        ancestor(member, Level.KECAMATAN)
        for each in dapil
        for member in each.members
        if len(member) > len("351709")
    }
    offices = read_offices((DATA / "offices.tsv").read_bytes()).by_code
    above = [Region(code, entry.region) for code, entry in offices.items() if code]
    below = [
        Region(code, in_title(name))
        for code, name in rows
        if ancestor(code, Level.KECAMATAN) in split or len(code) == len("351709")
    ]
    return RegionRegister.of(SINCE, PLACES_SOURCE, [*above, *below])


def in_title(name: str) -> str:
    """Return a name as it is written in a sentence; Roman numbers stay large.

    Examples
    --------
    >>> in_title("SEBERANG  ULU II.")
    'Seberang Ulu II'
    """
    words = name.rstrip(".").split()
    return " ".join(
        word if _ROMAN.fullmatch(word) else word.capitalize() for word in words
    )
