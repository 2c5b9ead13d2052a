"""What the search box finds of this room."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from omah.core.office.findable import Findable
from omah.core.places.regions import Level
from omah.formats.accessible_toml import checklist
from omah.rooms.people.offices import bodies_below
from omah.rooms.voters import selectors
from omah.rooms.voters.forms import item_says
from omah.rooms.voters.notice import said


def findables() -> Iterator[Findable]:
    rules = selectors.transfer_at("").rules
    reasons = " ".join(said(reason.says) for reason in rules.reasons)
    yield Findable(
        key="voters:transfer",
        kind="service",
        title=_("Pindah memilih"),
        text=f"DPTb. {reasons}",
        url=reverse("voters:transfer"),
    )
    yield Findable(
        key="voters:ballots",
        kind="service",
        title=_("Surat suara apa yang saya terima?"),
        text=_("Surat suara bagi pemilih yang pindah memilih, menurut tujuannya."),
        url=reverse("voters:ballots"),
    )
    yield Findable(
        key="voters:access",
        kind="service",
        title=_("TPS untuk semua"),
        text=" ".join(item_says(line) for line in checklist()),
        url=reverse("voters:access"),
    )
    for code, name in bodies_below("", Level.KELDES):
        yield Findable(
            key=f"voters:transfer:{code}",
            kind="service",
            title=_("Pindah memilih di %(place)s") % {"place": name},
            text=_("Pengumuman untuk dibaca dan dicetak, dengan jam buka dan petugas."),
            url=reverse("voters:transfer-at", args=[code]),
            office=code,
        )
