"""What a tired person meets: where they stand, the way back, a screen that fails."""

import pytest
from tests.rooms.capture.conftest import SHEET

pytestmark = pytest.mark.chromium
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
WITHOUT_WANTED = """async () => {
  const { keepSetting } = await import("/static/capture/store/db.js");
  const { remembered } = await import("/static/capture/parts/session.js");
  const { post, tasks } = await remembered();
  const changed = tasks.map((task) => ({ ...task, wanted: [] }));
  await keepSetting(`tasks ${post.code}`, changed);
}"""
WITHOUT_FIELDS = WITHOUT_WANTED.replace("wanted: []", "fields: null")


def steps(phone) -> list[str]:
    phone.see("hp")
    phone.see("")
    return phone.page.locator(".steps a").all_inner_texts()


def test_each_step_says_how_far_it_is(phone):
    phone.context.set_offline(True)
    assert steps(phone) == [
        "Foto lembar",
        "Isi angka",
        "Kejadian dan keberatan",
        "Periksa dan tanda tangani",
    ]
    total = len(phone.fields())
    phone.photograph()
    phone.see(f"angka/{SHEET}")
    phone.press("4", "1")
    phone.wait_until(lambda: "41" in phone.draft()["keyed"].values())
    phone.note("Lampu padam.")
    photographs, figures, notes, signature = steps(phone)
    assert photographs.split("\n")[-1].startswith("1/")
    assert figures.split("\n")[-1] == f"1/{total}"
    assert notes.split("\n")[-1] == "1"
    assert signature == "Periksa dan tanda tangani"
    phone.fill(dict.fromkeys(phone.fields(), 0))
    assert steps(phone)[1].split("\n")[-1] == f"{total}/{total} ✔"
    phone.sign()
    assert [step.split("\n")[-1] for step in steps(phone)[1::2]] == ["✔", "✔"]


def test_a_photograph_that_was_kept_is_seen_again(phone):
    phone.context.set_offline(True)
    phone.photograph()
    phone.see(f"foto/{SHEET}")
    image = phone.page.get_by_role("img", name="Halaman 1")
    phone.wait_until(lambda: image.evaluate("(image) => image.naturalWidth > 500"))
    assert phone.page.get_by_text("▲ Tersimpan di HP").count() == 1
    phone.context.set_offline(False)
    phone.send()
    phone.wait_until_received()
    phone.see(f"foto/{SHEET}")
    assert phone.page.get_by_text("✔ Sudah aman di server").count() == 1


@pytest.mark.parametrize("is_whole", [False, True])
def test_a_figure_on_the_review_leads_back_to_where_it_is_keyed_in(phone, is_whole):
    phone.context.set_offline(True)
    phone.fill(dict.fromkeys(phone.fields(), 7))
    if is_whole:
        phone.ask("store/db", "keepSetting('whole-page', true)")
    phone.see(f"periksa/{SHEET}")
    phone.page.get_by_role("link", name="Jumlah suara tidak sah").click()
    if is_whole:
        phone.page.locator("#f-invalid:focus").fill("8")
    else:
        phone.page.get_by_role("heading", name="Jumlah suara tidak sah").wait_for()
        phone.page.keyboard.press("Backspace")
        phone.page.keyboard.press("8")
    phone.wait_until(lambda: phone.draft()["keyed"]["invalid"] == "8")
    phone.sign()
    phone.see(f"periksa/{SHEET}")
    assert phone.page.locator("table a").count() == 0, "signed figures stay"


def test_a_keyboard_needs_no_aiming(phone):
    """Digits count at once, Enter goes on; on a whole page from box to box."""
    first, second, *_ = phone.fields()
    phone.see(f"angka/{SHEET}")
    phone.page.locator("#field:focus").wait_for()
    phone.page.keyboard.type("12")
    phone.page.keyboard.press("Enter")
    phone.page.keyboard.type("34")
    phone.wait_until(lambda: phone.draft()["keyed"].get(second) == "34")
    assert phone.draft()["keyed"][first] == "12"
    phone.page.get_by_role("button", name="Satu halaman").click()
    phone.page.locator(f'[id="f-{first}"]').focus()
    phone.page.keyboard.press("Enter")
    assert phone.page.evaluate("document.activeElement.id") == f"f-{second}"


def test_a_sheet_with_nothing_left_to_key_in_says_so(phone):
    phone.context.set_offline(True)
    phone.page.evaluate(WITHOUT_WANTED)
    phone.page.reload()
    for place in ("angka", "periksa"):
        phone.see(f"{place}/{SHEET}")
        phone.page.get_by_text("Tidak ada yang perlu Anda isi").wait_for()


def test_a_screen_that_fails_says_so_and_offers_to_open_again(phone):
    phone.context.set_offline(True)
    phone.page.evaluate(WITHOUT_FIELDS)
    phone.page.reload()
    phone.page.locator("nav.more").or_(phone.page.get_by_role("alert")).wait_for()
    phone.go(f"angka/{SHEET}")
    alert = phone.page.get_by_role("alert").filter(has_text="gagal dibuka")
    alert.get_by_text("tetap ada di HP").wait_for()
    assert phone.page.get_by_role("button", name="Buka lagi").is_visible()


def test_an_iphone_is_told_what_it_can_not_promise_before_work_begins(
    phone_of, make_post
):
    phone = phone_of(make_post(), user_agent=IPHONE)
    phone.enrol()
    phone.see("")
    told = phone.page.get_by_text("Safari bisa menghapus isian setelah 7 hari")
    assert told.is_visible()


def test_an_android_is_not_told_what_concerns_iphones(phone):
    phone.see("")
    assert phone.page.get_by_text("Safari").count() == 0


def test_what_is_missing_is_said_first_and_unchecked_sums_do_not_agree(phone):
    phone.context.set_offline(True)
    phone.see(f"periksa/{SHEET}")
    phone.page.get_by_text("Belum ada angka.").wait_for()
    assert phone.page.get_by_text("Semua penjumlahan cocok").count() == 0
    phone.fill(dict.fromkeys(phone.fields(), 0))
    phone.ask("store/drafts", f"keepField('{SHEET}', 'invalid', undefined)")
    phone.see("hp")
    phone.see(f"periksa/{SHEET}")
    phone.page.get_by_text("1 kotak belum diisi").wait_for()
    assert phone.page.get_by_text("Semua penjumlahan cocok").count() == 0
    assert phone.page.get_by_role("button", name="Tanda tangani").count() == 0
    phone.fill(dict.fromkeys(phone.fields(), 0))
    phone.see("hp")
    phone.see(f"periksa/{SHEET}")
    phone.page.get_by_text("Semua penjumlahan cocok").wait_for()
    assert phone.page.get_by_role("button", name="Tanda tangani").count() == 1


def test_the_way_on_is_on_the_first_screen_of_a_small_phone_whatever_waits(phone):
    phone.context.set_offline(True)
    phone.photograph()
    phone.send_and_settle()
    phone.page.set_viewport_size({"width": 360, "height": 640})
    phone.see(f"angka/{SHEET}")
    box = phone.page.get_by_role("button", name="Lanjut").bounding_box()
    assert box["y"] + box["height"] <= 640
