"""The register of dapil as one file whose bytes are always the same.

As for regions: UTF-8, columns parted by tabs, no quoting, ascending, one way
to write it. Columns: chamber, code, seats (empty if unknown), members, split
regions (codes parted by spaces), name.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from omah.core.count.contests import ContestKind
from omah.core.count.dapil import Dapil, DapilRegister
from omah.core.places.registers import RegionRegister, RegisterError
from omah.formats.regions_tsv import read_regions

KIND = "#omah-dapil-1"
DAPIL, PLACES = "dapil.tsv", "places.tsv"


def write_dapil(register: DapilRegister) -> bytes:
    r"""Return the file of a register.

    Examples
    --------
    >>> aceh = Dapil(ContestKind.DPR, "1101", "ACEH I", 7, ("1101", "1102"))
    >>> write_dapil(DapilRegister("2024-02-14", "contoh", [aceh])).decode()
    '#omah-dapil-1\t2024-02-14\tcontoh\ndpr\t1101\t7\t1101 1102\t\tACEH I\n'
    """
    lines = [f"{KIND}\t{register.version}\t{register.source}"]
    lines += ["\t".join(_cells(dapil)) for dapil in register]
    return "".join(f"{line}\n" for line in lines).encode()


def read_dapil(content: bytes) -> DapilRegister:
    """Return the register that a file holds.

    Raises
    ------
    RegisterError
        If the file is of another kind, damaged, or puts a region in two dapil.
    """
    try:
        head, *lines = content.decode().removesuffix("\n").split("\n")
        kind, version, source = head.split("\t")
        dapil = [_dapil(line.split("\t")) for line in lines]
    except RegisterError:
        raise
    except ValueError as problem:
        raise RegisterError(f"this is not a register of dapil: {problem}") from None
    if kind != KIND:
        raise RegisterError(f"this is {kind!r}, not {KIND!r}")
    return DapilRegister(version, source, dapil)


@cache
def packaged_dapil() -> DapilRegister:
    """Return the newest districts that come with the package."""
    return read_dapil((files("omah") / "data" / "dapil" / DAPIL).read_bytes())


@cache
def packaged_places() -> RegionRegister:
    """Return the kecamatan beside them, and the villages of those that are split."""
    return read_regions((files("omah") / "data" / "dapil" / PLACES).read_bytes())


def _cells(dapil: Dapil) -> Sequence[str]:
    cells = (
        dapil.kind.value,
        dapil.code,
        "" if dapil.seats is None else str(dapil.seats),
        " ".join(dapil.members),
        " ".join(dapil.split),
        dapil.name,
    )
    if any("\t" in cell or len(cell.splitlines()) > 1 for cell in cells):
        raise RegisterError(f"dapil {dapil.code} holds a tab or a line break")
    return cells


def _dapil(cells: Sequence[str]) -> Dapil:
    kind, code, seats, members, split, name = cells
    return Dapil(
        ContestKind(kind),
        code,
        name,
        int(seats) if seats else None,
        tuple(members.split()),
        tuple(split.split()),
    )
