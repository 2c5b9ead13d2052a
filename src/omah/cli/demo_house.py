"""The demo's house: furnished beside the count, opened once it is published."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from omah.adapters.places import data_folder
from omah.cli import serve
from omah.cli.main import UsageError

MARKER = "peragaan"
LOOK_AT = (
    ("beranda / first page", "/"),
    ("hasil / results", "/hasil-pemilu/"),
    ("cari / search", "/cari/?q=tirtawening"),
    ("situs kantor / sites", "/cari/?jenis=site"),
    ("podcast", "/cari/?jenis=podcast"),
    ("pindah memilih / voting elsewhere", "/pindah-memilih/"),
    ("gaya / style", "/gaya/"),
)


@contextmanager
def only_demo() -> Iterator[None]:
    """Refuse to begin while another demo lives in the folders that begin anew."""
    folder = data_folder()
    with (folder / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"another demo runs in {folder}; stop it with Ctrl+C, or give this one"
                " a folder of its own: OMAH_DATA_DIR=FOLDER ./omah demo --port 0"
            ) from None
        yield


def make_room() -> Path:
    """Return an empty folder marked as a demo's; a real house is never touched."""
    folder = data_folder() / "demo-house"
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / MARKER).is_file():
            raise UsageError(f"{folder} is no demo's house; nothing was touched")
        shutil.rmtree(folder)
    folder.mkdir(exist_ok=True)
    (folder / MARKER).touch()
    return folder


def environment(
    folder: Path, *, election: Path, public: Path, address: str
) -> Mapping[str, str]:
    """Return what makes a process of the house serve this demo and nothing else."""
    return {
        "DJANGO_SETTINGS_MODULE": "omah.web.settings",
        "OMAH_DATA_DIR": str(folder.resolve()),
        "OMAH_DATABASE": "",
        "OMAH_DEMO": "1",
        "OMAH_ELECTION": str(election.resolve()),
        "OMAH_PUBLIC": str(public.resolve()),
        "OMAH_ADDRESS": address,
    }


@contextmanager
def running(
    words: list[str], said: Mapping[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a command of Omah beside this one; it ends with the block."""
    with log.open("ab") as stream:
        process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-m", "omah", *words],
            env={**os.environ, **said}, stdout=stream, stderr=stream,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(furnishing: "subprocess.Popen[bytes]", log: Path) -> None:
    if furnishing.wait() != 0:
        raise UsageError(f"the demo's house could not be furnished; {log} says why")


def open_house(
    said: Mapping[str, str], definitions: Mapping[str, bytes], *, publisher: str
) -> None:
    """Move the count into the house, find everything, say what to look at."""
    os.environ.update(said)
    import django

    django.setup()
    from omah.rooms.count.adopt import adopt, write_definitions
    from omah.rooms.home.indexing import index_room

    folder = Path(said["OMAH_ELECTION"])
    write_definitions(folder, definitions, publisher=publisher)
    adopt(folder)
    index_room("count")
    tell(said["OMAH_ADDRESS"])


def tell(address: str) -> None:
    """Print what to look at, and a link for each invented person, good once."""
    from django.urls import reverse

    from omah.rooms.home.demo_people import link_token, people
    from omah.rooms.home.templatetags.shell import post_name

    print("\nRumah peragaan / the demo's house")
    for what, path in LOOK_AT:
        print(f"  {what:<34} {address}{path}")
    print("\nMasuk sebagai, satu kali / sign in as, once each")
    for person in people():
        posts = "; ".join(post_name(post) for post in person.posts.all())
        link = reverse("home:demo-door", args=[link_token(person)])
        print(f"  {person.name}: {posts}\n    {address}{link}")


def serve_demo(said: Mapping[str, str], folder: Path, port: int) -> int:
    with running(["worker"], said, folder / "worker.log"):
        return serve.serve_house(serve.HOST, port)
