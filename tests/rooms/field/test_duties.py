"""What rosters and broadcasts ask of people, and what of them anyone may find."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.rooms import given

from omah.core.office.roster import Way, Window
from omah.core.people.roles import Role
from omah.rooms.field import actions
from omah.rooms.field.duties import duties_of
from omah.rooms.field.findables import findables

pytestmark = pytest.mark.django_db


def asked(post):
    return {duty.what: duty for duty in duties_of([post.held()], timezone.now())}


def test_a_broadcast_is_a_duty_until_it_is_read():
    office = given.post(Role.KPU_KABKOTA, given.KABKOTA)
    pps = given.post(Role.PPS, given.VILLAGE)
    sent = actions.send_broadcast(
        office.held(),
        region=given.KABKOTA,
        roles=[Role.PPS],
        title="Bawa salinan",
        text="Besok.",
        confirm_by=timezone.now() + timedelta(days=2),
    )
    duty = asked(pps)["Baca siaran: Bawa salinan"]
    assert duty.url == f"/lapangan/{given.VILLAGE}/dari-atas/{sent.pk}/"
    assert duty.days_left(timezone.localdate()) in (2, 3)  # the village's own zone
    actions.confirm_broadcast(pps.held(), sent)
    assert asked(pps) == {}


def test_a_turn_is_a_duty_from_its_beginning_until_they_come():
    pps = given.post(Role.PPS, given.VILLAGE)
    now = timezone.now()
    for begins in (now - timedelta(minutes=5), now + timedelta(hours=5)):
        window = Window(begins, begins + timedelta(hours=4))
        actions.add_shift(
            given.VILLAGE, post=str(pps.pk), window=window, made_by=pps.held()
        )
    assert list(asked(pps)) == ["Catat hadir di sekretariat"]
    actions.mark(pps.held(), id_=uuid4(), way=Way.IN, claimed_at=now)
    assert asked(pps) == {}


def test_a_secretariat_is_found_by_name_and_nobody_s_name_with_it():
    actions.describe_secretariat(
        given.VILLAGE,
        name="Sekretariat PPS Sukacontoh",
        address="Jalan Waru 1",
        needed=1,
        weekdays=[0],
        opens=time(8),
        closes=time(16),
    )
    (place,) = findables()
    assert (place.title, place.office) == (
        "Sekretariat PPS Sukacontoh",
        given.VILLAGE,
    )
    assert place.url == f"/piket/{given.VILLAGE}/"
