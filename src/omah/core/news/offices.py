"""The offices of the commission: one for the nation, each province and kabkota."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omah.core.news.articles import OfficeName
from omah.core.places.regions import Level, level_of

KOTA = ("Kota ", "Kota Adm. ")


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office by its region: KPU code (the nation is empty) and region name."""

    code: str
    region: str

    @property
    def name(self) -> str:
        """The office's name in full.

        Examples
        --------
        >>> OfficeEntry("3517", "Jombang").name, OfficeEntry("3577", "Kota Madiun").name
        ('KPU Kabupaten Jombang', 'KPU Kota Madiun')
        """
        match level_of(self.code):
            case Level.NASIONAL:
                return f"KPU {self.region}"
            case Level.PROVINSI:
                return f"KPU Provinsi {self.region}"
            case _ if self.region.startswith(KOTA):
                return f"KPU {self.region}"
            case _:
                return f"KPU Kabupaten {self.region}"

    @property
    def slug(self) -> str:
        """The office's name in addresses, as its old site had it.

        Examples
        --------
        >>> OfficeEntry("6306", "Hulu Sungai Selatan").slug
        'kab-hulusungaiselatan'
        """
        match level_of(self.code):
            case Level.NASIONAL:
                return "nasional"
            case Level.PROVINSI:
                return f"prov-{letters(self.region)}"
            case _ if self.region.startswith(KOTA):
                return f"kota-{letters(self.region.split(' ', 1)[1])}"
            case _:
                return f"kab-{letters(self.region)}"


def letters(name: str) -> str:
    """Return a name in small letters and digits alone."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


class UnknownOfficeError(LookupError):
    """No office of the register, or more than one, has this name."""


@dataclass(frozen=True, slots=True)
class OfficeRegister:
    """Every office, found by code or by the name an old page gives."""

    by_code: Mapping[str, OfficeEntry]

    @classmethod
    def of(cls, entries: Iterable[OfficeEntry]) -> "OfficeRegister":
        """Return the register of some offices."""
        return cls({entry.code: entry for entry in entries})

    def find(self, name: OfficeName) -> OfficeEntry:
        """Return the office of a kota or kabupaten.

        Raises
        ------
        UnknownOfficeError
            If no office has this name, or several have.

        Examples
        --------
        >>> register = OfficeRegister.of([OfficeEntry("3517", "Jombang")])
        >>> register.find(OfficeName("kab", "Jombang")).code
        '3517'
        """
        slug = f"{name.kind}-{letters(name.name)}"
        found = [entry for entry in self.by_code.values() if entry.slug == slug]
        if len(found) != 1:
            raise UnknownOfficeError(f"no single office is called {name.legal_name}")
        return found[0]

    def below(self, code: str) -> list[OfficeEntry]:
        """Return an office and all offices of its region, in order of code."""
        return [
            self.by_code[key]
            for key in sorted(self.by_code)
            if key[: len(code)] == code
        ]
