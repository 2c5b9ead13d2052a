"""The app as it opens on a phone: light, narrow, accessible, under a strict policy."""

import functools
import gzip
import json
import re
from pathlib import Path

import pytest
from django.urls import reverse
from tests.elections import FIGURES
from tests.rooms.capture.conftest import SHEET, photograph

from omah.rooms.capture import shell
from omah.rooms.count.models import NoteWords

FIRST_LOAD_BYTES = 100_000
ALL_BYTES = 300_000
WORKER_LINES = 110
PLACES = (
    "",
    f"foto/{SHEET}",
    f"angka/{SHEET}",
    f"catatan/{SHEET}",
    f"periksa/{SHEET}",
    "titip",
    "terima",
    "hp",
    f"tanya/angka/{SHEET}",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_everything_the_app_loads_is_small(client):
    """All of it is loaded at first: pages, modules, styles, icons, worker."""
    pages = [client.get(reverse(f"capture:{name}")).content for name in DOORS]
    files = [path.read_bytes() for path in shell.asset_paths()]
    assert len(files) > 20
    assert sum(map(packed, [*pages, *files])) < FIRST_LOAD_BYTES
    assert sum(map(len, [*pages, *files])) < ALL_BYTES


DOORS = ("shell", "manifest", "worker")


@pytest.mark.parametrize("name", DOORS)
def test_what_makes_the_app_is_for_anyone_and_about_nobody(client, name):
    answer = client.get(reverse(f"capture:{name}"))
    assert answer.status_code == 200
    assert client.post(reverse(f"capture:{name}")).status_code == 405


@pytest.mark.parametrize("name", ["read-codes", "read-texts"])
def test_the_readers_are_for_people_with_an_account(client, name):
    assert client.post(reverse(f"capture:{name}")).status_code in (302, 401)


def test_the_worker_lists_every_file_and_its_version_follows_their_bytes(
    client, monkeypatch, tmp_path
):
    text = client.get("/sw.js").content.decode()
    for name in shell.assets():
        assert f'"/static/{name}"' in text
    assert shell.version_of(b"page") in text or 'VERSION = "' in text
    assert text.count("\n") < WORKER_LINES
    before = shell.version_of()
    (tmp_path / "capture").mkdir()
    (tmp_path / "capture" / "main.js").write_text("// another")
    monkeypatch.setattr(shell, "STATIC", tmp_path)
    assert shell.version_of() != before


def test_the_page_allows_nothing_inline(client):
    answer = client.get("/rekam/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*src)|<style|style=|\son\w+=", page)


def test_the_manifest_can_be_installed(client):
    manifest = json.loads(client.get("/rekam/manifest.webmanifest").content)
    assert manifest["start_url"].startswith(manifest["scope"])
    assert manifest["display"] == "standalone"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        name = icon["src"].removeprefix("/static/")
        assert (shell.STATIC / name).stat().st_size > 500


def test_every_import_names_a_file_that_is_there():
    for path in shell.asset_paths():
        if path.suffix != ".js":
            continue
        for name in re.findall(r'from "(\.[^"]+)"', path.read_text()):
            assert (path.parent / name).resolve().is_file(), (path.name, name)


def test_a_module_stays_short():
    long = {
        path.name: lines
        for path in shell.asset_paths()
        if path.suffix in (".js", ".css")
        and (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


# In a browser


@functools.cache
def axe_script() -> str:
    import axe_playwright_python

    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text()


@pytest.fixture
def busy(phone_of, make_post):
    """A phone with something on every screen: a note, a photograph, a finding."""

    def opened(**options):
        phone = phone_of(make_post(), **options)
        phone.enrol()
        phone.context.set_offline(True)
        phone.fill({**FIGURES, "valid": 49})
        phone.note("Lampu padam sepuluh menit.")
        phone.photograph()
        return phone

    return opened


@pytest.mark.chromium
def test_axe_finds_nothing_on_any_screen(busy):
    phone = busy(bypass_csp=True)
    phone.page.evaluate(axe_script())
    for scheme in ("light", "dark"):
        phone.page.emulate_media(color_scheme=scheme)
        for place in PLACES:
            phone.see(place)
            found = phone.page.evaluate(f"axe.run({{runOnly: {RULES}}})")
            problems = [
                (violation["id"], violation["nodes"][0]["html"][:200])
                for violation in found["violations"]
            ]
            assert problems == [], (scheme, place)


@pytest.mark.chromium
def test_no_screen_scrolls_sideways_and_every_target_is_large(busy):
    phone = busy()
    small = """() => [...document.querySelectorAll("main button, main .button, main a")]
      .map((one) => [one.textContent, one.getBoundingClientRect()])
      .filter(([, box]) => box.height > 0 && (box.height < 44 || box.width < 44))
      .map(([words]) => words)"""
    for width in (320, 360):
        phone.page.set_viewport_size({"width": width, "height": 640})
        for place in PLACES:
            phone.see(place)
            wide = phone.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (width, place)
            assert phone.page.evaluate(small) == [], (width, place)


@pytest.mark.chromium
def test_all_keys_are_on_the_first_screen_of_a_small_phone(phone):
    phone.see(f"angka/{SHEET}")
    button = phone.page.get_by_role("button", name="Lanjut")
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 640


@pytest.mark.chromium
def test_the_policy_forbids_nothing_that_the_app_needs(phone_of, make_post):
    phone = phone_of(make_post())
    complaints: list[str] = []
    phone.page.on("console", lambda message: complaints.append(message.text))
    phone.page.on("pageerror", lambda error: complaints.append(str(error)))
    phone.enrol()
    for place in PLACES:
        phone.see(place)
    phone.photograph()
    assert complaints == []


@pytest.mark.chromium
def test_a_sheet_can_be_keyed_in_with_the_keyboard_alone(phone):
    phone.see(f"angka/{SHEET}")
    page = phone.page
    page.get_by_role("button", name="1", exact=True).focus()
    page.keyboard.press("4")
    page.keyboard.press("0")
    page.keyboard.press("Backspace")
    page.keyboard.press("1")
    assert page.locator("output").inner_text() == "41"
    page.keyboard.press("x")
    assert page.locator("output").inner_text() == "Kosong atau X"
    page.get_by_role("button", name="Lanjut").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "field"


@pytest.mark.chromium
def test_the_whole_page_takes_digits_and_x_and_says_what_it_does_not(phone):
    phone.see(f"angka/{SHEET}")
    phone.page.get_by_role("button", name="Satu halaman").click()
    box = phone.page.get_by_role("textbox", name="Jumlah suara tidak sah")
    box.fill("2a")
    assert box.get_attribute("aria-invalid") == "true"
    phone.page.get_by_role("alert").get_by_text("Isi dengan angka").wait_for()
    box.fill("2")
    cross = "Jumlah suara sah: Kosong atau X"
    phone.page.get_by_role("button", name=cross).click()
    phone.wait_until(lambda: phone.draft()["keyed"].get("valid") == "?")
    assert phone.draft()["keyed"]["invalid"] == "2"


@pytest.mark.chromium
def test_the_other_language_stays_chosen(phone):
    phone.page.get_by_role("button", name="English").click()
    phone.page.get_by_role("heading", name="Record a station's result").wait_for()
    phone.page.reload()
    phone.page.get_by_role("heading", name="Record a station's result").wait_for()
    assert phone.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.chromium
def test_rules_of_the_register_speak_on_the_phone_without_a_network(busy):
    phone = busy()
    phone.see(f"periksa/{SHEET}")
    codes = [
        item.get_attribute("data-code")
        for item in phone.page.locator(".findings li").all()
    ]
    assert codes == ["R4", "R7"]


@pytest.mark.chromium
def test_a_blurred_photograph_gets_a_hint_and_may_be_kept(phone):
    phone.see(f"foto/{SHEET}")
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph(1, blur=9)}
    phone.page.set_input_files("#photo-1", files=[file])
    phone.page.get_by_text("Kurang tajam").wait_for()
    phone.page.get_by_role("button", name="Tetap pakai").click()
    phone.page.get_by_text("Tersimpan di HP").wait_for()


@pytest.mark.chromium
def test_a_file_that_is_no_photograph_is_refused_with_words(phone):
    phone.see(f"foto/{SHEET}")
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload=x>"}
    phone.page.set_input_files("#photo-1", files=[file])
    phone.page.get_by_text("bukan foto yang terbaca").wait_for()
    assert phone.rows() == []


@pytest.mark.chromium
def test_what_is_sent_of_a_photograph_is_bounded_and_has_no_metadata(phone, house):
    secret = b"GPS-RAHASIA"
    exif = b"\xff\xe1" + (len(secret) + 8).to_bytes(2, "big") + b"Exif\0\0" + secret
    content = photograph(5)
    phone.photograph(content[:2] + exif + content[2:])
    phone.wait_until_received()
    (row,) = phone.rows()
    sent = house.originals.get(row["photo"])
    assert len(sent) <= 1_800_000
    assert secret not in sent


@pytest.mark.chromium
def test_a_note_is_on_record_as_a_fingerprint_and_its_words_are_not(phone):
    import hashlib

    phone.note("Saksi Contoh berkeberatan.")
    phone.wait_until_received()
    (row,) = phone.rows()
    (kept,) = phone.ask("store/db", "all('words')")
    salted = bytes.fromhex(kept["salt"]) + kept["text"].encode()
    body = row["signed"]["body"]
    assert body["commitment"] == hashlib.sha256(salted).hexdigest()
    assert "Contoh" not in json.dumps(row["signed"])


@pytest.mark.chromium
def test_the_words_of_a_note_follow_its_fingerprint_to_the_office(phone, house):
    phone.context.set_offline(True)
    phone.note("Saksi Contoh berkeberatan.")
    assert not NoteWords.objects.exists()
    phone.context.set_offline(False)
    phone.send()
    phone.wait_until(NoteWords.objects.exists)
    assert NoteWords.objects.get().text == "Saksi Contoh berkeberatan."
    phone.wait_until(lambda: phone.ask("store/db", "all('words')")[0].get("sent"))
