"""The helpdesk through its pages: ask, answer, climb, and who sees what."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.rooms import given

from omah.core.people.access import Division
from omah.core.people.roles import Role
from omah.rooms.help.models import CannedAnswer, KnownProblem, Message, Ticket

pytestmark = pytest.mark.django_db
API = "/api/bantuan/tiket/"


def words(**more) -> dict[str, object]:
    return {"id": str(uuid4()), "subject": "Foto tidak terkirim", "topic": "figures",
            "text": "Sudah tiga kali.", "urgency": "stopped"} | more  # fmt: skip


@pytest.fixture
def kpps():
    return given.post(Role.KPPS, given.STATION)


@pytest.fixture
def ppk():
    return given.post(Role.PPK, given.KECAMATAN)


def ask(row, dari="", **more) -> Ticket:
    address = f"/bantuan/tanya/?dari={dari}"
    got = given.signed_in(row).post(address, words(**more))
    assert got.status_code == 302, got.content.decode()
    return Ticket.objects.latest("asked_at")


def page_of(ticket: Ticket) -> str:
    return f"/bantuan/{ticket.region}/tiket/{ticket.pk}/"


def desk(row, region) -> str:
    return given.signed_in(row).get(f"/bantuan/{region}/meja/").content.decode()


def later(minutes: int) -> None:
    """Let time pass for every ticket."""
    past = timezone.now() - timedelta(minutes=minutes)
    Ticket.objects.update(asked_at=past, desk_since=past)


def test_a_question_goes_with_its_screen_and_is_answered(kpps, ppk):
    ticket = ask(kpps, dari=f"/lapangan/{given.STATION}/dari-atas/")
    assert ticket.context == {"screen": "field:inbox", "region": given.STATION}
    assert ticket.division == Division.TECHNICAL
    assert "Foto tidak terkirim" in desk(ppk, given.KECAMATAN)
    office = given.signed_in(ppk)
    got = office.post(page_of(ticket), {"move": "answer", "text": "Coba lagi."})
    assert got.status_code == 302
    asker = given.signed_in(kpps)
    assert "Coba lagi." in asker.get(page_of(ticket)).content.decode()
    asker.post(page_of(ticket), {"move": "helped"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.ending) == ("closed", "helped")
    assert ticket.first_answer_at is not None
    assert list(ticket.messages.values_list("move", flat=True)) == [
        "", "answer", "helped"
    ]  # fmt: skip


def test_the_secret_of_an_invitation_is_not_kept(kpps):
    ticket = ask(kpps, dari="/undangan/rahasia-sekali/")
    assert ticket.context == {"screen": "people:accept"}


def test_an_address_of_no_screen_says_nothing(kpps):
    assert ask(kpps, dari="https://jahat.example/").context == {}


def test_an_unanswered_question_climbs_without_any_worker(kpps, ppk):
    office = given.post(Role.KPU_KABKOTA, given.KABKOTA)
    ask(kpps)
    assert "Di meja ini (0)" in desk(office, given.KABKOTA)
    assert "Di meja kantor di bawah (1)" in desk(office, given.KABKOTA)
    later(16)
    assert "Di meja ini (1)" in desk(office, given.KABKOTA)
    assert "Di meja ini (0)" in desk(ppk, given.KECAMATAN)


def test_where_nobody_sits_the_question_goes_further_up_at_once(kpps):
    given.post(Role.KPU_KABKOTA, given.KABKOTA)
    assert ask(kpps).desk == given.KABKOTA


def test_the_desk_shows_the_division_of_whoever_looks(kpps):
    law = given.post(Role.KPU_KABKOTA, given.KABKOTA, division=Division.LAW)
    ask(kpps)
    assert "Di meja ini (0)" in desk(law, given.KABKOTA)
    page = given.signed_in(law).get(f"/bantuan/{given.KABKOTA}/meja/?divisi=semua")
    assert "Di meja ini (1)" in page.content.decode()


def test_an_answer_without_words_is_not_sent(kpps, ppk):
    ticket = ask(kpps)
    got = given.signed_in(ppk).post(page_of(ticket), {"move": "answer", "text": " "})
    assert "belum ada yang terkirim" in got.content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("move", ["", "x", "helped"])
def test_a_move_that_is_not_open_changes_nothing(kpps, ppk, move):
    ticket = ask(kpps)
    got = given.signed_in(ppk).post(page_of(ticket), {"move": move, "text": "Ya"})
    assert got.status_code == 200
    assert "errorlist" in got.content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.PPK, given.KECAMATAN, 200),
        (Role.OPERATOR, given.KABKOTA, 200),
        (Role.KPU_RI, "", 200),
        (Role.KPPS, given.STATION, 404),  # another post of the same station
        (Role.PPS, given.VILLAGE, 404),  # above, but no desk
        (Role.WITNESS, given.KABKOTA, 404),
        (Role.PPK, given.OTHER_KECAMATAN, 403),
        (Role.KPU_KABKOTA, given.OTHER_KABKOTA, 403),
    ],
)
def test_a_ticket_is_seen_by_its_asker_and_the_desks_above(kpps, role, region, status):
    ticket = ask(kpps)
    client = given.signed_in(given.post(role, region))
    assert client.get(page_of(ticket)).status_code == status
    assert client.post(page_of(ticket), {"move": "take"}).status_code in {
        status, 302
    }  # fmt: skip
    ticket.refresh_from_db()
    assert (ticket.state == "taken") == (status == 200)


def test_an_office_never_sees_anothers_desk_or_figures(kpps):
    ask(kpps)
    other = given.post(Role.KPU_KABKOTA, given.OTHER_KABKOTA)
    client = given.signed_in(other)
    for part in ("meja", "statistik", "jawaban", "gangguan"):
        assert client.get(f"/bantuan/{given.KABKOTA}/{part}/").status_code == 403
    assert "Foto tidak" not in desk(other, given.OTHER_KABKOTA)


def test_a_ticket_s_address_with_another_region_is_nobodys(kpps):
    ticket = ask(kpps)
    other = given.signed_in(given.post(Role.PPK, given.OTHER_KECAMATAN))
    wrong = f"/bantuan/{given.OTHER_KECAMATAN}/tiket/{ticket.pk}/"
    assert other.get(wrong).status_code == 404


def test_the_outbox_asks_once_and_keeps_its_context(kpps):
    client = given.signed_in(kpps)
    context = {"screen": "review", "unsent": 3, "cookie": "secret", "page": ["x"]}
    said = words(context=context)
    first = client.post(API, said, "application/json")
    again = client.post(API, said, "application/json")
    assert first.status_code == 200
    assert first.json() == again.json()
    assert Ticket.objects.get().context == {"screen": "review", "unsent": "3"}
    assert Message.objects.count() == 1


def test_another_posts_id_is_refused(kpps, ppk):
    said = words()
    given.signed_in(kpps).post(API, said, "application/json")
    got = given.signed_in(ppk).post(API, said, "application/json")
    assert (got.status_code, got.json()) == (409, {"refused": "id-used"})
    got = given.signed_in(ppk).post("/bantuan/tanya/", said)
    assert got.status_code == 404


def test_the_app_learns_how_its_own_questions_stand_and_nobody_elses(kpps, ppk):
    client, office = given.signed_in(kpps), given.signed_in(ppk)
    said = words()
    client.post(API, said, "application/json")
    office.post(API, words(), "application/json")
    (waiting,) = client.get(f"{API}saya/").json()["tickets"]
    assert (waiting["state"], waiting["answer"]) == ("asked", "")
    assert waiting["id"] == UUID(str(said["id"])).hex
    office.post(waiting["page"], {"move": "answer", "text": "Coba dulu."})
    client.post(waiting["page"], {"move": "ask_again", "text": "Belum bisa."})
    office.post(waiting["page"], {"move": "answer", "text": "Ganti kartu."})
    (now,) = client.get(f"{API}saya/").json()["tickets"]
    assert (now["state"], now["answer"]) == ("answered", "Ganti kartu.")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"id": 1, "subject": {}}', b'{"subject": "\\u0000"}']
)
def test_a_malformed_question_is_refused(kpps, body):
    got = given.signed_in(kpps).post(API, body, "application/json")
    assert (got.status_code, got.json()) == (400, {"refused": "malformed"})


def test_html_in_a_question_stays_text(kpps, ppk):
    ticket = ask(kpps, subject="<script>alert(1)</script>", text="'; DROP TABLE--<b>")
    page = given.signed_in(ppk).get(page_of(ticket)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_canned_answer_of_an_office_above_fills_the_message(kpps, ppk):
    office = given.post(Role.KPU_KABKOTA, given.KABKOTA)
    address = f"/bantuan/{given.KABKOTA}/jawaban/"
    client = given.signed_in(office)
    client.post(address, {"title": "Foto", "text": "Bersihkan lensa dahulu."})
    answer = CannedAnswer.objects.get()
    ticket = ask(kpps)
    chosen = f"{page_of(ticket)}?jawaban={answer.pk}"
    page = given.signed_in(ppk).get(chosen).content.decode()
    assert "Bersihkan lensa dahulu." in page
    client.post(address, {"retire": answer.pk})
    page = given.signed_in(ppk).get(chosen).content.decode()
    assert "Bersihkan lensa" not in page


def test_a_known_problem_stands_on_every_page_of_its_region_until_over(kpps):
    office = given.post(Role.KPU_KABKOTA, given.KABKOTA)
    address = f"/bantuan/{given.KABKOTA}/gangguan/"
    client = given.signed_in(office)
    client.post(address, {"title": "Unggah foto lambat", "text": "Simpan dahulu."})
    below = given.signed_in(kpps)
    stranger = given.signed_in(given.post(Role.PPK, given.OTHER_KABKOTA + "01"))
    assert "Unggah foto lambat" in below.get("/saya/").content.decode()
    assert "Unggah" not in stranger.get("/saya/").content.decode()
    assert below.get("/api/bantuan/gangguan/").json()["problems"][0]["title"]
    client.post(address, {"over": KnownProblem.objects.get().pk})
    assert "Unggah" not in below.get("/saya/").content.decode()


def offline_question(row, context) -> str:
    said = words(context=context)
    got = given.signed_in(row).post(API, said, "application/json")
    assert got.status_code == 200
    return page_of(Ticket.objects.get(pk=said["id"]))


def test_what_came_along_is_said_in_words_and_strange_values_stay_text(kpps, ppk):
    context = {"screen": "angka", "station": kpps.region, "version": "ab12"}
    first = offline_question(kpps, context)
    page = given.signed_in(ppk).get(first).content.decode()
    assert "<dt>Layar</dt>" in page
    assert "Rekam hasil: isi angka" in page
    assert f"TPS {kpps.region[-3:]}" in page
    assert "<dt>Versi aplikasi</dt>" in page
    strange = {"screen": "<b>x</b>", "station": "bukan-kode"}
    page = given.signed_in(ppk).get(offline_question(kpps, strange)).content.decode()
    assert "bukan-kode" in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_statistics_say_how_long_and_from_which_screen(kpps, ppk):
    ticket = ask(kpps, dari="/lapangan/")
    given.signed_in(ppk).post(page_of(ticket), {"move": "answer", "text": "Ya."})
    page = given.signed_in(ppk).get(f"/bantuan/{given.KECAMATAN}/statistik/")
    text = page.content.decode()
    assert "field:home" in text
    assert "<dd>0</dd>" in text


def test_every_page_offers_to_ask_about_itself(kpps):
    page = given.signed_in(kpps).get("/lapangan/").content.decode()
    assert 'href="/bantuan/tanya/?dari=/lapangan/"' in page


def test_whoever_is_not_signed_in_is_sent_to_sign_in():
    got = Client().get("/bantuan/tanya/")
    assert got.status_code == 302
    assert "/masuk/" in got["location"]
