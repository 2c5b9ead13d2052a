"""One box finds all kinds, forgives a letter, and breaks on nothing."""

import gzip
from dataclasses import replace

import pytest
from django.test import Client
from tests.rooms import given
from tests.rooms.home.conftest import THINGS

from omah.rooms.home import finding
from omah.rooms.home.models import Entry

pytestmark = pytest.mark.django_db


def urls(question: str, **more: object) -> list[str]:
    found = finding.find(question, **more)
    return [hit.url for group in found.groups for hit in group.hits]


def page(address: str) -> str:
    got = Client(headers={"accept-language": "id"}).get(address)
    assert got.status_code == 200
    return got.content.decode()


def test_one_search_finds_results_news_and_offices(index):
    kinds = [group.kind for group in finding.find("warujaya").groups]
    assert kinds == ["results", "news"]
    assert [g.kind for g in finding.find("waru").groups] == [
        "results", "office", "news",
    ]  # fmt: skip


def test_the_larger_region_comes_first_where_the_word_is_in_both(index):
    assert urls("sukacontoh")[0] == "/hasil/9971.html"
    assert urls("warujaya", kind="results")[0] == "/hasil/997101.html"


@pytest.mark.parametrize(
    "asked", ["pindah memilih", "PEMILIH PINDAH", "pemilihan", "dipilih", "memindahkan"]
)
def test_all_shapes_of_a_word_find_it(index, asked):
    assert "/pindah-memilih/" in urls(asked)


def test_the_beginning_of_the_last_word_is_enough(index):
    assert urls("kencana") == ["/hasil/9971011001.html", "/piket/9971011001/"]


def test_a_wrong_letter_is_forgiven_and_said(index):
    found = finding.find("warujya")
    assert found.meant == "warujaya"
    assert found.total == 3
    assert "Ini hasil untuk “warujaya”" in page("/cari/?q=warujya")


def test_words_that_never_meet_find_what_has_some_of_them(index):
    found = finding.find("kencanasari pelantikan")
    assert found.is_loose
    assert "memuat sebagian" in page("/cari/?q=kencanasari+pelantikan")


def test_a_station_opens_its_villages_page_at_the_station(index):
    wanted = "/hasil/9971011001.html#"
    named = urls("TPS 3 kencanasari")[0]
    assert named.startswith(wanted)
    assert named == urls("9971011001003")[0]
    assert named != urls("kencanasari tps 004")[0]


def test_what_fits_is_marked_and_markup_is_text(index):
    shown = page("/cari/?q=anggota")
    assert "<mark>anggota</mark>" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown


def test_a_kind_is_a_filter_and_pages_follow(index):
    many = [replace(THINGS[3], key=f"y:{n}", url=f"/berita/{n}/") for n in range(45)]
    index(*THINGS, *many)
    first = urls("pelantikan", kind="news", page=1)
    assert len(first) == finding.PAGE
    assert not set(first) & set(urls("pelantikan", kind="news", page=2))
    assert "hal=2" in page("/cari/?q=pelantikan&jenis=news")
    assert "hal=3" in page("/cari/?q=pelantikan&jenis=news&hal=2")
    assert "hal=4" not in page("/cari/?q=pelantikan&jenis=news&hal=3")
    assert len(urls("pelantikan")) == finding.TASTE


def test_without_a_question_a_kind_is_listed(index):
    assert "/piket/9971011001/" in page("/cari/?jenis=office")


HOSTILE = [
    "", " ", '"', "'", "*", "-", "AND", "NEAR(a b)", "a OR", '"a" *', "(((", "a:b",
    "title_stems:x", "^a", "\x00", "%", "_", "\\", "'; DROP TABLE home_entry; --",
    "<script>alert(1)</script>", "😀", "‮", "a" * 5000, "a " * 2000, "&|!<->", ":*",
    "9" * 40, "tps", "tps 999999", "ﬁ", "Ⅷ", "²", "ا", "日本語",
]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_question_breaks_the_search(index, asked):
    got = Client().get("/cari/", {"q": asked})
    assert got.status_code == 200
    assert b"<script>" not in got.content
    assert Entry.objects.count() == len(THINGS)


@pytest.mark.parametrize(
    "address",
    ["?hal=0", "?hal=-1", "?hal=9999999", "?hal=x", "?jenis=<b>&q=waru"],
)  # fmt: skip
def test_no_address_breaks_the_search(index, address):
    assert "<b>" not in page("/cari/" + address)


def test_only_what_changed_is_written_and_what_is_gone_is_found_no_more(index):
    assert (index(*THINGS).written, index(*THINGS).removed) == (0, 0)
    renamed = replace(THINGS[3], title="Bimbingan teknis KPPS")
    change = index(*THINGS[:3], renamed, *THINGS[5:])
    assert (change.written, change.removed) == (1, 1)
    assert urls("bimbingan") == ["/berita/1/"]
    assert "/pindah-memilih/" not in urls("pindah")


def test_a_secretariat_is_found_once_its_change_is_safe(
    settings, django_capture_on_commit_callbacks
):
    from omah.rooms.field import actions

    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    }
    with django_capture_on_commit_callbacks() as after:
        actions.describe_secretariat(
            given.VILLAGE, name="Balai Randualas", address="Jalan Mawar", needed=1,
            weekdays=[0], opens="08:00", closes="12:00",
        )  # fmt: skip
    assert urls("randualas") == []
    for step in after:
        step()
    assert urls("randualas") == [f"/piket/{given.VILLAGE}/"]


def test_the_first_page_is_light(index):
    for address in ("/", "/cari/?q=waru"):
        assert len(gzip.compress(page(address).encode())) < 12_000
