"""A case through its pages: filed without an account, answered at the desk."""

import json
import re
from datetime import timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.rooms import given
from tests.rooms.cases.filing import OFFICE, PDF, filed, information, page_of, report

from omah.adapters.files import Folder
from omah.core.people.roles import Role
from omah.core.service.cases import State
from omah.core.service.cases_record import commitment, entry_id
from omah.rooms.cases import store
from omah.rooms.cases.actions_log import publish_log
from omah.rooms.cases.models import Case, Event, Evidence, LogEntry, Party

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def ppid():
    return given.post(Role.KPU_KABKOTA, OFFICE)


@pytest.fixture
def chair():
    return given.post(Role.KPU_KABKOTA, OFFICE, "Wulan Jati")


def text_of(got) -> str:
    return re.sub(r"\s+", " ", got.content.decode())


def post_step(row, case, move, **given_):
    return given.signed_in(row).post(page_of(case), {"move": move} | given_)


def test_a_request_is_filed_answered_and_followed_by_its_code(ppid):
    case, citizen = filed(is_election="on")
    receipt = text_of(citizen.get(f"/layanan/milik/{case.pk}/bukti/"))
    code = re.search(r'class="code">([^<]+)<', receipt).group(1)
    desk = text_of(given.signed_in(ppid).get(f"/layanan/{OFFICE}/meja/"))
    assert "Anggaran 2026" in desk
    assert "Harus kami jawab (1)" in desk
    got = post_step(ppid, case, "answer", outcome="granted", text="Terlampir.")
    assert got.status_code == 302, text_of(got)
    stranger = Client(headers={"accept-language": "id"})
    assert stranger.get(f"/layanan/milik/{case.pk}/").status_code == 404
    got = stranger.post("/layanan/lacak/", {"code": code.lower().replace("-", " ")})
    assert got.status_code == 302
    mine = text_of(stranger.get(got["Location"]))
    assert "Terlampir." in mine
    assert "Dikabulkan" in mine
    assert "Jaka" not in mine  # the office answers, not a person


def test_a_wrong_code_opens_nothing():
    filed()
    got = Client().post("/layanan/lacak/", {"code": "AAAA-AAAA-AAAA"})
    assert got.status_code == 200


def test_filing_twice_is_once_and_another_text_is_refused():
    words = information()
    client = Client()
    for _ in range(2):
        assert (
            client.post(f"/layanan/{OFFICE}/minta-informasi/", words).status_code == 302
        )
    assert Case.objects.count() == LogEntry.objects.count() == 1
    words["text"] = "Lain."
    got = client.post(f"/layanan/{OFFICE}/minta-informasi/", words)
    assert got.status_code == 404


def test_an_officer_who_files_a_case_again_by_its_id_does_not_get_it(ppid):
    case, _ = filed()
    words = information(id=str(case.pk), text=case.text, subject=case.subject)
    client = given.signed_in(ppid)
    client.post(f"/layanan/{OFFICE}/minta-informasi/", words)
    assert Case.objects.count() == 2
    assert client.get(f"/layanan/milik/{case.pk}/").status_code == 404


def test_an_anonymous_report_is_kept_and_proves_its_date(ppid):
    case, citizen = filed("lapor")
    assert not Party.objects.exists()
    page = text_of(citizen.get(f"/layanan/milik/{case.pk}/bukti/"))
    assert "<svg" in page
    proof = citizen.get(f"/layanan/milik/{case.pk}/bukti.json").json()
    assert commitment(proof["salt"], proof["said"]) == proof["entry"]["commitment"]
    sealed = bytes(LogEntry.objects.get().entry)
    assert entry_id(sealed) == proof["receipt"]["statement"]
    assert json.loads(sealed) == proof["entry"]
    assert b"Jadwal" not in sealed
    officer = text_of(given.signed_in(ppid).get(page_of(case)))
    assert "Informasi awal" in officer
    assert "tiruan" in officer


def check_address(case, citizen) -> str:
    page = citizen.get(f"/layanan/milik/{case.pk}/bukti.json").json()["receipt"]
    sig = page["sig"].replace("+", "-").replace("/", "_").rstrip("=")
    return f"/layanan/periksa/?s={page['statement']}&t={page['received_at']}&g={sig}"


def test_anyone_checks_a_receipt_and_a_forged_date_does_not_hold():
    case, citizen = filed("lapor")
    address = check_address(case, citizen)
    assert "Benar: kantor menerimanya" in text_of(Client().get(address))
    at = int(case.filed_at.timestamp())
    forged = address.replace(f"t={at}", f"t={at - 86400}")
    assert "Tidak cocok" in text_of(Client().get(forged))
    LogEntry.objects.all().delete()
    assert "tidak ada di log" in text_of(Client().get(address))


@pytest.mark.parametrize("query", ["?s=1&t=x&g=", "?s=&t=&g=", "?t=99999999999",
                                   "?s=" + "a" * 64 + "&t=1&g=%FF!!"])  # fmt: skip
def test_what_is_no_receipt_is_told_so(query):
    got = Client(headers={"accept-language": "id"}).get("/layanan/periksa/" + query)
    assert got.status_code == 200
    assert "bukan tanda terima" in text_of(got)


def test_the_log_is_published_as_files_that_outsiders_check():
    filed()
    filed("lapor")
    assert publish_log() == 2
    folder = Folder(store.case_log().public)
    assert folder.has("checkpoint")
    got = Client().get("/layanan/log/checkpoint")
    assert got.content.startswith(b"omah/layanan\n2\n")
    assert Client().get("/layanan/log/tile/0/000.p/2").status_code == 200
    for wrong in ("../keys/log.pem", "tile/0/001", "keys/log.pem", "tile/entries/x"):
        assert Client().get(f"/layanan/log/{wrong}").status_code == 404
    assert publish_log() == 2


def test_a_report_is_handed_over_with_its_conditions(ppid):
    today = timezone.localdate().isoformat()
    file = SimpleUploadedFile("bukti.pdf", PDF)
    case, citizen = filed(
        "lapor", name="Rara", address="Jalan Waru 1", reported="akun X",
        happened="kemarin", place="grup pesan", known_on=today, evidence=file,
    )  # fmt: skip
    assert post_step(ppid, case, "hand-over").status_code == 302
    case.refresh_from_db()
    assert case.state == State.HANDED_OVER
    event = Event.objects.get(move="hand-over")
    assert event.given["handed_as"] == "report"
    assert event.given["stand_in"] == "1"
    kept = list((store.root() / "bawaslu").iterdir())
    assert [path.stem for path in kept] == [event.given["reference"]]
    assert event.given["reference"] in text_of(
        citizen.get(f"/layanan/milik/{case.pk}/")
    )


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.pdf", b"MZ not a pdf", "hanya PDF"),
        ("a.svg", b"<svg onload=x>", "hanya PDF"),
        ("a.pdf", b"%PDF-" + b"x" * (10 * 1024 * 1024), "lebih besar"),
    ],
)
def test_files_are_checked_by_their_bytes(name, content, fault):
    words = report(evidence=SimpleUploadedFile(name, content))
    got = Client(headers={"accept-language": "id"}).post(
        f"/layanan/{OFFICE}/lapor/", words
    )
    assert fault in text_of(got)
    assert not Case.objects.exists()


def test_a_file_reaches_both_sides_and_nobody_else(ppid):
    file = SimpleUploadedFile('..\\x"\r\n<b>.pdf', PDF)
    case, citizen = filed("lapor", evidence=file)
    kept = Evidence.objects.get()
    for client, address in (
        (citizen, f"/layanan/milik/{case.pk}/berkas/{kept.sha256}/"),
        (given.signed_in(ppid), f"{page_of(case)}berkas/{kept.sha256}/"),
    ):
        got = client.get(address)
        assert got.content == PDF
        assert got["Content-Disposition"].startswith("attachment")
        assert Client().get(address).status_code in {302, 404}
    assert (
        citizen.get(f"/layanan/milik/{case.pk}/berkas/{'0' * 64}/").status_code == 404
    )


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.KPU_KABKOTA, OFFICE, 200),
        (Role.KPU_KABKOTA, given.OTHER_KABKOTA, 403),
        (Role.KPU_PROVINSI, OFFICE[:2], 403),  # each record belongs to one office
        (Role.KPU_RI, "", 403),
        (Role.PPK, given.KECAMATAN, 403),
        (Role.SUPERVISOR, OFFICE, 403),
    ],
)
def test_a_case_is_its_own_office_s_alone(role, region, status):
    case, _ = filed()
    client = given.signed_in(given.post(role, region))
    for address in ("meja/", f"meja/{case.pk}/", "meja/register/2026/"):
        got = client.get(f"/layanan/{OFFICE}/{address}")
        assert got.status_code == status, address
    if status == 403:
        got = client.post(page_of(case), {"move": "answer", "outcome": "granted"})
        assert got.status_code == 403


def test_another_office_s_address_never_leads_to_a_case():
    case, _ = filed()
    other = given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA)
    address = f"/layanan/{given.OTHER_KABKOTA}/meja/{case.pk}/"
    client = given.signed_in(other)
    assert client.get(address).status_code == 404
    for part in ("tugas/", "hapus/"):
        assert client.post(address + part).status_code == 404


def test_an_objection_is_settled_by_another_post(ppid, chair):
    case, citizen = filed()
    mine = f"/layanan/milik/{case.pk}/"
    early = citizen.post(
        mine, {"move": "object", "ground": "no-reply", "text": "Lama."}
    )
    assert "sudah berubah" in text_of(early)  # its day has not come
    refusal = {"outcome": "refused", "ground": "personal-secret", "text": "Maaf."}
    assert post_step(ppid, case, "answer", **refusal).status_code == 302
    got = citizen.post(
        mine, {"move": "object", "ground": "refused", "text": "Keberatan."}
    )
    assert got.status_code == 302
    settled = {"outcome": "granted", "text": "Dibuka."}
    assert "jabatan lain" in text_of(post_step(ppid, case, "settle", **settled))
    assert post_step(chair, case, "settle", **settled).status_code == 302
    assert "14 hari kerja" in text_of(citizen.get(mine))


def test_without_a_reply_the_filer_objects_when_the_day_is_over(ppid):
    case, citizen = filed()
    Case.objects.update(filed_at=timezone.now() - timedelta(days=60))
    said = {"move": "object", "ground": "no-reply", "text": "Tidak dijawab."}
    got = citizen.post(f"/layanan/milik/{case.pk}/", said)
    assert got.status_code == 302
    case.refresh_from_db()
    assert case.state == State.OBJECTED


@pytest.mark.parametrize(
    ("move", "fault"),
    [("", "salah satu tombol"), ("x", "salah satu tombol"), ("answer", "Tulis dulu"),
     ("extend", "Lengkapi dulu"), ("object", "pihak lain")],
)  # fmt: skip
def test_a_step_that_is_not_open_changes_nothing(ppid, move, fault):
    case, _ = filed()
    assert fault in text_of(post_step(ppid, case, move))
    assert not Event.objects.exists()


def test_every_step_is_logged_and_erasing_leaves_only_steps(
    ppid, django_capture_on_commit_callbacks
):
    case, citizen = filed(evidence=SimpleUploadedFile("a.pdf", PDF))
    citizen.post(f"/layanan/milik/{case.pk}/", {"move": "withdraw", "text": "Sudah."})
    assert LogEntry.objects.count() == 2
    sha256 = Evidence.objects.get().sha256
    with django_capture_on_commit_callbacks(execute=True):
        got = given.signed_in(ppid).post(page_of(case) + "hapus/")
    assert got.status_code == 302
    assert store.evidence().size(sha256) is None
    case.refresh_from_db()
    assert (case.subject, case.text, case.salt) == ("", "", "")
    assert not Party.objects.exists()
    assert not Evidence.objects.exists()
    assert LogEntry.objects.count() == 2
    assert "telah dihapus" in text_of(given.signed_in(ppid).get(page_of(case)))


def test_an_open_case_is_not_erased(ppid):
    case, _ = filed()
    given.signed_in(ppid).post(page_of(case) + "hapus/")
    assert Party.objects.get().name == "Rara Ketapang"


def test_an_officer_takes_in_a_paper_and_a_citizen_cannot_date_one(ppid):
    words = information(paper_on="2026-01-05")
    given.signed_in(ppid).post(f"/layanan/{OFFICE}/minta-informasi/", words)
    case = Case.objects.get()
    assert case.taken_in_by == ppid
    assert case.paper_on.isoformat() == "2026-01-05"
    other, _ = filed(paper_on="2026-01-05")
    assert other.paper_on is None


def test_a_task_goes_to_a_colleague_of_the_same_office(ppid, chair):
    case, _ = filed()
    stranger = given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA)
    client = given.signed_in(ppid)
    words = {"what": "Cari arsip", "post": str(chair.pk)}
    client.post(page_of(case) + "tugas/", words)
    client.post(page_of(case) + "tugas/", words | {"post": str(stranger.pk)})
    task = case.tasks.get()
    assert task.post == chair
    assert "Cari arsip" in text_of(
        given.signed_in(chair).get(f"/layanan/{OFFICE}/meja/")
    )
    client.post(page_of(case) + "tugas/", {"done": task.pk})
    task.refresh_from_db()
    assert task.done_at is not None


def test_the_desk_lists_the_nearest_last_day_first(ppid):
    filed(subject="Biasa")
    filed(subject="Cepat", is_election="on")
    page = text_of(given.signed_in(ppid).get(f"/layanan/{OFFICE}/meja/"))
    assert page.index("Cepat") < page.index("Biasa")


def test_without_a_network_there_is_a_form_on_one_sheet():
    got = Client().get(f"/layanan/{OFFICE}/lapor/formulir.pdf")
    opened = pypdfium2.PdfDocument(got.content)
    (page,) = list(opened)
    words = page.get_textpage().get_text_range()
    opened.close()
    for said in ("Apa yang terjadi", "Siapa yang dilaporkan", "Kode tanda terima"):
        assert said in words
