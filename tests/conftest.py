"""Fixtures for all tests: real data where it stands, tools where they are."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from tests import database

# Properties say what is true, not how fast: a busy machine must not make them fail.
settings.register_profile("omah", deadline=None)
settings.load_profile("omah")

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = set(filter(None, os.environ.get("OMAH_REQUIRE", "").split(",")))
TOOLS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "node": ("node",),
    "go": ("go",),
    "pdftoppm": ("pdftoppm",),
}


def real_data_folder() -> Path:
    return Path(os.environ.get("OMAH_REAL_DATA") or ROOT.parent / "shared" / "data")


def skip_or_fail(what: str, why: str) -> None:
    if what in REQUIRED:
        pytest.fail(f"OMAH_REQUIRE names {what}, but {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; skips loudly where it is absent."""
    folder = real_data_folder()
    if not (folder / "README.md").exists():
        skip_or_fail("real", f"there is no real data in {folder.name}")
    return folder


def find_tool(name: str) -> str | None:
    return next(filter(None, map(shutil.which, TOOLS[name])), None)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Start from the migrated database that an earlier session kept, if it did."""
    if not database.is_embedded() or not database.template().exists():
        yield django_db_keepdb
        return
    with database.preloaded(database.template()):
        yield True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    if database.is_embedded() and not database.template().exists():
        with django_db_blocker.unblock():
            database.keep(database.template())


@pytest.fixture(autouse=True)
def _skip_without_tool(request: pytest.FixtureRequest) -> None:
    for name in TOOLS:
        if request.node.get_closest_marker(name) and find_tool(name) is None:
            skip_or_fail(name, f"{name} is not installed")


@pytest.fixture(scope="session")
def chromium() -> str:
    return find_tool("chromium") or pytest.skip("chromium is not installed")


def pytest_terminal_summary(terminalreporter) -> None:
    """List at the end what was skipped for want of a tool or of data."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[-1]).removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"skipped {count}: {reason}")


CHROMIUM_WORDS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser(chromium):
    """One browser for all tests of a process: Playwright's loop runs only once."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # that loop is not Django's
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=list(CHROMIUM_WORDS)
        )
        yield started
        started.close()
