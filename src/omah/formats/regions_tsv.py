"""The register of regions as one file whose bytes are always the same.

An election root names its register by the SHA-256 of this file, so there is
exactly one way to write it: UTF-8, one region per line in order of code, four
columns parted by tabs (code, KPU id, ministry code, name), no quoting, a line
feed after each line, and a first line that says what it is, when and whence.
"""

from array import array
from collections.abc import Sequence

from omah.core.places.registers import RegionRegister, RegisterError

KIND = "#omah-regions-1"
_COLUMNS = 4


def write_regions(register: RegionRegister) -> bytes:
    r"""Return the file of a register.

    Raises
    ------
    RegisterError
        If a name, the source or the version holds a tab or a line break.

    Examples
    --------
    >>> from omah.core.places.registers import Region
    >>> regions = [Region("35", "JAWA TIMUR", 191092, "35")]
    >>> write_regions(RegionRegister.of("2024-02-14", "contoh", regions))
    b'#omah-regions-1\t2024-02-14\tcontoh\n35\t191092\t35\tJAWA TIMUR\n'
    """
    lines = [f"{KIND}\t{register.version}\t{register.source}"]
    lines += [f"{r.code}\t{r.kpu_id}\t{r.kemendagri}\t{r.name}" for r in register]
    text = "\n".join(lines)
    separators = text.count("\t"), len(text.splitlines())
    if separators != ((_COLUMNS - 1) * (len(lines) - 1) + 2, len(lines)):
        raise RegisterError("a name or the source holds a tab or a line break")
    return f"{text}\n".encode()


def read_regions(content: bytes) -> RegionRegister:
    """Return the register that a file holds.

    Raises
    ------
    RegisterError
        If the file is of another kind, a line has not four columns, or the
        regions are no tree.
    """
    try:
        head, rows = content.decode().removesuffix("\n").split("\n", 1)
        kind, version, source = head.split("\t")
    except ValueError as problem:
        raise RegisterError(f"this is not a register of regions: {problem}") from None
    if kind != KIND:
        raise RegisterError(f"this is {kind!r}, not {KIND!r}")
    codes, kpu_ids, kemendagri, names = _split_columns(rows)
    # Most stations share a few hundred names; one copy of each is enough.
    shared = {name: name for name in names}
    return RegionRegister(
        version,
        source,
        codes=codes,
        names=[shared[name] for name in names],
        kpu_ids=_whole_numbers(kpu_ids),
        kemendagri=kemendagri,
    )


def _split_columns(rows: str) -> list[list[str]]:
    # One flat list of cells: a list for each of a million lines costs seconds.
    # The line feeds stay in it as cells of their own, so that a line with a
    # column too many or too few can't be made up for by another.
    width = _COLUMNS + 1
    cells = (rows + "\n").replace("\n", "\t\n\t").split("\t")[:-1]
    if len(cells) % width or set(cells[_COLUMNS::width]) != {"\n"}:
        raise RegisterError(f"a line has not {_COLUMNS} columns")
    return [cells[column::width] for column in range(_COLUMNS)]


def _whole_numbers(cells: Sequence[str]) -> "array[int]":
    try:
        return array("q", map(int, cells))
    except (ValueError, OverflowError) as problem:
        raise RegisterError(f"a KPU id is no whole number: {problem}") from None
