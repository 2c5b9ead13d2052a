"""39 offices sign at the same moment on a real server, and the board shows it live."""

import http.client
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

import pytest
from tests import database
from tests.e2e.house import House

from omah.cli.bench.processes import free_port, wait_until
from omah.formats.sealed_pdf import Verdict, inspect_pdf

pytestmark = [pytest.mark.slow, pytest.mark.chromium]
HOST = "98"
OFFICES = 39
PATIENCE_S = 120


@pytest.fixture(scope="module")
def house(tmp_path_factory, django_db_setup):
    """A real server on a database of its own, and who may sign in."""
    folder = tmp_path_factory.mktemp("serentak")
    house = House(folder, free_port())
    if database.template().exists():  # migrated before: the same, and quicker
        shutil.copyfile(database.template(), folder / "omah.sqlite3")
    path = house.environment() | {"PYTHONPATH": "src:."}
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.rooms.agreements.a_house"],
        env=path, check=True, text=True, capture_output=True, timeout=240,
    )  # fmt: skip
    house.said = json.loads(made.stdout)
    with house.runs("serve", "--port", str(house.port)) as server:
        wait_until(house.answers, "the server does not answer", server)
        yield house


class Signer:
    """An office's holder at a browser of their own."""

    def __init__(self, house: House, office: str) -> None:
        self.house, self.office = house, office
        made = house.said["round"]
        self.path = f"/perjanjian/{office}/{made}/tanda-tangan/"
        self.cookies = {"sessionid": house.said["sessions"][office]}

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=120)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Accept": "text/html"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body, headers)
        answer = line.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        content = answer.read()
        line.close()
        return answer.status, content

    def read(self) -> str:
        """Open the page; return what the button will send."""
        status, page = self.ask("GET", self.path)
        assert status == 200
        fields = dict(re.findall(r'name="(\w+)" value="(\w+)"', page.decode()))
        return urlencode({k: fields[k] for k in ("csrfmiddlewaretoken", "text")})

    def sign(self, body: str, at_once: Barrier) -> int:
        at_once.wait(PATIENCE_S)
        return self.ask("POST", self.path, body)[0]


def test_39_offices_sign_at_once_and_the_board_shows_it_live(house, browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "sessionid", "url": house.address,
                          "value": house.said["sessions"][HOST]}])  # fmt: skip
    page = context.new_page()
    board = f"/perjanjian/{HOST}/{house.said['round']}/papan/"
    page.goto(house.address + board)
    page.get_by_text("0 dari 39").or_(page.get_by_text("0 of 39")).wait_for()
    page.evaluate("window.isTheSamePage = true")

    signers = [Signer(house, office) for office in house.said["sessions"]]
    assert len(signers) == OFFICES
    with ThreadPoolExecutor(OFFICES) as pool:
        bodies = list(pool.map(Signer.read, signers))
        at_once = Barrier(OFFICES)
        pressed = [
            pool.submit(signer.sign, body, at_once)
            for signer, body in zip(signers, bodies, strict=True)
        ]
        statuses = [press.result(PATIENCE_S) for press in pressed]
    assert statuses == [302] * OFFICES

    done = page.locator(".office--sealed")
    done.nth(OFFICES - 1).wait_for(timeout=PATIENCE_S * 1000)
    assert "39" in page.locator(".tally strong").inner_text()
    assert page.locator(".office--missing").count() == 0
    assert page.evaluate("window.isTheSamePage")  # it was never loaded again
    context.close()

    host = Signer(house, HOST)
    status, content = host.ask("GET", board.replace("papan/", "segel.zip"))
    assert status == 200
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        root = file.read("otoritas.crt")
        sealed = [file.read(name) for name in file.namelist() if name.endswith(".pdf")]
    found = [inspect_pdf(paper, [root]) for paper in sealed]
    assert {inspection.verdict for inspection in found} == {Verdict.SEALED}
    assert len({inspection.office for inspection in found}) == OFFICES


def test_the_board_is_read_without_script(house, browser):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "url": house.address,
                          "value": house.said["sessions"][HOST]}])  # fmt: skip
    page = context.new_page()
    page.goto(f"{house.address}/perjanjian/{HOST}/{house.said['round']}/papan/")
    assert page.locator("ul.offices > li").count() == OFFICES
    assert '<meta http-equiv="refresh"' in page.content()
    context.close()
