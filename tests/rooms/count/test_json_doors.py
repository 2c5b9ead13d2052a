"""What pages' own scripts call takes any bytes without breaking."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.elections import STATION

from omah.core.people.roles import Role
from omah.rooms.people.models import Person, Post

DOORS = (
    "/api/bantuan/tiket/",
    "/api/bantuan/gangguan/",
    f"/api/lapangan/{STATION[:10]}/hadir/",
    "/rekam/baca/kode/",
    "/rekam/baca/sms/",
)
TEXT = st.text(max_size=20) | st.just("\ud800")
VALUE = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
NAMES = st.sampled_from(
    ["text", "subject", "kind", "at", "post", "place", "seen", "id", "context", "state"]
)
JSON = st.recursive(
    VALUE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | TEXT, inner, max_size=6)
    ),
    max_leaves=12,
)
RAW = st.binary(max_size=200) | JSON.map(json.dumps).map(str.encode)
NASTY = (b"", b"null", b"[" * 5_000, b"\xff\xfe", b"{" * 9, b"PK\x03\x04" + bytes(99))


@pytest.fixture
def signed_in(client, house):
    client.raise_request_exception = False
    holder = Person.objects.create_person("uji", "Uji Contoh", "x")
    since = date(2026, 1, 1)
    Post.objects.create(role=Role.PPS, region=STATION[:10], holder=holder, since=since)
    client.force_login(holder)
    return client


@pytest.mark.parametrize("address", DOORS)
def test_no_bytes_break_a_door(signed_in, address):
    kinds = st.sampled_from(["application/json", "text/plain", "image/png", "x"])

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(raw=RAW | st.sampled_from(NASTY), kind=kinds)
    def is_answered(raw, kind):
        got = signed_in.post(address, raw, content_type=kind)
        assert got.status_code < 500

    is_answered()
