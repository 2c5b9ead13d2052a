"""What anyone can find of this room: the check of a sealed paper."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import override

from omah.core.office.findable import Findable


def findables() -> Iterator[Findable]:
    """Yield the public page of this room."""
    with override("id"):
        url = reverse("agreements:check")
    yield Findable(
        key="agreements:check",
        kind="service",
        title="Periksa keaslian naskah",
        text=(
            "Perjanjian kinerja, pakta integritas, segel, tanda tangan elektronik: "
            "periksa apakah berkas PDF masih sama dengan yang disegel."
        ),
        url=url,
    )
