"""No endpoint without a door; and a sweep of every endpoint, role and region."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import path

from omah.core.people.access import Access, Reach
from omah.core.people.roles import Role
from omah.rooms.people import sweep
from omah.rooms.people.doors import door, public
from omah.rooms.people.models import Person, Post

OWN, BELOW, BESIDE, ABOVE = "351709", "3517092003", "351710", "3517"


def test_every_endpoint_states_who_may_call_it():
    assert sweep.doorless() == []


def test_a_silent_endpoint_is_found_and_keeps_the_application_from_starting(
    monkeypatch,
):
    silent = path("diam/", lambda _request: HttpResponse())
    loud = path("terbuka/", public(lambda _request: HttpResponse()))
    resolver = type("Resolver", (), {"url_patterns": [silent, loud]})
    monkeypatch.setattr(sweep, "get_resolver", lambda: resolver)
    assert sweep.doorless() == ["diam/"]
    with pytest.raises(sweep.ImproperlyConfigured, match="diam/"):
        sweep.refuse_to_start_without_doors()


def test_a_door_with_a_reach_must_say_what_lies_behind_it():
    with pytest.raises(ValueError, match="region"):
        door(Role.PPK)
    assert door(Role.PPK, reach=Reach.ANYWHERE)


def role_endpoints() -> list[tuple[str, Access]]:
    return [
        (address, view.access)
        for address, view in sweep.endpoints()
        if isinstance(getattr(view, "access", None), Access) and not view.access.public
    ]


def holder(role: Role, region: str) -> Person:
    person = Person.objects.create_person(f"{role}-{region}", "Contoh", "x")
    Post.objects.create(role=role, region=region, holder=person, since=date(2026, 1, 1))
    return person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("region", "status"), [(OWN, 200), (BELOW, 200), (BESIDE, 403), (ABOVE, 403)]
)
@pytest.mark.parametrize("role", Role)
def test_a_door_lets_in_its_roles_within_their_region_alone(rf, role, region, status):
    view = door(Role.PPK, Role.KPU_KABKOTA, region=lambda *, code: code)(
        lambda _request, **_parts: HttpResponse("inside")
    )
    request = rf.get("/", headers={"accept": "application/json"})
    request.user, request.session = holder(role, OWN), {}
    fitting = role in {Role.PPK, Role.KPU_KABKOTA}
    got = view(request, code=region)
    assert got.status_code == (status if fitting else 403)


@pytest.mark.django_db
def test_whoever_is_not_signed_in_meets_every_guarded_endpoint_closed(client):
    for address, _access in role_endpoints():
        if "<" in address:
            continue
        got = client.get(f"/{address}", headers={"accept": "text/html"})
        if got.status_code == 405:  # takes no GET; the API's own sweep posts to it
            continue
        assert got.status_code in {302, 401}, address
        assert "/masuk/" in got.headers.get("location", "/masuk/")
