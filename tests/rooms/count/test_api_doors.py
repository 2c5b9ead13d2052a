"""Every operation of the API states its access; sessions need a CSRF token."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.elections import STATION
from tests.rooms.count.houses import Phone, hand_in

from omah.adapters.keys import new_person_key
from omah.core.people.access import Access
from omah.core.people.roles import OF_PEOPLE, SILENT, Role
from omah.rooms.count import house as houses
from omah.rooms.people import sweep
from omah.rooms.people.models import Post

API = [
    (address, view.access)
    for address, view in sweep.endpoints()
    if address.startswith("api/v1/")
]
PUBLIC = {
    "api/v1/openapi.json",
    "api/v1/election",
    "api/v1/rules/<contest>.js",
    "api/v1/statements",
    "api/v1/receipts",
    "api/v1/photos/<sha256>",
}


def test_the_sweep_sees_every_operation_and_what_it_asks():
    assert all(isinstance(access, Access) for _, access in API)
    assert {address for address, access in API if access.public} == PUBLIC
    assert len(API) > len(PUBLIC)


@pytest.mark.parametrize("address", ["me", "tasks?post=1", "devices"])
def test_a_stranger_is_told_to_sign_in(client, house, address):
    offer = {"post": 1, "public_key": "x", "proof": "x"}
    got = (
        client.post("/api/v1/devices", offer, content_type="application/json")
        if address == "devices"
        else client.get(f"/api/v1/{address}")
    )
    assert (got.status_code, got.json()) == (401, {"refused": "sign-in"})


def enrol(client, post: Post, house, **headers):
    phone = Phone(house, post, new_person_key())
    offer = phone.offer()
    body = {
        "post": post.pk,
        "public_key": offer.public_key,
        "proof": offer.proof,
        "label": "ponsel",
    }
    return phone, client.post(
        "/api/v1/devices", json.dumps(body), content_type="application/json", **headers
    )


def test_a_session_without_a_token_enrols_nothing(house, post_of):
    post = post_of(Role.KPPS, STATION)
    client = Client(enforce_csrf_checks=True)
    client.force_login(post.holder)
    _, got = enrol(client, post, house)
    assert (got.status_code, got.json()["refused"]["code"]) == (403, "csrf")
    client.get("/api/v1/me")
    token = client.cookies["csrftoken"].value
    phone, got = enrol(client, post, house, headers={"X-CSRFToken": token})
    assert got.status_code == 200
    assert got.json()["key"] == phone.signer.key


@pytest.mark.parametrize("role", OF_PEOPLE)
def test_every_role_enrols_and_only_those_who_may_say_figures_do(
    client, house, post_of, role
):
    post = post_of(role, STATION if role is Role.KPPS else "3517")
    client.force_login(post.holder)
    phone, got = enrol(client, post, house)
    assert got.status_code == 200
    (answer,) = hand_in(client, phone.enters())
    counts = role not in SILENT | {Role.WITNESS, Role.SUPERVISOR}
    assert bool(answer["receipt"]) == counts


def test_another_s_post_or_a_lapsed_one_gets_no_key(client, house, post_of):
    mine, theirs = post_of(Role.KPPS, STATION), post_of(Role.PPK, "351709")
    client.force_login(mine.holder)
    _, got = enrol(client, theirs, house)
    assert got.status_code == 403
    mine.until = date.today() - timedelta(days=1)  # noqa: DTZ011  # a day is enough
    mine.save()
    _, got = enrol(client, mine, house)
    assert got.json()["refused"]["code"] == "not-your-post"


def test_a_key_that_was_not_proved_is_refused(client, house, post_of):
    post = post_of(Role.KPPS, STATION)
    client.force_login(post.holder)
    stolen = Phone(house, post, new_person_key()).offer()
    other = Phone(house, post, new_person_key()).offer()
    for key, proof in ((stolen.public_key, other.proof), ("AAAA", "AAAA"), ("", "")):
        got = client.post(
            "/api/v1/devices",
            {"post": post.pk, "public_key": key, "proof": proof},
            content_type="application/json",
        )
        assert got.status_code == 422


def test_enrolling_twice_is_enrolling_once(client, house, post_of):
    post = post_of(Role.KPPS, STATION)
    phone = Phone.enrolled(house, post)
    size = house.election.ledger.size
    client.force_login(post.holder)
    offer = phone.offer()
    body = {"post": post.pk, "public_key": offer.public_key, "proof": offer.proof}
    got = client.post("/api/v1/devices", body, content_type="application/json")
    assert got.status_code == 200
    assert house.election.ledger.size == size
    assert post.devices.count() == 1


def test_me_and_tasks_show_my_own_posts_and_sheets(client, house, post_of):
    post = post_of(Role.KPPS, STATION)
    client.force_login(post.holder)
    me = client.get("/api/v1/me").json()
    assert [p["region"] for p in me["posts"]] == [STATION]
    assert me["election"]["id"] == house.election.root.id
    (task,) = client.get(f"/api/v1/tasks?post={post.pk}").json()["tasks"]
    assert (task["station"], task["state"]) == (STATION, "missing")
    assert task["allowed"] == ["capture", "enter"]
    assert task["wanted"] == [field["id"] for field in task["fields"]] or set(
        task["wanted"]
    ) == {field["id"] for field in task["fields"]}
    assert [c["name"] for c in task["candidates"]] == ["Pasangan Satu", "Pasangan Dua"]
    other = post_of(Role.KPPS, "3517092003002")
    assert client.get(f"/api/v1/tasks?post={other.pk}").status_code == 403


def test_an_office_is_given_the_sheets_that_need_a_person(client, house, phone_of):
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    figures = one.enters().figures()
    hand_in(client, one.enters(), two.enters({**figures, "votes.1": 14}))
    ppk = phone_of(Role.PPK, "351709")
    client.force_login(ppk.post.holder)
    (task,) = client.get(f"/api/v1/tasks?post={ppk.post.pk}").json()["tasks"]
    assert (task["state"], task["wanted"]) == ("differs", ["votes.1"])
    assert "votes.1" not in task["shown"]
    assert task["shown"]["votes.2"] == figures["votes.2"]


def test_the_rules_come_as_a_module_that_is_not_sent_twice(client, house):
    got = client.get("/api/v1/rules/wali-kota.js")
    assert b"export function check" in got.content
    again = client.get(
        "/api/v1/rules/wali-kota.js", headers={"If-None-Match": got["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/rules/lain.js").status_code == 404


def test_the_openapi_page_names_every_operation(client, house):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {f"/api/v1/{p}" for p in ("me", "tasks", "statements")} <= set(paths)


def test_a_house_without_an_election_says_so(client, db, settings, tmp_path):
    settings.OMAH_ELECTION = tmp_path / "none"
    houses.leave()
    got = client.get("/api/v1/election")
    assert (got.status_code, got.json()["refused"]["retry"]) == (503, True)
