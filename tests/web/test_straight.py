"""What a phone sends is answered without sessions and pages, and is none the laxer."""

import pytest
from django.test import RequestFactory, override_settings

from omah.rooms.people.sweep import endpoints
from omah.web.security import HEADER
from omah.web.straight import STRAIGHT, straight

STATEMENTS = "/api/v1/statements"


def hand_in_nothing(client, **more):
    body = {"data": '{"statements": []}', "content_type": "application/json"}
    return client.post(STATEMENTS, **body, **more)


def the_long_way(_request):
    raise LookupError("this request does not go straight")


def test_only_doors_that_are_open_to_anyone_are_reached_straight():
    found = [
        view.access.public
        for address, view in endpoints()
        if f"/{address}".startswith(STRAIGHT)
    ]
    assert len(found) >= 3
    assert all(found)


def test_no_session_is_opened_and_no_language_asked(client):
    client.cookies["sessionid"] = "x" * 32
    answer = hand_in_nothing(client)  # this test may not touch the database
    assert "Content-Language" not in answer.headers
    assert not answer.cookies


def test_the_answer_carries_what_every_answer_carries(client):
    answer = hand_in_nothing(client)
    assert HEADER in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_a_host_that_is_not_served_is_refused(client):
    assert (
        hand_in_nothing(client, headers={"host": "elsewhere.example"}).status_code
        == 400
    )


@pytest.mark.parametrize(
    ("path", "host"),
    [
        ("/api/v1/me", "localhost"),
        ("/api/v1/tasks", "localhost"),
        ("/hitung/", "localhost"),
        (STATEMENTS, "kota.situs.test"),
    ],
)
@override_settings(OMAH_SITES_DOMAIN="situs.test", ALLOWED_HOSTS=["*"])
def test_all_else_and_an_office_s_own_host_go_the_long_way(path, host):
    request = RequestFactory().get(path, headers={"host": host})
    with pytest.raises(LookupError):
        straight(the_long_way)(request)
