"""A notice reaches those it is for, once, in the house and by confirmed e-mail."""

import re

import pytest
from django.core import mail
from django.utils.translation import gettext_lazy
from tests.rooms import given

from omah.core.people.roles import Role
from omah.rooms.notices import actions, tasks
from omah.rooms.notices.models import Channel, MailAddress, Notice, Sending

pytestmark = pytest.mark.django_db
TOLD = "Jawaban Anda dikembalikan."


@pytest.fixture
def ppk():
    return given.post(Role.PPK, given.KECAMATAN)


@pytest.fixture
def letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    }
    return mail.outbox


def confirmed(person, address="rara@contoh.test"):
    MailAddress.objects.create(
        person=person,
        address=address,
        agreed_at="2026-01-01T00:00Z",
        confirmed_at="2026-01-01T00:00Z",
    )


def test_each_person_is_told_once_even_if_named_twice(ppk):
    actions.notify([ppk.holder, ppk.holder], TOLD, "/tugas/")
    page = given.signed_in(ppk).get("/pemberitahuan/").content.decode()
    assert page.count(TOLD) == 1


def test_the_header_counts_what_is_unread_and_opening_reads_it(ppk):
    actions.notify([ppk.holder], TOLD, "/bantuan/")
    client = given.signed_in(ppk)
    assert '<span class="count">1</span>' in client.get("/bantuan/").content.decode()
    notice = Notice.objects.get()
    got = client.post(f"/pemberitahuan/{notice.pk}/")
    assert got["Location"] == "/bantuan/"
    assert '<span class="count">' not in client.get("/bantuan/").content.decode()


def test_nobody_sees_or_opens_the_notices_of_another(ppk):
    other = given.post(Role.PPK, given.OTHER_KECAMATAN)
    actions.notify([ppk.holder], TOLD, "/bantuan/")
    client = given.signed_in(other)
    assert TOLD not in client.get("/pemberitahuan/").content.decode()
    assert client.post(f"/pemberitahuan/{Notice.objects.get().pk}/").status_code == 404
    client.post("/pemberitahuan/terbaca/")
    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize(
    "url", ["https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:x", ""]
)
def test_a_notice_never_leads_out_of_the_house(ppk, url):
    with pytest.raises(ValueError, match="into the house"):
        actions.notify([ppk.holder], TOLD, url)
    assert not Notice.objects.exists()


def test_a_lazy_text_reaches_each_in_their_own_language(ppk):
    guest = given.post(Role.OBSERVER, given.KABKOTA)
    guest.holder.language = "en"
    guest.holder.save()
    actions.notify([ppk.holder, guest.holder], gettext_lazy("Saya hadir"), "/tugas/")
    told = dict(Notice.objects.values_list("person_id", "text"))
    assert told == {ppk.holder_id: "Saya hadir", guest.holder_id: "I am here"}


def test_what_is_written_by_people_is_shown_as_text(ppk):
    actions.notify([ppk.holder], "<script>alert(1)</script>", "/tugas/")
    page = given.signed_in(ppk).get("/pemberitahuan/").content.decode()
    assert "<script>" not in page


def test_mail_waits_until_the_mailbox_has_answered(
    ppk, letters, django_capture_on_commit_callbacks
):
    client = given.signed_in(ppk)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            "/pemberitahuan/surel/", {"address": "sinta@contoh.test", "agreed": "on"}
        )
        actions.notify([ppk.holder], TOLD, "/tugas/")
    assert [letter.subject for letter in letters] == ["Benarkah ini alamat Anda?"]
    link = re.search(r"/pemberitahuan/surel/\S+/", letters[0].body)[0]
    assert client.get(link).status_code == 200  # looking is not answering
    assert MailAddress.objects.get().confirmed_at is None
    assert client.post(link).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify([ppk.holder], TOLD, "/tugas/")
    assert letters[1].subject == TOLD
    assert "/tugas/" in letters[1].body


def test_a_link_for_an_address_that_was_changed_confirms_nothing(ppk):
    client = given.signed_in(ppk)
    token = actions.signer().sign_object([ppk.holder_id, "lama@contoh.test"])
    actions.ask_for_mail(ppk.holder, "baru@contoh.test")
    assert client.post(f"/pemberitahuan/surel/{token}/").status_code == 410
    assert client.post("/pemberitahuan/surel/salah/").status_code == 410
    assert MailAddress.objects.get().confirmed_at is None


def test_consent_is_asked_and_taken_back(ppk):
    client = given.signed_in(ppk)
    client.post("/pemberitahuan/surel/", {"address": "sinta@contoh.test"})
    assert not MailAddress.objects.exists()
    confirmed(ppk.holder)
    client.post("/pemberitahuan/surel/", {"stop": "1"})
    assert not MailAddress.objects.exists()


def test_a_line_break_in_a_text_does_not_forge_a_header(
    ppk, letters, django_capture_on_commit_callbacks
):
    confirmed(ppk.holder)
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify([ppk.holder], "Halo\nBcc: semua@contoh.test", "/tugas/")
    assert letters[0].message()["Bcc"] is None
    assert letters[0].recipients() == ["rara@contoh.test"]


def test_a_letter_that_could_not_leave_is_kept_and_sent_later(
    ppk, settings, letters, django_capture_on_commit_callbacks
):
    confirmed(ppk.holder)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody answers there
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify([ppk.holder], TOLD, "/tugas/")
    sending = Sending.objects.get(channel=Channel.MAIL)
    assert (sending.sent_at, bool(sending.failure)) == (None, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tasks.make_up() == 1
    assert tasks.make_up() == 0
    assert len(letters) == 1
