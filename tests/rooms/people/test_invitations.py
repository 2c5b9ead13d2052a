"""Accounts come from invitations: once, in time, and for one post."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from omah.core.people.roles import Role
from omah.rooms.people.actions import (
    InvitationSpentError,
    accept_as,
    accept_invitation,
    invite,
)
from omah.rooms.people.models import Invitation, Person, Post

pytestmark = pytest.mark.django_db
STATION = "9901012001001"


def invitation() -> str:
    return invite(role=Role.KPPS, region=STATION, since=date(2026, 11, 1))


def accept(token: str, handle: str = "sari"):
    return accept_invitation(
        token, handle=handle, name="Sari Contoh", password="padi-jalan-bulan"
    )


def test_whoever_holds_the_paper_gets_the_post():
    person, post = accept(invitation())
    assert post.holder == person
    assert person.check_password("padi-jalan-bulan")


def test_an_invitation_works_once():
    token = invitation()
    accept(token)
    with pytest.raises(InvitationSpentError):
        accept(token, "budi")
    assert Person.objects.count() == 1


def test_an_invitation_lapses():
    token = invitation()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationSpentError):
        accept(token)


def test_the_token_itself_is_not_kept():
    token = invitation()
    assert token not in str(Invitation.objects.values())


def test_someone_with_an_account_takes_a_second_post():
    person, _ = accept(invitation())
    accept_as(invitation(), person)
    assert Post.objects.filter(holder=person).count() == 2


def test_the_page_of_a_spent_invitation_says_so(client):
    page = client.get("/undangan/salah-ketik/")
    assert page.status_code == 410
    assert "Tidak ada yang hilang" in page.content.decode()


def test_the_page_makes_the_account_and_signs_in(client):
    token = invitation()
    answers = {"name": "Sari", "handle": "sari", "password": "padi-jalan-bulan"}
    page = client.post(f"/undangan/{token}/", answers, follow=True)
    assert page.redirect_chain[-1][0] == "/saya/"
    assert "KPPS" in page.content.decode()


def test_a_weak_password_makes_no_account(client):
    token = invitation()
    answers = {"name": "Sari", "handle": "sari", "password": "123"}
    page = client.post(f"/undangan/{token}/", answers)
    assert page.status_code == 200
    assert Person.objects.count() == 0


def test_a_lost_password_leads_to_the_office_and_asks_for_no_address(client):
    page = client.get("/masuk/login/").content.decode()
    assert 'href="/masuk/password/reset/"' in page
    page = client.get("/masuk/password/reset/").content.decode()
    assert "Hubungi kantor yang mengundang Anda" in page
    assert 'type="email"' not in page
