"""A lost account: the same post, a new paper; the old keys and sign-in end."""

import re

import pytest
from django.test import Client
from tests.elections import FIGURES, STATION
from tests.rooms import given
from tests.rooms.count.houses import hand_in

from omah.core.people.access import PostHeld
from omah.core.people.roles import OF_PEOPLE, OFFICES, Role
from omah.rooms.count import reinviting
from omah.rooms.people import selectors
from omah.rooms.people.models import Device, Invitation, Person, Post

KECAMATAN = "351709"
ANSWERS = {"name": "Sari", "handle": "sari-baru", "password": "padi-jalan-bulan"}


@pytest.fixture(autouse=True)
def _second_factor(monkeypatch):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: True)


@pytest.fixture
def lost(phone_of):
    """A phone of a station, with an enrolled key; its account is lost."""
    return phone_of(Role.KPPS, STATION)


@pytest.fixture
def ppk(post_of):
    return post_of(Role.PPK, KECAMATAN)


def page_of(post: Post) -> str:
    return f"/jabatan/{post.region or 'nasional'}/{post.pk}/undangan/"


def give(office: Post, post: Post) -> str:
    """Give a new invitation and return its address."""
    told = given.signed_in(office).post(page_of(post)).content.decode()
    return re.search(r"/undangan/[\w-]{20,}/", told)[0]


def test_the_same_post_gets_a_new_account_and_what_was_said_stays(
    client, house, lost, ppk
):
    post = lost.post
    before = post.holder
    (answer,) = hand_in(client, lost.enters())
    assert answer["receipt"]
    address = give(ppk, post)
    Client().post(address, ANSWERS)
    post.refresh_from_db()
    assert post.holder.handle == "sari-baru"
    assert post.holder != before
    with house.fold() as fold:
        (entry,) = fold.sheet("wali-kota", STATION).entries
    assert entry.figures == FIGURES


def test_the_old_sign_in_ends_at_once(lost, ppk):
    old = given.signed_in(lost.post)
    assert old.get("/saya/").status_code == 200
    give(ppk, lost.post)
    got = old.get("/saya/")
    assert got.status_code == 302
    assert "/masuk/" in got["location"]


def test_an_account_with_another_post_keeps_that_one(lost, ppk):
    person = lost.post.holder
    other = Post.objects.create(
        role=Role.PPS, region="3518012001", holder=person, since=lost.post.since
    )
    give(ppk, lost.post)
    person.refresh_from_db()
    other.refresh_from_db()
    assert person.is_active
    assert other.holder == person
    assert not person.posts.filter(pk=lost.post.pk).exists()


def test_its_keys_end_on_record_and_sign_nothing_more(client, house, lost, ppk):
    give(ppk, lost.post)
    device = Device.objects.get(post=lost.post)
    assert device.revoked_at is not None
    with house.fold() as fold:
        assert fold.roll.keys[device.key].revoked_at is not None
    (answer,) = hand_in(client, lost.enters())
    assert answer["refused"]["code"] == "revoked-key"


def test_only_the_newest_paper_works_and_who_gave_it_is_kept(lost, ppk):
    before = lost.post.holder
    first, second = give(ppk, lost.post), give(ppk, lost.post)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    rows = Invitation.objects.filter(post=lost.post)
    assert {(row.instead_of, row.made_by) for row in rows} == {(before, ppk)}
    told = given.signed_in(ppk).get(page_of(lost.post)).content.decode()
    assert told.count("Diberikan oleh") == 2


def test_looking_changes_nothing(lost, ppk):
    assert given.signed_in(ppk).get(page_of(lost.post)).status_code == 200
    lost.post.refresh_from_db()
    assert lost.post.holder.is_active
    assert not Invitation.objects.exists()


def test_the_list_is_searched_by_name_and_place(lost, ppk, post_of):
    post_of(Role.WITNESS, STATION)
    client, base = given.signed_in(ppk), f"/jabatan/{KECAMATAN}/"
    assert page_of(lost.post) in client.get(base).content.decode()
    for words, found in (("conto", 1), (STATION, 1), ("3518", 0), ("'--", 0)):
        told = client.get(base, {"cari": words}).content.decode()
        assert told.count("/undangan/") == found, words


PLACES = ("", "35", "3517", KECAMATAN, "3517092003", STATION, "3518", "351710")


@pytest.mark.parametrize("role", OF_PEOPLE)
def test_no_role_at_any_place_invites_whom_it_may_not(db, monkeypatch, role):
    """Every post of every role and place, asked by each: object by object."""
    monkeypatch.setattr(reinviting, "house", lambda: pytest.fail("no device here"))
    targets = [
        given.post(one, region)
        for one, region in (
            (Role.KPPS, STATION),
            (Role.PPK, KECAMATAN),
            (Role.WITNESS, STATION),
            (Role.KPU_KABKOTA, "3518"),
        )
    ]
    for place in PLACES:
        asker = given.post(role, place)
        client = given.signed_in(asker)
        for target in targets:
            may = may_by_hand(role, place, target)
            assert (client.get(page_of(target)).status_code == 200) == may
            count = Invitation.objects.count()
            assert (client.post(page_of(target)).status_code == 200) == may
            assert Invitation.objects.count() - count == may


def may_by_hand(role: Role, place: str, target: Post) -> bool:
    """Return what a table on paper says: offices, below or helpers, never watchers."""
    return (
        role in OFFICES
        and target.role != Role.WITNESS
        and target.region.startswith(place)
        and (target.region != place or target.role == Role.KPPS)
    )


def test_a_post_under_another_region_s_address_is_nobodys(lost, ppk):
    wrong = f"/jabatan/{KECAMATAN}/{lost.post.pk}/undangan/"
    assert given.signed_in(ppk).post(wrong).status_code == 404
    assert not Invitation.objects.exists()


def test_without_a_second_factor_nothing_is_given(lost, ppk, monkeypatch):
    monkeypatch.setattr(selectors, "shown_second_factor", lambda _request: False)
    assert given.signed_in(ppk).post(page_of(lost.post)).status_code == 403
    assert not Invitation.objects.exists()


def test_the_action_refuses_by_itself_too(db, ppk):
    witness = given.post(Role.WITNESS, STATION)
    with pytest.raises(reinviting.NotYoursError):
        reinviting.reinvite(witness, ppk.held())
    assert isinstance(ppk.held(), PostHeld)
    assert Person.objects.filter(is_active=False).count() == 0
