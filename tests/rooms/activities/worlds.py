"""An invented office with an activity at every stage, for the tests of this room."""

import io
from datetime import datetime, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from PIL import Image

from omah.rooms.activities.models import Activity


def fields(**more) -> dict[str, object]:
    return {
        "id": str(uuid4()), "kind": "rapat", "title": "Rapat Layanan", "mode": "luring",
        "day": "2026-11-02", "begins": "09:00", "ends": "11:30", "place": "Aula",
    } | more  # fmt: skip


def record(client: Client, region: str, **more) -> Activity:
    got = client.post(f"/kegiatan/{region}/catat/", fields(**more))
    assert got.status_code == 302, got.content.decode()
    return Activity.objects.get(
        pk=got.headers["Location"].rstrip("/").rpartition("/")[2]
    )


def at(row: Activity) -> str:
    return f"/kegiatan/{row.office or 'nasional'}/{row.pk}/"


def moved(row: Activity, begins: datetime, length: timedelta = timedelta(hours=1)):
    """Let an activity begin at another time."""
    row.begins_at, row.ends_at = begins, begins + length
    row.save(update_fields=["begins_at", "ends_at"])


def over(row: Activity) -> None:
    moved(row, timezone.now() - timedelta(hours=2))


def photo(*, exif: bytes = b"", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#86461a").save(out, "JPEG", exif=exif)
    return out.getvalue()
