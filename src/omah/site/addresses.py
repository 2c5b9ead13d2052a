"""Where every page and file of the public site lies, and links between them."""

from omah.core.places.regions import DIGITS, Level, ancestor

STYLE = "assets/omah.css"
SCRIPT = "assets/find.js"
ICON = "assets/house.svg"
_FILE_OF = {
    "home": "index.html",
    "verify": "periksa.html",
    "data": "unduh.html",
    "rules": "aturan.html",
    "about": "tentang.html",
    "access": "aksesibilitas.html",
    "waiting": "menunggu.html",
}


def static_page(name: str) -> str:
    return _FILE_OF[name]


def region_page(contest: str, code: str) -> str:
    return f"hasil/{contest}/{code or 'nasional'}.html"


def station_anchor(station: str) -> str:
    return f"tps-{station[DIGITS[Level.KELDES] :]}"


STATIONS_PER_PAGE = 50
"""Numbers 001 to 050 stand on the village's page, later ones on its next pages, so
that a page stays below 100 kB packed. ``find.js`` counts the same way."""


def part_of(station: str) -> int:
    """Which of its village's pages a station stands on; 1 is the village's own."""
    return (max(1, int(station[DIGITS[Level.KELDES] :])) - 1) // STATIONS_PER_PAGE + 1


def part_page(contest: str, keldes: str, part: int) -> str:
    return region_page(contest, keldes if part == 1 else f"{keldes}-{part}")


def station_link(contest: str, station: str) -> str:
    page = part_page(contest, ancestor(station, Level.KELDES), part_of(station))
    return f"{page}#{station_anchor(station)}"


def waiting_page(contest: str, code: str) -> str:
    return f"hasil/{contest}/menunggu-{code or 'nasional'}.html"


def in_language(path: str, lang: str) -> str:
    return path if lang == "id" else f"{lang}/{path}"


def up_from(path: str) -> str:
    """The way from a page back to the site's root, such as ``../../``."""
    return "../" * path.count("/")


def data_file(contest: str, name: str) -> str:
    return f"data/{contest}/{name}"


def keldes_file(contest: str, keldes: str) -> str:
    return data_file(contest, f"lembar/{keldes}.json")


def photo_file(sha256: str) -> str:
    return f"photos/{sha256[:2]}/{sha256}.jpg"


def thumbnail_file(sha256: str) -> str:
    return f"photos/{sha256[:2]}/{sha256}-s.jpg"
