"""A question to the helpdesk from the app: kept, sent once, answered on the phone."""

import pytest
from tests.rooms import given
from tests.rooms.capture.conftest import SHEET, STATION

from omah.core.people.roles import Role
from omah.rooms.capture.shell import version
from omah.rooms.help.models import Message, Ticket

pytestmark = pytest.mark.chromium

DESK = "**/api/bantuan/tiket/"
KECAMATAN = "351709"


def ask_from(phone, place: str, subject: str = "Foto tidak terkirim") -> None:
    """Press the way to the helpdesk on a screen, and ask."""
    phone.see(place)
    phone.page.get_by_role("link", name="Tanya bantuan").click()
    phone.page.get_by_label("Pertanyaan singkat").fill(subject)
    phone.page.get_by_label("Apa yang Anda lakukan").fill("Sudah tiga kali.")
    phone.page.get_by_role("button", name="Tanyakan").click()
    phone.page.locator("[data-question]").filter(has_text=subject).wait_for()


def questions(phone) -> list[dict]:
    return phone.ask("store/questions", "questions()")


def reopen(phone) -> None:
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open()


def test_asked_without_a_network_and_closed_it_is_one_ticket_later(phone, make_post):
    office = make_post("budi", Role.PPK, KECAMATAN)
    phone.context.set_offline(True)
    ask_from(phone, f"angka/{SHEET}")
    phone.page.get_by_text("menunggu jaringan").wait_for()
    reopen(phone)
    (kept,) = questions(phone)
    assert (kept["state"], Ticket.objects.count()) == ("waiting", 0)
    phone.context.set_offline(False)
    phone.send()
    phone.wait_until(lambda: questions(phone)[0]["state"] == "asked")
    phone.send_and_settle()
    ticket = Ticket.objects.get()
    assert ticket.pk.hex == kept["id"]
    assert ticket.context == {
        "screen": "angka",
        "contest": SHEET.split("/")[0],
        "station": STATION,
        "version": version(),
    }
    address = f"/bantuan/{STATION}/tiket/{ticket.pk}/"
    answer = {"move": "answer", "text": "Bersihkan lensa dahulu."}
    given.signed_in(office).post(address, answer)
    phone.send()
    phone.page.get_by_role("link", name="Ada jawaban (1)").click()
    phone.page.get_by_text("Bersihkan lensa dahulu.").wait_for()
    assert phone.page.get_by_role("link", name="Buka").get_attribute("href") == address


def test_an_answer_lost_on_the_way_makes_no_second_ticket(phone):
    lost: list[str] = []

    def lose_the_first_answer(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    phone.context.route(DESK, lose_the_first_answer)
    ask_from(phone, "titip")
    phone.wait_until(lambda: lost)
    phone.send()
    phone.wait_until(lambda: questions(phone)[0]["state"] == "asked")
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 1)


def test_a_question_does_not_wait_for_figures_that_can_not_be_sent(phone):
    phone.context.route("**/api/v1/statements", lambda route: route.abort())
    phone.note("Lampu padam.")
    ask_from(phone, "", "Catatan tidak terkirim")
    phone.wait_until(lambda: questions(phone)[0]["state"] == "asked")
    assert "receipt" not in phone.rows()[0]
    assert Ticket.objects.get().context["screen"] == "awal"


def test_half_a_question_survives_closing(phone):
    phone.see("hp")
    phone.page.get_by_role("link", name="Tanya bantuan").click()
    phone.page.get_by_label("Apa yang Anda lakukan").fill("Belum selesai")
    phone.wait_until(lambda: phone.ask("store/db", "setting('question')"))
    reopen(phone)
    phone.page.get_by_role("link", name="Tanya bantuan").click()
    text = phone.page.get_by_label("Apa yang Anda lakukan")
    assert text.input_value() == "Belum selesai"


OLD_STORE = """() => new Promise((resolve) => {
  indexedDB.deleteDatabase("omah-capture").onsuccess = () => {
    const old = indexedDB.open("omah-capture", 1);
    old.onupgradeneeded = () => {
      old.result.createObjectStore("settings", { keyPath: "name" });
      old.result.createObjectStore("outbox", { keyPath: "id" }).put({ id: "lama" });
    };
    old.onsuccess = () => resolve(old.result.close());
  };
})"""


def test_a_phone_of_the_version_before_keeps_what_it_has(phone_of, make_post):
    phone = phone_of(make_post())
    phone.page.goto(f"{phone.address}/masuk/login/")
    phone.page.evaluate(OLD_STORE)
    phone.page.goto(f"{phone.address}/saya/")
    kept = phone.ask("store/db", "all('outbox')")
    assert [row["id"] for row in kept] == ["lama"]
    assert questions(phone) == []
