"""What goes wrong in the field, done on purpose: nothing lost, nothing doubled."""

import pytest
from tests.elections import FIGURES
from tests.rooms.capture.conftest import SHEET

from omah.rooms.count.models import Statement

pytestmark = pytest.mark.chromium

API = "**/api/v1/**"


def assert_once(phone, house) -> None:
    """Every row has its receipt, and the server one statement for each."""
    rows = phone.rows()
    assert rows
    assert all(row["receipt"]["statement"] == row["id"] for row in rows)
    ids = [row["id"] for row in rows]
    stored = Statement.objects.filter(sha256__in=ids).values_list("sha256", flat=True)
    assert sorted(stored) == sorted(ids)
    for row in rows:
        if "photo" in row:
            assert house.originals.size(row["photo"]) is not None


def test_filled_without_a_network_and_closed_it_is_sent_once_later(phone, house):
    phone.context.set_offline(True)
    phone.key_in({field: FIGURES[field] for field in phone.fields()})
    phone.sign()
    phone.wait_for("unsafe")
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open()
    phone.wait_for("unsafe")
    assert len(phone.rows()) == 1
    phone.context.set_offline(False)
    phone.send()
    phone.wait_for("figures")
    assert_once(phone, house)


def test_figures_are_safe_before_the_first_byte_of_a_photograph(phone, house):
    asked: list[str] = []
    phone.context.set_offline(True)
    phone.photograph()
    phone.fill(FIGURES)
    phone.sign()
    phone.context.route(
        API, lambda route: (asked.append(path(route)), route.continue_())
    )
    phone.context.set_offline(False)
    phone.send()
    phone.wait_until_received()
    first_photo = next(at for at, name in enumerate(asked) if name.startswith("photos"))
    assert "statements" in asked[:first_photo]
    assert_once(phone, house)


def test_figures_signed_while_a_photograph_is_on_its_way_go_first(phone, house):
    asked: list[str] = []
    held: list = []

    def hold_the_first_piece(route) -> None:
        asked.append(f"{route.request.method} {path(route).split('/')[0]}")
        if asked.count("PUT photos") == 1 and not held:
            held.append(route)
        else:
            route.continue_()

    phone.context.route(API, hold_the_first_piece)
    phone.photograph()
    phone.wait_until(lambda: held)
    phone.fill(FIGURES)
    phone.sign()
    held[0].continue_()
    phone.wait_until_received()
    first = asked.index("PUT photos")
    assert asked.index("PUT photos", first + 1) > asked.index("POST statements", first)
    assert_once(phone, house)


def path(route) -> str:
    return route.request.url.split("/api/v1/")[1].split("?")[0]


class Cutter:
    """Cuts the network once at every different request of an upload."""

    def __init__(self, *, after: bool) -> None:
        self.after = after
        self.cut: set[tuple[str, str, bytes]] = set()

    def __call__(self, route) -> None:
        asked = route.request
        request = (asked.method, asked.url, asked.post_data_buffer or b"")
        if request in self.cut:
            route.continue_()
            return
        self.cut.add(request)
        if self.after:
            route.fetch()  # the server has acted; its answer is lost
        route.abort("connectionreset")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_network_may_be_cut_at_each_step_of_an_upload(phone, house, after):
    phone.context.set_offline(True)
    phone.photograph()
    phone.fill(FIGURES)
    phone.sign()
    cutter = Cutter(after=after)
    for doors in ("statements", "photos"):
        phone.context.route(f"**/api/v1/{doors}*", cutter)
        phone.context.route(f"**/api/v1/{doors}/*", cutter)
    phone.context.set_offline(False)

    def arrived() -> bool:
        """Each try is cut once more, at a request that was not cut before."""
        phone.send_and_settle()
        return all("receipt" in row for row in phone.rows())

    phone.wait_until(arrived, seconds=120)
    assert_once(phone, house)
    kinds = [(method, url.split("?")[0][-8:]) for method, url, _ in cutter.cut]
    assert len([kind for kind in kinds if kind[0] == "PUT"]) >= 3
    assert len([kind for kind in kinds if kind[1] == "atements"]) == 2


def test_two_tabs_sign_and_send_once(phone, house):
    phone.context.set_offline(True)
    phone.fill(FIGURES)
    phone.go(f"periksa/{SHEET}")
    other = phone.tab()
    other.open(f"periksa/{SHEET}")
    for tab in (phone, other):
        tab.page.get_by_role("button", name="Tanda tangani").wait_for()
    for tab in (phone, other):
        tab.page.evaluate(
            "setTimeout(() => document.querySelector('main button.primary')?.click(),"
            " 500)"
        )
    for tab in (phone, other):
        tab.page.get_by_role("button", name="Tanda tangani").wait_for(state="detached")
    assert len(phone.rows()) == 1
    phone.context.set_offline(False)
    for tab in (phone, other):
        tab.page.evaluate("document.querySelector('#send button').click()")
    for tab in (phone, other):
        tab.wait_for("figures")
    assert_once(phone, house)


def test_two_tabs_key_in_different_fields_and_lose_none(phone):
    phone.go(f"angka/{SHEET}")
    other = phone.tab()
    other.open(f"angka/{SHEET}")
    other.page.locator(".keypad").wait_for()
    first, second = phone.fields()[:2]
    phone.press("4", "1")
    other.page.get_by_role("button", name="Lanjut").click()
    other.press("7")
    both = {first: "41", second: "7"}.items()
    phone.wait_until(lambda: both <= phone.draft()["keyed"].items())


@pytest.mark.parametrize("years", [-10, 1])
def test_a_clock_off_by_years_proves_nothing_and_loses_nothing(
    phone_of, make_post, house, years
):
    phone = phone_of(make_post())
    phone.page.clock.install()
    phone.page.clock.set_system_time(f"{2026 + years}-11-22T03:00:00Z")
    phone.enrol()
    phone.fill(FIGURES)
    phone.sign()
    phone.wait_until_received()
    assert_once(phone, house)
    (row,) = phone.rows()
    claimed = row["signed"]["body"]["at"]
    assert abs(row["receipt"]["received_at"] - claimed) > 300 * 86_400
    phone.go("")
    phone.page.get_by_text("Jam HP ini berbeda").wait_for()


FULL = """
    const real = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...words) {
      if (self.isFull) throw new DOMException("no room", "QuotaExceededError");
      return real.apply(this, words);
    };
    navigator.storage.estimate = async () => ({ quota: 50e6, usage: self.used ?? 0 });
"""


def test_a_full_phone_says_so_and_keeps_nothing_half(phone, house):
    phone.page.add_init_script(FULL)
    phone.page.reload()
    phone.fill(FIGURES)
    phone.page.evaluate("self.isFull = true")
    phone.go(f"periksa/{SHEET}")
    phone.page.get_by_role("button", name="Tanda tangani").click()
    phone.page.get_by_role("alert").get_by_text("HP penuh").wait_for()
    assert phone.rows() == []
    phone.page.evaluate("self.isFull = false")
    phone.page.get_by_role("button", name="Tanda tangani").click()
    phone.wait_until_received()
    assert_once(phone, house)


def test_little_room_is_told_before_a_photograph_is_taken(phone):
    phone.page.add_init_script(FULL)
    phone.page.reload()
    phone.page.evaluate("self.used = 45e6")
    phone.go(f"foto/{SHEET}")
    phone.page.get_by_role("alert").get_by_text("Ruang hampir habis").wait_for()


def test_a_new_version_waits_and_the_work_stays(phone, house, monkeypatch):
    from omah.rooms.capture import views

    phone.go(f"angka/{SHEET}")
    phone.press("4", "1")
    monkeypatch.setattr(views, "version", lambda *_: "0123456789abcdef")
    phone.page.evaluate("navigator.serviceWorker.ready.then((r) => r.update())")
    offer = phone.page.get_by_role("button", name="Pasang sekarang")
    offer.wait_for()
    assert phone.caches() != ["omah-app-0123456789abcdef"]  # the old one still serves
    with phone.page.expect_navigation():
        offer.click()
    phone.page.locator(".keypad").wait_for()
    assert phone.draft()["keyed"][phone.fields()[0]] == "41"
    phone.wait_until(lambda: len(phone.caches()) == 1)
    assert phone.caches() == ["omah-app-0123456789abcdef"]
    phone.context.set_offline(True)
    phone.page.reload()
    phone.page.locator(".keypad").wait_for()


def test_a_version_that_arrives_in_part_is_not_used(phone, monkeypatch):
    from omah.rooms.capture import views

    before = phone.caches()
    monkeypatch.setattr(views, "version", lambda *_: "broken")
    monkeypatch.setattr(views, "assets", lambda: ["capture/main.js", "capture/gone.js"])
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then((r) => r.update()).catch(() => {})"
    )
    phone.page.wait_for_timeout(500)
    phone.context.set_offline(True)
    phone.page.reload()
    phone.page.get_by_role("heading", name="Catat hasil TPS").wait_for()
    assert set(before) <= set(phone.caches())


def test_a_forged_receipt_makes_nothing_safe(phone, house):
    def forge(route) -> None:
        answer = route.fetch().json()
        answer["answers"][0]["receipt"]["received_at"] += 1
        route.fulfill(json=answer)

    phone.context.route("**/api/v1/statements", forge)
    phone.fill(FIGURES)
    phone.sign()
    if phone.can_check_receipts():
        phone.wait_for("unsafe")
    phone.context.unroute("**/api/v1/statements")
    phone.send()
    phone.wait_until_received()
    assert_once(phone, house)


def test_a_server_that_has_forgotten_gets_it_again(phone, house):
    phone.fill(FIGURES)
    phone.sign()
    phone.wait_until_received()
    forget = {"answers": [{"statement": "", "receipt": None, "refused": None}]}
    phone.context.route("**/api/v1/receipts*", lambda route: route.fulfill(json=forget))
    phone.page.reload()
    phone.wait_until(lambda: "broken" in phone.rows()[0])
    phone.wait_until_received()
    assert_once(phone, house)


def test_a_revoked_phone_is_told_and_its_work_stays(phone, house):
    from omah.rooms.count.devices import revoke
    from omah.rooms.people.models import Device

    revoke(house, Device.objects.get(), reason="hilang")
    phone.fill(FIGURES)
    phone.sign()
    phone.go(f"periksa/{SHEET}")
    phone.page.get_by_text("Perangkat ini sudah dicabut").wait_for()
    phone.wait_for("unsafe")
    assert len(phone.rows()) == 1


def test_a_server_in_trouble_is_asked_again_later(phone, house):
    answers = iter([500, 503, 429])

    def trouble(route) -> None:
        status = next(answers, None)
        route.continue_() if status is None else route.fulfill(status=status, body="")

    phone.context.route("**/api/v1/statements", trouble)
    phone.fill(FIGURES)
    phone.sign()
    for _ in range(4):
        phone.send_and_settle()
    phone.wait_until_received()
    assert_once(phone, house)


def test_nobody_else_can_read_the_key_out(phone):
    refused = phone.page.evaluate(
        """async () => {
          const { all } = await import("/static/capture/store/db.js");
          const [key] = await all("keys");
          try { await crypto.subtle.exportKey("pkcs8", key.privateKey); }
          catch (problem) { return problem.name; }
        }"""
    )
    assert refused == "InvalidAccessError"
