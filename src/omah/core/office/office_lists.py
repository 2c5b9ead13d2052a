"""Lists that every office keeps, and how far each is filled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeList:
    """One list of an office.

    Attributes
    ----------
    name
        What it is, in the language of the reader.
    full, of
        How many of its parts are filled, and how many there are.
    missing
        The names of the parts that are empty.
    url
        Where the public reads it, on the house's own host; empty if nowhere.
    """

    name: str
    full: int
    of: int
    missing: tuple[str, ...] = ()
    url: str = ""

    @property
    def share_pct(self) -> int:
        """The filled share, rounded down; a list without parts is whole.

        Examples
        --------
        >>> OfficeList("Menu", 5, 9).share_pct
        55
        """
        return 100 * self.full // self.of if self.of else 100


def list_of(name: str, parts: dict[str, bool], url: str = "") -> OfficeList:
    """Return a list from its parts' names and whether each is filled.

    Examples
    --------
    >>> list_of("Kontak", {"Alamat": True, "Surel": False}).missing
    ('Surel',)
    """
    missing = tuple(part for part, is_full in parts.items() if not is_full)
    return OfficeList(name, len(parts) - len(missing), len(parts), missing, url)
