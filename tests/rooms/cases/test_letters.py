"""An answer is told to whoever left an e-mail address, without what it says."""

from email import message_from_bytes

import pytest
from tests.rooms import given
from tests.rooms.cases.filing import OFFICE, filed, page_of
from tests.rooms.mail_catcher import catching

from omah.core.people.roles import Role
from omah.rooms.cases import letters
from omah.rooms.cases.actions import follow_up_code
from omah.rooms.cases.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def catcher(settings):
    with catching(settings) as server:
        yield server


@pytest.fixture
def ppid():
    return given.post(Role.KPU_KABKOTA, OFFICE)


def answer(ppid, case, capture, text="Terlampir.") -> str:
    """Answer a case at the desk; return the desk's page after it."""
    client = given.signed_in(ppid)
    words = {"move": "answer", "text": text, "outcome": "granted"}
    with capture(execute=True):
        assert client.post(page_of(case), words).status_code == 302
    return client.get(page_of(case)).content.decode()


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("rara@contoh.example", "rara@contoh.example"),
        ("0812 0000 0000 / rara@contoh.example", "rara@contoh.example"),
        ("Rara <rara@contoh.example>", "rara@contoh.example"),
        ("0812 0000 0000", ""),
        ("rara at contoh", ""),
        ("a@contoh.example, b@contoh.example", ""),
        ("a@contoh.example\nBcc: b@contoh.example", ""),
        ("", ""),
    ],
)
def test_only_one_whole_address_is_written_to(contact, address):
    assert letters.mail_address(contact) == address


def test_an_answer_is_told_by_mail_without_its_words(
    catcher, ppid, django_capture_on_commit_callbacks
):
    case, _ = filed(contact="0812 / rara@contoh.example", subject="Anggaran rahasia")
    page = answer(ppid, case, django_capture_on_commit_callbacks, "Rinciannya begini.")
    (letter,) = catcher.letters
    parsed = message_from_bytes(letter)
    body = parsed.get_payload(decode=True).decode()
    assert parsed["To"] == "rara@contoh.example"
    assert case.number in body
    assert "/layanan/lacak/" in body
    assert "receipt" in body  # both languages
    for secret in ("Anggaran", "Rinciannya", "Rara", follow_up_code(case.pk)):
        assert secret not in body
        assert secret not in str(parsed["Subject"])
    assert Letter.objects.get().sent_at is not None
    assert "diberi tahu lewat surel" in page


def test_filing_writes_to_nobody_and_no_address_gets_no_letter(
    catcher, ppid, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        case, _ = filed(contact="0812 0000 0000")
        filed(contact="orang-lain@contoh.example")
    answer(ppid, case, django_capture_on_commit_callbacks)
    assert catcher.letters == []
    assert not Letter.objects.exists()


def test_a_mail_server_that_is_down_is_told_and_made_up_for(
    catcher, ppid, settings, django_capture_on_commit_callbacks
):
    case, _ = filed(contact="rara@contoh.example")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    page = answer(ppid, case, django_capture_on_commit_callbacks)
    assert "belum terkirim" in page
    assert Letter.objects.get().failure == "ConnectionRefusedError"
    settings.EMAIL_PORT = port
    assert letters.make_up() == 1
    assert len(catcher.letters) == 1
    assert letters.make_up() == 0


def test_an_erased_address_gets_no_letter(
    catcher, ppid, settings, django_capture_on_commit_callbacks
):
    case, _ = filed(contact="rara@contoh.example")
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    answer(ppid, case, django_capture_on_commit_callbacks)
    case.party.delete()
    settings.EMAIL_PORT = port
    letters.make_up()
    assert catcher.letters == []
    assert not Letter.objects.exists()


def test_letters_to_filers_are_in_the_administrators_count(
    catcher, ppid, settings, django_capture_on_commit_callbacks
):
    answered, _ = filed(contact="rara@contoh.example")
    answer(ppid, answered, django_capture_on_commit_callbacks)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    refused, _ = filed(contact="laras@contoh.example")
    answer(ppid, refused, django_capture_on_commit_callbacks)
    waiting, _ = filed(contact="sari@contoh.example")
    answer(ppid, waiting, django_capture_on_commit_callbacks)
    Letter.objects.filter(event__case=waiting).update(sent_at=None, failure="")
    settings.EMAIL_PORT = port
    admin = given.signed_in(given.post(Role.ADMINISTRATOR, ""))
    page = admin.get("/pengurus/luar/")
    (mail,) = (s for s in page.context["services"] if "mengajukan" in s.used_for)
    assert (mail.recorded, mail.failed, mail.waiting) == (1, 1, 1)
    assert "1 menunggu" in page.content.decode()
