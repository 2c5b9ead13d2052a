"""How pages look to one reader: kept in a cookie, so a citizen needs no account."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "tampilan"
LASTS_S = 365 * 24 * 3600
LOOKS = {
    "besar": _("Huruf besar"),
    "sederhana": _("Bahasa sederhana"),
    "gelap": _("Layar gelap"),
    "terang": _("Layar terang"),
    "proyektor": _("Proyektor"),
}
AGAINST = {"gelap": "terang", "terang": "gelap"}


def looks_of(request: HttpRequest) -> frozenset[str]:
    """Return the looks a reader chose; unknown words in the cookie are nothing."""
    return frozenset(request.COOKIES.get(COOKIE, "").split(".")) & LOOKS.keys()


def turned(looks: Iterable[str], look: str) -> str:
    """Return the cookie after one look was switched on or off."""
    chosen = set(looks) ^ {look}
    if look in chosen:
        chosen.discard(AGAINST.get(look, ""))
    return ".".join(sorted(chosen))
