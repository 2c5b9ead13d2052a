"""The register of offices: code and region name, parted by a tab."""

from omah.core.news.offices import OfficeEntry, OfficeRegister

KIND = "#omah-offices-1"


class OfficesError(ValueError):
    """The bytes are no register of offices."""


def read_offices(content: bytes) -> OfficeRegister:
    r"""Return the register that a file holds.

    Raises
    ------
    OfficesError
        If the first line is another, or a line has not two columns.

    Examples
    --------
    >>> register = read_offices(b"#omah-offices-1\t2024\tcontoh\n3517\tJombang\n")
    >>> register.by_code["3517"].name
    'KPU Kabupaten Jombang'
    """
    head, *rows = content.decode().splitlines()
    if not head.startswith(KIND):
        raise OfficesError(f"this is no register of offices: {head[:40]!r}")
    entries = [row.split("\t") for row in rows]
    if any(len(entry) != 2 for entry in entries):
        raise OfficesError("a line of the register of offices has not two columns")
    return OfficeRegister.of(OfficeEntry(code, region) for code, region in entries)
