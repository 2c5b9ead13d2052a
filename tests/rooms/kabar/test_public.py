"""What a citizen meets: pages without script, honest counts, feed, calendar."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from tests.rooms.kabar.offices import HERE, READER, THERE, add_news, open_office

from omah.rooms.cases.models import InformationItem
from omah.rooms.kabar.menus import MENUS
from omah.rooms.kabar.models import MenuPage
from omah.rooms.kabar.selectors import (
    filled_lists,
    filled_menus,
    related_news,
    views_of,
)

pytestmark = pytest.mark.django_db
BUDGET = 100_000


@pytest.fixture
def home(db):
    return open_office(HERE, domain="localhost")


@pytest.fixture
def news(home):
    page = add_news(home, "Rapat Layanan", writer="sc", event_date="2026-01-05")
    page.save_revision().publish()
    return page


def host(home) -> str:
    return f"{home.office.slug}.localhost"


def get(client, page, **headers):
    site = page.get_site()
    path = page.get_url_parts()[2]
    return client.get(path, headers={"host": site.hostname} | READER | headers)


def test_every_office_has_the_whole_template(client, home):
    text = get(client, home).content.decode()
    titles = ["Berita", *(menu.title for menu in MENUS)]
    assert len(titles) == 9
    for title in titles:
        assert f">{title}</a>" in text, title


def test_two_offices_have_the_same_menus(home):
    other = open_office(THERE, domain="localhost")
    menus = [
        list(one.get_children().in_menu().values_list("slug", "title"))
        for one in (home, other)
    ]
    assert menus[0] == menus[1]


def test_opening_an_office_twice_makes_it_once(home):
    assert open_office(HERE, domain="localhost") == home


def test_the_meter_counts_what_is_filled(home, news):
    assert filled_menus(home).full == 1
    assert "Berita" not in filled_menus(home).missing
    menu = MenuPage.objects.child_of(home).get(menu="profil")
    menu.body = [("paragraph", "<p>Kantor Contoh.</p>")]
    menu.save()
    filled = filled_menus(home)
    assert (filled.full, filled.of, filled.share_pct) == (2, 9, 22)
    assert "Profil" not in filled.missing


def test_the_meter_counts_lists_beside_menus(client, home):
    home.address, home.hours = "Jalan Contoh 1", "Senin 08.00-16.00"
    home.save_revision().publish()
    InformationItem.objects.create(
        office=HERE.code, title="Anggaran", info_class="berkala", made_on="2026-01-01"
    )
    found = {each.name: each for each in filled_lists(home)}
    assert (found["Kontak"].full, found["Kontak"].missing) == (2, ("telepon", "surel"))
    assert found["Menu dalam bahasa Inggris"].full == 0
    told = found["Daftar informasi publik"]
    assert (told.full, told.of) == (1, 3)
    assert told.missing == ("Serta-merta", "Setiap saat")
    assert found["Standar layanan"].full == 0
    text = get(client, home).content.decode()
    assert f"/layanan/{HERE.code}/informasi/" in text


def test_an_empty_menu_still_leads_to_what_the_house_holds(client, home):
    page = MenuPage.objects.child_of(home).get(menu="ppid")
    text = get(client, page).content.decode()
    for way in ("informasi/", "minta-informasi/"):
        assert f"http://localhost:8000/layanan/{HERE.code}/{way}" in text
    assert "/layanan/lacak/" in text


def test_a_page_needs_no_script_and_may_load_nothing_from_elsewhere(client, news):
    page = get(client, news)
    text = page.content.decode()
    assert "<script" not in text
    assert " style=" not in text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "wa.me" in text


def test_the_first_load_stays_within_its_budget(client, news):
    text = get(client, news).content
    sheets = re.findall(r'href="/static/([^"]+\.css)"', text.decode())
    assert sheets
    total = len(text) + sum(
        Path(finders.find(sheet)).stat().st_size for sheet in sheets
    )
    assert total < BUDGET, "even before packing"


def test_a_draft_is_nobodys_to_read(client, home):
    draft = add_news(home, "Belum Terbit", live=False)
    assert get(client, draft).status_code == 404
    assert "Belum Terbit" not in get(client, home).content.decode()


ROBOTS = ["Googlebot/2.1", "curl/8", "python-requests/2", "HeadlessChrome/140", ""]


def test_a_reader_counts_and_a_robot_does_not(client, news):
    get(client, news)
    assert views_of(news).here == 1
    for agent in ROBOTS:
        get(client, news, **{"user-agent": agent})
    get(client, news, **{"sec-purpose": "prefetch"})
    assert views_of(news).here == 1


def test_nothing_about_the_reader_is_kept(client, news):
    get(client, news)
    row = news.day_views.get()
    assert {field.name for field in row._meta.get_fields()} == {
        "id", "page", "day", "count",
    }  # fmt: skip


def test_old_and_new_views_are_told_apart(client, home):
    page = add_news(home, "Lama", views_before=29)
    page.save_revision().publish()
    assert (
        "29 kali di situs lama dan 1 kali di sini" in get(client, page).content.decode()
    )


def test_a_believed_date_stands_beside_the_printed_one(client, home):
    page = add_news(
        home, "Apel", event_date="2022-01-12", date_basis="neighbours",
        date_printed="Rabu (11/01/2022)",
    )  # fmt: skip
    page.save_revision().publish()
    text = get(client, page).content.decode()
    assert "Rabu, 12 Januari 2022" in text
    assert "tertulis: Rabu (11/01/2022)" in text


def test_news_of_the_same_writer_is_related_first(home, news):
    other = add_news(home, "Lain", writer="xx", event_date="2026-01-09")
    kin = add_news(home, "Sama", writer="sc", event_date="2025-01-01")
    assert related_news(news) == [kin, other]


def test_the_feed_names_each_item(client, home, news):
    feed = client.get(f"/umpan/{home.office.slug}.xml", headers={"host": host(home)})
    assert feed.headers["content-type"].startswith("application/rss+xml")
    assert "<title>Rapat Layanan</title>" in feed.content.decode()


def test_the_calendar_has_a_day_for_each_item(client, home, news):
    calendar = client.get(
        f"/umpan/{home.office.slug}.ics", headers={"host": host(home)}
    )
    assert b"DTSTART;VALUE=DATE:20260105\r\n" in calendar.content


def test_an_old_address_leads_to_its_page(client, home):
    old = "https://kab-contohsatu.kpu.go.id/berita/baca/7890/rapat"
    page = add_news(home, "Pindah", old_address=old)
    page.save_revision().publish()
    found = client.get("/berita/baca/7890/rapat", headers={"host": host(home)})
    assert found.status_code == 301
    assert found.headers["location"].endswith("/berita/pindah/")


def test_an_offices_host_answers_with_its_public_site_alone(client, home):
    for path in ("/redaksi/", "/masuk/login/", "/saya/", "/api/v1/me/"):
        answer = client.get(path, headers={"host": host(home)})
        assert answer.status_code == 404, path


def test_whatever_is_shared_has_the_address_at_which_it_is_read(client, home, news):
    there = {"host": f"{host(home)}:8443"} | READER
    text = client.get("/berita/rapat-layanan/", headers=there).content.decode()
    assert f"http%3A%2F%2F{host(home)}%3A8443%2Fberita%2Frapat-layanan%2F" in text
    address = f"http://{host(home)}:8443/berita/rapat-layanan/"
    for feed in ("xml", "ics"):
        got = client.get(f"/umpan/{home.office.slug}.{feed}", headers=there)
        assert address in got.content.decode().replace("\r\n ", "")


def test_contacts_stand_at_the_foot_of_each_page(client, home, news):
    home.address, home.telephone = "Jalan Contoh 1", "(000) 123"
    home.save_revision().publish()
    text = get(client, news).content.decode()
    assert "Jalan Contoh 1" in text
    assert "(000) 123" in text


def test_a_reader_of_english_gets_menus_and_the_english_body(client, home, news):
    menu = MenuPage.objects.child_of(home).get(menu="layanan")
    menu.body = [("paragraph", "<p>Tanpa biaya.</p>")]
    menu.save_revision().publish()
    english = {"accept-language": "en"}
    text = get(client, menu, **english).content.decode()
    assert '<html lang="en">' in text
    assert ">Services</a>" in text
    assert "written in Indonesian" in text
    menu.body_en = [("paragraph", "<p>Free of charge.</p>")]
    menu.save_revision().publish()
    text = get(client, menu, **english).content.decode()
    assert "Free of charge." in text
    assert "Tanpa biaya." not in text
    assert '<article lang="id">' in get(client, news, **english).content.decode()


def test_the_language_is_changed_on_the_offices_own_host(client, home):
    got = client.post(
        "/bahasa/setlang/",
        {"language": "en", "next": "/"},
        headers={"host": host(home)},
    )
    assert (got.status_code, got.headers["location"]) == (302, "/")
    assert ">News</a>" in get(client, home).content.decode()
