"""The README's picture: the demo's home page on a desk and on a phone, side by side."""

import argparse
import shutil
import tempfile
import threading
from pathlib import Path

import cv2
import numpy as np

from omah.adapters.static_server import make_server
from omah.cli import demo
from omah.cli.main import UsageError
from omah.cli.test import ROOT

PICTURE = ROOT / "docs" / "pictures" / "town.png"
DESK, PHONE = (1180, 820), (390, 820)
GAP = 24
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def write(stations: int = 430) -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise UsageError("pictures need Chromium: sudo apt install chromium")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "town"
        words = argparse.Namespace(dir=out, stations=stations, no_serve=True, port=0)
        demo.run(words)
        server = make_server(out, "127.0.0.1", 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        shots = [shoot(chromium, address, size) for size in (DESK, PHONE)]
        server.shutdown()
    gap = np.full((DESK[1], GAP, 3), 255, np.uint8)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(PICTURE), np.hstack([shots[0], gap, shots[1]]))
    return 0


def shoot(chromium: str, address: str, size: tuple[int, int]) -> np.ndarray:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(QUIET))
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.goto(address)
        png = page.screenshot()
        browser.close()
    return np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR))
