"""The editors' desk speaks Indonesian and leads back to the house."""

from pathlib import Path

import pytest
import wagtail
from tests.rooms.kabar.offices import HERE, furnish

from omah.formats.gettext_po import parse_po
from omah.rooms import kabar

OURS = Path(kabar.__file__).parent / "locale/id_ID/LC_MESSAGES/django.po"


def test_every_word_that_we_translate_is_still_wagtails():
    theirs = "".join(
        path.read_text("utf-8")
        for path in Path(wagtail.__file__).parent.glob("**/locale/en/*/django.po")
    )
    words = [word.split("\0")[0] for word in parse_po(OURS.read_text("utf-8")) if word]
    assert len(words) > 50
    quoted = [word.replace('"', '\\"') for word in words]
    assert [word for word in quoted if f'"{word}"' not in theirs] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "back", "kind", "other"),
    [
        ("id", "Kembali ke Omah", "Halaman menu", "Menu page"),
        ("en", "Back to Omah", "Menu page", "Halaman menu"),
    ],
)
def test_the_desk_names_person_pages_and_the_way_back(
    client, settings, tmp_path, language, back, kind, other
):
    settings.MEDIA_ROOT = tmp_path
    office = furnish(HERE, "mutiara")
    client.force_login(office.editor)
    asked = {"headers": {"accept-language": language}}
    page = client.get("/redaksi/", **asked).content.decode()
    assert back in page
    assert "Nama mutiararedaktur" in page
    assert "- Omah</title>" in page
    listed = client.get(f"/redaksi/pages/{office.home.pk}/", **asked).content.decode()
    assert kind in listed
    assert other not in listed
