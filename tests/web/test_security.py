"""Every answer carries a policy; no page needs more than it allows."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

import omah
from omah.web.security import HEADER, content_security_policy

PACKAGE = Path(omah.__file__).parent
TEMPLATES = [
    *PACKAGE.glob("rooms/*/templates/**/*.html"),
    *PACKAGE.glob("web/**/*.html"),
]
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*(?:src=|application/json))|\son[a-z]+=\"|javascript:"
)


def policy_of(path: str, **headers: str) -> str:
    answer = content_security_policy(lambda _: HttpResponse(headers=headers))
    return answer(RequestFactory().get(path)).headers[HEADER]


@pytest.mark.parametrize("path", ["/", "/hitung/", "/masuk/login/", "/redaksi-lain"])
def test_pages_of_the_house_run_nothing_inline_and_load_nothing_from_elsewhere(path):
    policy = policy_of(path)
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_editors_desk_alone_may_run_what_its_pages_hold():
    assert "script-src 'self' 'unsafe-inline'" in policy_of("/redaksi/pages/1/")


def test_a_stricter_policy_that_a_view_has_set_stays():
    assert policy_of("/x/", **{HEADER: "sandbox"}) == "sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/piket/", "/masuk/login/", "/tidak-ada/"])
def test_answers_carry_it_even_when_nothing_is_found(path):
    assert "default-src 'none'" in Client().get(path).headers[HEADER]


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_template_writes_script_or_style_into_a_page(path):
    assert INLINE.findall(path.read_text()) == []
