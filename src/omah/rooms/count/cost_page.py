"""What a station, a regency and the nation cost: a page anyone may recompute."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from omah.core.office.costs import Bill, Habits, Inputs, Prices, bill_of
from omah.formats.costs_toml import read_costs
from omah.rooms.people.doors import public

NATION = 823_236
"""Polling stations of 14 February 2024, at home and abroad."""
REGENCY = 1_600
"""About the nation's stations by its 514 regencies and cities."""
MOST = 10**9
ASSUMED = {
    "contests": _("Pemilihan (formulir) per TPS"),
    "photographs": _("Foto per formulir"),
    "views": _("Berapa kali satu formulir dilihat publik"),
    "copies": _("Salinan setiap bita, cadangan termasuk"),
    "months": _("Disimpan berapa bulan"),
    "busiest_hour_pct": _("Bagian yang masuk pada jam tersibuk (%)"),
    "reading_hours": _("Jam untuk membaca semua foto"),
}
PRICED = {
    "storage_gb_month": _("Simpan 1 GB selama sebulan (Rp)"),
    "traffic_gb": _("Kirim 1 GB ke publik (Rp)"),
    "core_hour": _("Satu inti prosesor selama sejam (Rp)"),
    "phone_gb": _("1 GB pulsa data petugas (Rp)"),
}
MEASURED = {
    "photograph_bytes": _("Satu foto, sebagaimana dikirim HP"),
    "public_bytes": _("Salinan umum dan gambar kecilnya"),
    "statement_bytes": _(
        "Satu pernyataan bertanda tangan, 600 bita kepala HTTP dianggap"
    ),
    "receipt_bytes": _("Tanda terimanya (anggapan)"),
    "row_bytes": _("Satu pernyataan di basis data"),
    "log_bytes": _("Satu pernyataan di log umum"),
    "page_bytes": _("Satu formulir di situs hasil"),
    "statement_us": _("Menerima satu pernyataan (mikrodetik satu inti)"),
    "photograph_us": _("Membaca satu foto (mikrodetik satu inti)"),
    "page_us": _("Menerbitkan satu formulir (mikrodetik satu inti)"),
}


class CostsForm(forms.Form):
    """The assumptions, each to be replaced by one's own in the address."""

    def __init__(self, data: QueryDict | None, inputs: Inputs) -> None:
        known = asdict(inputs.habits) | asdict(inputs.prices)
        names = {"stations": _("Jumlah TPS Anda"), **ASSUMED, **PRICED}
        super().__init__(data, initial={**known, "stations": REGENCY})
        for name, label in names.items():
            least = 1 if name in {"stations", "reading_hours"} else 0
            self.fields[name] = forms.IntegerField(
                label=label, min_value=least, max_value=MOST, required=False
            )

    def applied(self, inputs: Inputs) -> tuple[int, Inputs]:
        """Return the stations and the inputs with what was given and is valid."""
        self.is_valid()
        given = {k: v for k, v in self.cleaned_data.items() if v is not None}
        stations = given.pop("stations", REGENCY)
        habits: Habits = replace(inputs.habits, **only(given, ASSUMED))
        prices: Prices = replace(inputs.prices, **only(given, PRICED))
        return stations, Inputs(inputs.measured, habits, prices)


def only(given: dict[str, int], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in names}


@dataclass(frozen=True, slots=True)
class Shown:
    """A bill with its name and the lengths of its bars."""

    name: object
    bill: Bill

    def parts(self) -> Iterator[tuple[object, int, str]]:
        """Yield (what, rupiah, how it is drawn)."""
        yield _("Simpan"), self.bill.storage, "accepted"
        yield _("Lalu lintas publik"), self.bill.traffic, "corrected"
        yield _("Mesin"), self.bill.machines, "unconfirmed"
        yield _("Pulsa data petugas"), self.bill.phones, "waiting"

    def bars(self) -> Iterator[tuple[str, int]]:
        """Yield (how it is drawn, where it ends), longest first: they overlap."""
        ends, end = [], 0
        for _what, rupiah, look in self.parts():
            end += rupiah
            ends.append((look, end))
        yield from reversed(ends)


def stated_inputs() -> Inputs:
    """Return this house's own file of costs, or the packaged one."""
    path = settings.OMAH_COSTS
    return read_costs(Path(path).read_text("utf-8") if path else None)


@public
@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """Bills of one station, of so many as the reader says, and of the nation."""
    stated = stated_inputs()
    form = CostsForm(request.GET or None, stated)
    stations, inputs = form.applied(stated) if form.is_bound else (REGENCY, stated)
    sizes = ((_("Satu TPS"), 1), (_("Wilayah Anda"), stations), (_("Nasional"), NATION))
    words = {
        "form": form,
        "bills": [Shown(name, bill_of(n, inputs)) for name, n in sizes],
        "prices": inputs.prices,
        "basis": inputs.measured,
        "measured": [
            (label, getattr(inputs.measured, name)) for name, label in MEASURED.items()
        ],
        "is_changed": inputs != stated,
    }
    return render(request, "count/costs.html", words)
