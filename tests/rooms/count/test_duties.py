"""What the count asks of people, and what of it anyone may find."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.elections import CONTEST, FIGURES, STATION
from tests.rooms.count.houses import hand_in, send_photo

from omah.core.people.roles import Role
from omah.rooms.count.duties import duties_of
from omah.rooms.count.findables import findables
from omah.rooms.count.models import Sheet

JPEG = b"\xff\xd8\xff\xe0 rekaan \xff\xd9"


def asked(*posts):
    return {d.what: d for d in duties_of([p.held() for p in posts], timezone.now())}


def test_a_station_is_asked_to_send_until_its_own_figures_have_come(
    client, house, phone_of
):
    kpps = phone_of(Role.KPPS, STATION)
    (duty,) = asked(kpps.post).values()
    assert (duty.url, duty.office) == ("/rekam/", STATION)
    assert duty.why == "Foto dan angka TPS Anda belum masuk."
    sha256, _ = send_photo(client, kpps, JPEG)
    hand_in(client, kpps.captures(sha256))
    (duty,) = asked(kpps.post).values()
    assert duty.why == "Foto TPS Anda sudah masuk; angka Anda belum."
    hand_in(client, phone_of(Role.PPS, STATION[:10]).enters())
    assert asked(kpps.post), "someone else's figures are not this post's"
    hand_in(client, kpps.enters())
    assert asked(kpps.post) == {}


def test_a_station_is_asked_nothing_once_others_have_settled_its_sheet(
    client, house, phone_of
):
    kpps = phone_of(Role.KPPS, STATION)
    for _ in range(2):
        hand_in(client, phone_of(Role.PPS, STATION[:10]).enters())
    assert asked(kpps.post) == {}


def test_an_office_is_asked_for_what_differs_stands_still_and_is_missing(
    client, house, phone_of, post_of
):
    ppk = post_of(Role.PPK, "351709")
    assert list(asked(ppk)) == ["Cari 3 TPS yang belum mengirim"]
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    hand_in(client, one.enters())
    Sheet.objects.update(changed_at=1)
    assert "Periksa 1 formulir yang tidak bergerak" in asked(ppk)
    hand_in(client, two.enters({**FIGURES, "votes.1": 14}))
    found = asked(ppk)
    assert sorted(found) == [
        "Cari 2 TPS yang belum mengirim",
        "Putuskan 1 formulir yang berbeda",
    ]
    url = found["Putuskan 1 formulir yang berbeda"].url
    assert url == f"/hitung/{CONTEST}/wilayah/351709/#berbeda"


@pytest.mark.parametrize(
    ("role", "region"), [(Role.PPK, "999901"), (Role.AUDITOR, "3517")]
)
def test_whoever_is_elsewhere_or_only_looks_is_asked_nothing(
    house, post_of, role, region
):
    assert asked(post_of(role, region)) == {}


def test_before_an_election_nothing_is_asked_and_nothing_found(db, post_of, settings):
    settings.OMAH_ELECTION /= "none"
    assert asked(post_of(Role.PPK, "351709")) == {}
    assert list(findables()) == []


def test_results_of_every_region_down_to_the_villages_are_found(house):
    found = list(findables())
    assert [one.office for one in found] == ["3517", "351709", "3517092003"]
    assert found[-1].title == "Hasil Wali Kota: DESA"
    assert found[-1].url == f"/hasil-pemilu/hasil/{CONTEST}/3517092003.html"
    assert len({one.key for one in found}) == 3


def test_the_house_serves_the_public_site_and_says_when_there_is_none(
    db, settings, tmp_path
):
    settings.OMAH_PUBLIC = tmp_path / "public"
    assert "Belum ada hasil" in Client().get("/hasil-pemilu/").content.decode()
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text("<p>hasil")
    (tmp_path / "secret").write_text("rahasia")
    assert b"".join(Client().get("/hasil-pemilu/")) == b"<p>hasil"
    for path in ("lain.html", "../secret", "%2e%2e/secret", "//etc/passwd"):
        assert Client().get(f"/hasil-pemilu/{path}").status_code in (400, 404), path
