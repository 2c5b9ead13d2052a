"""The house on a real address, and browsers that are phones of its posts."""

import os
import re
from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.rooms.count.houses import begin

from omah.core.roles import Role
from omah.rooms.count import house as houses
from omah.rooms.count import releasing
from omah.rooms.people.models import Post

STATION = "3517092003001"
SHEET = f"wali-kota/{STATION}"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 360, "height": 640},
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session", autouse=True)
def _beside_playwright():
    """Playwright's loop runs in this thread; our queries are not part of it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def house(transactional_db, tmp_path, settings):
    settings.OMAH_ELECTION = tmp_path / "election"
    settings.OMAH_PUBLIC = tmp_path / "public"
    cache.clear()
    begin(settings.OMAH_ELECTION)
    yield houses.house()
    houses.leave()
    releasing.forget()
    empty_statements()


def empty_statements() -> None:
    """Empty the table that refuses it, so that the test's database can be cleared."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("DELETE FROM count_statement")
        for _, sql in triggers:
            cursor.execute(sql)


@pytest.fixture
def make_post(transactional_db):
    def make(handle: str = "sari", role: Role = Role.KPPS, region: str = STATION):
        holder = get_user_model().objects.create_person(handle, "Sari Contoh", "x")
        return Post.objects.create(
            role=role, region=region, holder=holder, since=date(2026, 1, 1)
        )

    return make


@dataclass
class Phone:
    """A browser of a post: what a poll worker does on it, step by step."""

    context: object
    page: object
    address: str

    def open(self, place: str = "") -> None:
        self.page.goto(f"{self.address}/rekam/#/{place}")

    def go(self, place: str) -> None:
        self.page.evaluate("(place) => { location.hash = `#/${place}`; }", place)

    def enrol(self) -> None:
        self.open()
        self.page.get_by_role("button", name="Daftarkan HP ini").click()
        self.page.get_by_role("button", name="Daftarkan HP ini").wait_for(
            state="detached"
        )
        self.page.evaluate("navigator.serviceWorker.ready")

    def key_in(self, figures: dict[str, int | str]) -> None:
        """Key in the whole sheet with the keypad, in the order asked."""
        self.go(f"angka/{SHEET}")
        self.page.locator(".keypad").wait_for()
        for at, value in enumerate(figures.values()):
            for key in str(value):
                name = "Kosong atau X" if key == "?" else key
                self.page.get_by_role("button", name=name, exact=True).click()
            if at < len(figures) - 1:
                self.page.get_by_role("button", name="Lanjut").click()

    def sign(self) -> None:
        self.go(f"periksa/{SHEET}")
        self.page.get_by_role("button", name="Tanda tangani").click()
        self.page.get_by_role("button", name="Tanda tangani").wait_for(state="detached")

    def safety(self) -> str:
        return self.page.locator("#status > *").get_attribute("data-safety")

    def wait_for(self, safety: str) -> None:
        self.page.locator(f'#status > [data-safety="{safety}"]').wait_for()

    def rows(self) -> list[dict]:
        """The outbox as it stands in the browser's own store."""
        return self.page.evaluate(
            "import('/static/capture/store/outbox.js').then((box) => box.rows())"
        )

    def send(self) -> None:
        self.page.get_by_role("button", name="Kirim sekarang").click()


@pytest.fixture
def phone_of(browser, live_server, house):
    """Open a browser in which the holder of a post has signed in."""
    contexts = []

    def opened(post: Post, **options) -> Phone:
        context = browser.new_context(**{**PHONE, "locale": "id-ID", **options})
        contexts.append(context)
        client = Client()
        client.force_login(
            post.holder, backend="django.contrib.auth.backends.ModelBackend"
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": live_server.url}]
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Phone(context, page, live_server.url)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(phone_of, make_post) -> Phone:
    """An enrolled phone of the station's own post."""
    phone = phone_of(make_post())
    phone.enrol()
    return phone


def photograph(seed: int = 1, blur: int = 0) -> bytes:
    """A bright page of dark strokes on a dark table, as JPEG."""
    chance = np.random.default_rng(seed)
    image = np.full((2000, 1500, 3), 60, np.uint8)
    cv2.rectangle(image, (90, 90), (1410, 1910), (235, 238, 240), -1)
    for _ in range(900):
        x, y = chance.integers(140, 1300), chance.integers(140, 1860)
        cv2.putText(
            image,
            str(chance.integers(10, 99)),
            (int(x), int(y)),
            cv2.FONT_HERSHEY_SIMPLEX,
            1.1,
            (20, 20, 20),
            3,
        )
    if blur:
        image = cv2.GaussianBlur(image, (0, 0), blur)
    return cv2.imencode(".jpg", image)[1].tobytes()


def asset_names(page_text: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/static/[^"]+)"', page_text)
