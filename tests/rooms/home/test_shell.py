"""Tasks of all posts in order; the post one acts in; looks; the demo's doors."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from tests.rooms import given

from omah.core.news.offices import OfficeEntry
from omah.core.people.access import Division
from omah.core.people.duties import Duty
from omah.core.people.roles import Role
from omah.rooms.home import demo, demo_people, duties
from omah.rooms.home.hints import HINTS
from omah.rooms.kabar.offices import open_office
from omah.rooms.people.doors import post_of
from omah.rooms.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked_for(monkeypatch):
    """Put one room's duties in place of all; keep which posts were asked for."""
    seen: list[set[str]] = []

    def put(*found: Duty) -> list[set[str]]:
        def duties_of(posts, _now):
            seen.append({post.id for post in posts})
            return list(found)

        monkeypatch.setattr(duties, "DUTIES", {"field": duties_of})
        return seen

    return put


def duty(what: str, days: int | None) -> Duty:
    today = timezone.localdate()
    due = None if days is None else today + timedelta(days=days)
    return Duty(what, "Diminta kantor di atas.", "/tujuan/", "99", due)


def body(client: Client, address: str = "/tugas/") -> str:
    got = client.get(address)
    assert got.status_code == 200
    return got.content.decode()


def test_the_nearest_day_comes_first_and_what_is_late_is_marked(asked_for):
    asked_for(duty("Lusa", 2), duty("Kapan saja", None), duty("Kemarin", -1),
              duty("Kini", 0), duty("Bulan depan", 30))  # fmt: skip
    page = body(given.signed_in(given.post(Role.PPK, given.KECAMATAN)))
    places = [
        page.index(f"<strong>{what}</strong>")
        for what in ("Kemarin", "Kini", "Lusa", "Bulan depan", "Kapan saja")
    ]
    assert places == sorted(places)
    assert "terlambat 1 hari" in page
    assert "1 terlambat." in page
    assert "5 tugas menunggu." in page


def test_without_tasks_the_page_says_that_all_is_done(asked_for):
    asked_for()
    page = body(given.signed_in(given.post(Role.PPK, given.KECAMATAN)))
    assert "Semua beres" in page


def test_whoever_holds_no_post_today_has_no_tasks(asked_for):
    seen = asked_for(duty("Rahasia", 1))
    person = Person.objects.create_person("tamu", "Tamu", "x")
    client = Client(headers={"accept-language": "id"})
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    assert "Rahasia" not in body(client)
    assert seen == []


@pytest.fixture
def two_posts():
    first = given.post(Role.KPU_KABKOTA, given.KABKOTA, division=Division.OUTREACH)
    second = given.post(Role.PPK, given.KECAMATAN)
    spare, second.holder = second.holder, first.holder
    second.save()
    spare.delete()
    return first, second


def test_one_acts_in_the_chosen_post_and_the_header_says_so(two_posts, asked_for):
    seen = asked_for()
    first, second = two_posts
    client = given.signed_in(first)
    body(client)
    client.post("/jabatan/", {"jabatan": str(second.pk), "next": "/tugas/"})
    page = body(client)
    assert seen == [{str(first.pk), str(second.pk)}, {str(second.pk)}]
    assert "<small>PPK" in page
    client.post("/jabatan/", {"jabatan": ""})
    assert "semua jabatan" in body(client)


def test_another_persons_post_cannot_be_chosen(two_posts):
    first, _second = two_posts
    stranger = given.post(Role.KPU_PROVINSI, "99")
    client = given.signed_in(first)
    client.post("/jabatan/", {"jabatan": str(stranger.pk)})
    assert "acting_as" not in client.session


def test_the_chosen_post_opens_the_door_it_reaches_and_no_other(two_posts, rf):
    from django.http import HttpResponse

    from omah.rooms.people.doors import door

    first, second = two_posts
    view = door(Role.KPU_KABKOTA, Role.PPK, region=lambda *, code: code)(
        lambda request, **_: HttpResponse(post_of(request).id)
    )
    request = rf.get("/", headers={"accept": "application/json"})
    request.user, request.session = first.holder, {}
    inside = given.VILLAGE
    assert view(request, code=inside).content.decode() == str(second.pk)
    request.session = {"acting_as": str(first.pk)}
    assert view(request, code=inside).content.decode() == str(first.pk)
    request.session = {"acting_as": str(second.pk)}
    assert view(request, code=given.KABKOTA).content.decode() == str(first.pk)
    assert view(request, code="9999").status_code == 403


def test_looks_are_switched_and_kept_without_an_account():
    client = Client(headers={"accept-language": "id"})
    client.post("/tampilan/", {"tampilan": "besar", "next": "/cari/"})
    client.post("/tampilan/", {"tampilan": "gelap"})
    client.post("/tampilan/", {"tampilan": "terang"})
    page = body(client, "/")
    assert 'class="look-besar look-terang ' in page.replace(
        "look-terang look-besar", "look-besar look-terang"
    )
    assert "look-gelap" not in page
    client.post("/tampilan/", {"tampilan": "besar"})
    assert "look-besar" not in body(client, "/")


@pytest.mark.parametrize("where", ["https://evil.test/", "//evil.test", "javascript:x"])
def test_a_button_never_leads_out_of_the_house(where):
    got = Client().post("/tampilan/", {"tampilan": "besar", "next": where})
    assert got["Location"] == "/"


def test_a_forged_cookie_is_no_look():
    client = Client(headers={"accept-language": "id"})
    client.cookies["tampilan"] = 'x".onclick=a.besar'
    page = body(client, "/")
    assert "onclick" not in page
    assert "look-besar" in page


def test_the_services_outside_are_named_to_those_who_look_after_the_house():
    page = body(given.signed_in(given.post(Role.ADMINISTRATOR, "")), "/pengurus/luar/")
    for name in (
        "Server surel",
        "Web push",
        "Gerbang pesan",
        "Bawaslu",
        "Masuk tunggal",
    ):
        assert name in page
    assert "tiruan" in page
    pps = given.signed_in(given.post(Role.PPS, given.VILLAGE))
    assert pps.get("/pengurus/luar/").status_code == 403


@pytest.mark.parametrize(
    ("role", "region", "is_counted"),
    [
        (Role.ADMINISTRATOR, "", True),
        (Role.KPU_RI, "", True),
        (Role.KPU_PROVINSI, given.VILLAGE[:2], False),
    ],
)
def test_figures_of_the_whole_house_are_not_a_provinces(role, region, is_counted):
    page = body(given.signed_in(given.post(role, region)), "/pengurus/luar/")
    assert "Server surel" in page
    assert ("tercatat" in page) == is_counted


@pytest.fixture
def demo_house(monkeypatch, settings, tmp_path):
    (tmp_path / demo_people.MARKER).touch()
    settings.OMAH_DATA = tmp_path
    monkeypatch.setenv("OMAH_DEMO", "1")
    only_people = {"people": demo.FURNISHERS["people"]}
    monkeypatch.setattr(demo, "FURNISHERS", only_people)
    assert list(demo.furnish(date(2026, 6, 1))) == ["people"]
    return tmp_path


def test_a_printed_link_lets_one_in_once(demo_house):
    ketua = demo_people.people().first()
    link = f"/peragaan/{demo_people.link_token(ketua)}/"
    client = Client(headers={"accept-language": "id"})
    assert ketua.name in body(client, link)  # looking does not spend it
    assert client.post(link)["Location"] == "/tugas/"
    assert ketua.name in body(client)
    assert Client().post(link).status_code == 410
    assert Client().get("/peragaan/provinsi-0123456789/").status_code == 410


def test_the_first_page_lets_one_look_from_inside(demo_house):
    client = Client(headers={"accept-language": "id"})
    assert "Lihat dari dalam" in body(client, "/")
    assert client.post("/peragaan/jadi/", {"orang": "contoh-kota"}).status_code == 302
    assert "Ketua, KPU Kota Tirtawening" in body(client)
    other = Person.objects.create_person("rara", "Rara", "x")
    assert client.post("/peragaan/jadi/", {"orang": other.handle}).status_code == 404


@pytest.mark.parametrize("missing", ["marker", "environment"])
def test_a_real_house_has_no_such_doors(demo_house, monkeypatch, missing):
    token = demo_people.link_token(demo_people.people().first())
    if missing == "marker":
        (demo_house / demo_people.MARKER).unlink()
    else:
        monkeypatch.delenv("OMAH_DEMO")
    for address in (f"/peragaan/{token}/", "/peragaan/jadi/"):
        got = Client().post(address, {"orang": "contoh-kota"})
        assert got.status_code == 404
    assert "Lihat dari dalam" not in body(Client(), "/")


def test_furnishing_twice_seats_nobody_twice(demo_house):
    before = Person.objects.count(), given.Post.objects.count()
    list(demo.furnish(date(2026, 6, 1)))
    assert (Person.objects.count(), given.Post.objects.count()) == before


def test_every_door_of_the_first_page_and_of_the_workrooms_is_one_of_the_house():
    from django.urls import resolve

    from omah.rooms.home.tiles import TILES, WORKROOMS

    for tile in (*TILES, *WORKROOMS):
        path = str(tile.url).partition("?")[0].partition("#")[0]
        assert resolve(path).view_name != "wagtail_serve", path


OFFERED = {
    Role.KPPS: {"Rekam hasil", "Kegiatan", "Layanan", "Piket", "Bantuan"},
    Role.WITNESS: {"Kegiatan", "Layanan", "Piket", "Bantuan"},
    Role.ADMINISTRATOR: {"Kegiatan", "Layanan", "Piket", "Bantuan",
                         "Layanan di luar"},
    Role.PPS: {"Penugasan", "Kegiatan", "Perjanjian", "Layanan", "Hitung", "Piket",
               "Bantuan"},
}  # fmt: skip


@pytest.mark.parametrize("role", [*OFFERED, Role.KPU_KABKOTA, Role.KPU_PROVINSI])
def test_no_workroom_that_is_offered_refuses(role):
    """Each door on the task page lets in whoever it is shown to."""
    open_office(OfficeEntry("99", "Contoh"), domain="localhost")
    region = {Role.KPPS: given.STATION, Role.PPS: given.VILLAGE}.get(role, "99")
    client = given.signed_in(given.post(role, region, division=Division.CHAIR))
    rooms = client.get("/tugas/").context["rooms"]
    if role in OFFERED:
        assert {str(room.name) for room in rooms} == OFFERED[role]
    for room in rooms:
        assert client.get(str(room.url), follow=True).status_code == 200, room.name


def test_whoever_has_no_editors_desk_is_told_so_and_not_sent_in_circles():
    client = given.signed_in(given.post(Role.PPS, given.VILLAGE))
    answer = client.get("/redaksi/", follow=True)
    assert answer.status_code == 403
    assert "Jabatan Anda hari ini tidak memberi hak" in answer.content.decode()


def test_every_hint_belongs_to_a_screen_of_the_house():
    found = {f"{room}:{pattern.name}" for room, pattern in named_views()}
    assert {name for name in HINTS if ":" in name} <= found
    assert {name for name in HINTS if ":" not in name} <= {
        room for room, _pattern in named_views()
    }


def named_views():
    for part in get_resolver().url_patterns:
        namespaced = [part] if getattr(part, "app_name", None) else []
        for inner in getattr(part, "url_patterns", []):
            namespaced += [inner] if getattr(inner, "app_name", None) else []
        for room in namespaced:
            yield from ((room.app_name, pattern) for pattern in room.url_patterns)
