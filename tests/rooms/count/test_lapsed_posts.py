"""A post that has lapsed says no more, once its late statements had time to arrive."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.elections import STATION
from tests.rooms.count.houses import hand_in

from omah.core.people.roles import Role
from omah.rooms.count import devices


@pytest.mark.parametrize(("days_ago", "refused"), [(0, 0), (7, 0), (8, 1), (400, 1)])
def test_keys_end_some_days_after_their_post(
    client, house, phone_of, days_ago, refused
):
    phone = phone_of(Role.KPPS, STATION)
    phone.post.until = timezone.localdate() - timedelta(days=days_ago)
    phone.post.since = phone.post.until - timedelta(days=30)
    phone.post.save()
    assert devices.revoke_lapsed(house) == refused
    (answer,) = hand_in(client, phone.enters())
    assert (answer["refused"] is not None) == bool(refused)
    assert devices.revoke_lapsed(house) == 0


def test_a_post_without_an_end_keeps_its_keys(client, house, phone_of):
    phone = phone_of(Role.KPPS, STATION)
    assert devices.revoke_lapsed(house) == 0
    (answer,) = hand_in(client, phone.enters())
    assert answer["receipt"]
