"""The checklist of accessible polling stations, from packaged TOML."""

import tomllib
from functools import cache
from importlib.resources import files

from omah.core.service.accessible import Item, Kind


def read_checklist(content: bytes) -> tuple[Item, ...]:
    r"""Return the items in file order.

    Raises
    ------
    KeyError
        If a value is missing.
    ValueError
        If a kind is unknown.

    Examples
    --------
    >>> read_checklist(b"item = []")
    ()
    """
    return tuple(
        Item(
            code=row["code"],
            kind=Kind(row["kind"]),
            says_id=row["id"],
            says_en=row["en"],
            mend_id=row["mend_id"],
            mend_en=row["mend_en"],
            source=row["source"],
            least=row.get("least"),
            most=row.get("most"),
        )
        for row in tomllib.loads(content.decode())["item"]
    )


@cache
def checklist() -> tuple[Item, ...]:
    """Return the packaged checklist."""
    return read_checklist((files("omah") / "data" / "accessible.toml").read_bytes())
