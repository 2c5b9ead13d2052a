"""The sites in a real browser: accessible, and whole at 360 pixels."""

import threading
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from tests.rooms.kabar.offices import HERE, READER, add_news, furnish
from tests.site.test_browser import RULES
from wagtail.models import Page

from omah.adapters.static_server import make_server
from omah.rooms.kabar import demo
from omah.rooms.kabar.models import EpisodePage, GalleryImage, MenuPage

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WIDTHS = (360, 1440)
FILES = (
    "site/tokens.css", "site/base.css", "site/layout.css", "site/print.css",
    "kabar/kabar.css", "kabar/player.js", "kabar/cover.png", "css/house.svg",
)  # fmt: skip


def furnished_site() -> list[Page]:
    """Return one page of each type, every part of it in use."""
    inside = furnish(HERE, "mutiara")
    news = add_news(
        inside.home,
        "Rapat Koordinasi Penyusunan Laporan Kinerja Badan Ad Hoc Se-Kabupaten",
        place="Kabupaten Contoh Satu", writer="sc", desk="humas",
        event_date="2026-01-05", participants="KPU Contoh\nPPK Contoh",
        body=[
            ("heading", "Hasil"),
            ("paragraph", "<p>Rapat memutuskan tiga hal.</p>"),
            ("quote", {"words": "Kami siap melayani.", "speaker": "Sari Contoh"}),
        ],
    )  # fmt: skip
    news.gallery.add(
        GalleryImage(image=inside.image, alt="Ruang rapat", caption="Pagi hari")
    )
    news.save_revision().publish()
    menu = MenuPage.objects.child_of(inside.home).first()
    demo.add_show(inside.home, date(2026, 1, 5))
    episode = EpisodePage.objects.get(number=1)
    show = episode.get_parent()
    return [
        inside.home,
        menu,
        news.get_parent(),
        news,
        show.get_parent(),
        show,
        episode,
    ]


def save_site(client, pages: list[Page], folder: Path) -> list[str]:
    """Write the pages and their style sheets as files; return the pages' names."""
    names = ["situs.html"]
    (folder / names[0]).write_bytes(client.get("/situs/").content)
    for page in pages:
        host = page.get_site().hostname
        answer = client.get(page.get_url_parts()[2], headers={"host": host} | READER)
        assert answer.status_code == 200
        names.append(f"{page.pk}.html")
        (folder / names[-1]).write_bytes(answer.content)
    for name in FILES:
        target = folder / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(Path(finders.find(name)).read_bytes())
    return names


def look(browser, address: str, names: list[str], shots: Path) -> list[str]:
    """Return every fault: rules of accessibility broken, sideways scrolling."""
    from axe_playwright_python.sync_playwright import Axe

    faults = []
    for width in WIDTHS:
        tab = browser.new_page(viewport={"width": width, "height": 800})
        for name in names:
            tab.goto(f"{address}{name}")
            tab.screenshot(path=shots / f"{width}-{name}.png", full_page=True)
            wide = tab.evaluate("document.documentElement.scrollWidth")
            faults += [f"{name} scrolls at {width}"] * (wide > width)
            found = Axe().run(tab, options={"runOnly": RULES})
            faults += [
                f"{name} {width} {fault['id']} {fault['nodes'][0]['html'][:120]}"
                for fault in found.response["violations"]
            ]
    return faults


def test_every_type_of_page_is_accessible_and_narrow(
    browser, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "media"
    site, shots = tmp_path / "site", tmp_path / "shots"
    site.mkdir()
    shots.mkdir()
    names = save_site(client, furnished_site(), site)
    server = make_server(site, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/"
        assert look(browser, address, names, shots) == []
    finally:
        server.shutdown()
        server.server_close()
