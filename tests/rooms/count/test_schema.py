"""The API answers what its own description says, whatever is sent; never a 500."""

import json
from contextlib import suppress

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.elections import CONTEST, STATION

from omah.core.people.roles import Role
from omah.rooms.count.api import api
from omah.web.wsgi import application

FEW = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNPACKED = {"Accept-Encoding": "identity"}
"""Called as a function the application's answers are not unpacked by a client."""

DESCRIBED = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
OPERATIONS = [(path, name) for path, methods in DESCRIBED.items() for name in methods]


@pytest.fixture(autouse=True)
def _one_connection():
    """A served request closes connections; this one holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def post(post_of):
    return post_of(Role.KPPS, STATION)


@pytest.fixture
def cookie(post):
    client = Client()
    client.force_login(post.holder)
    return {"sessionid": client.cookies["sessionid"].value}


def with_what_is_here(case, post) -> None:
    """Let a well-formed call name a contest and a post that there are."""
    if "contest" in case.path_parameters:
        case.path_parameters["contest"] = CONTEST
    if "post" in case.query:
        case.query["post"] = post.pk


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda words: words)
def test_every_answer_is_one_that_the_description_knows(
    house, post, cookie, path, method, mode
):
    schema = openapi.from_wsgi("/api/v1/openapi.json", application)
    is_well_formed, seen = mode is GenerationMode.POSITIVE, set()

    @FEW
    @given(case=schema[path][method.upper()].as_strategy(generation_mode=mode))
    def answers_as_described(case):
        if is_well_formed:
            with_what_is_here(case, post)
        got = case.call_and_validate(cookies=cookie, headers=UNPACKED, checks=CHECKS)
        seen.add(got.status_code)

    with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked
        answers_as_described()
    if is_well_formed and method == "get":
        assert 200 in seen


def test_the_description_is_served_as_it_is(client, house):
    served = client.get("/api/v1/openapi.json").json()
    assert json.loads(json.dumps(DESCRIBED)) == served["paths"]
