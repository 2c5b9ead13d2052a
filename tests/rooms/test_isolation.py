"""As an attacker of another office: every address of the house, every known number.

The demo's house is furnished and whatever one office keeps to itself gets a word that
stands nowhere else. People of other offices and citizens then ask for every address,
under that office's code and under their own, with the office's own numbers in it.
"""

import io
import itertools
import re
import zipfile
from datetime import date
from functools import cache
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.rooms import given

from omah.core.people.access import Access, Division
from omah.core.people.roles import Role
from omah.rooms.activities.models import Activity, Document, FollowUp, Named, Photo
from omah.rooms.agreements.models import Round
from omah.rooms.assignments.models import Assignment, Evidence
from omah.rooms.cases import models as cases
from omah.rooms.field.models import Broadcast, Card, Shift
from omah.rooms.help.models import CannedAnswer, Message, Ticket
from omah.rooms.home import demo
from omah.rooms.kabar.models import EpisodePage, NewsPage, OfficePage
from omah.rooms.notices.models import Notice
from omah.rooms.people.sweep import endpoints

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WORD, PHONE = "zamrud", "081299990000"
THERE, CASES, HERE = "9871", "9801", "9802"
"""The city keeps most of it, a regency the cases; the attackers are of another."""
STRANGERS = (
    (Role.KPU_KABKOTA, HERE), (Role.OPERATOR, HERE), (Role.SUPERVISOR, HERE),
    (Role.PPK, "980201"), (Role.PPS, "9802011001"), (Role.KPU_PROVINSI, "97"),
)  # fmt: skip
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
OTHERS = ("api/v1/", "hitung/", "latihan/", "rekam/", "redaksi/", "masuk/", "dokumen/",
          "peragaan/", "hasil-pemilu/", "static/")  # fmt: skip
"""The count, the editors' desk and uploads have sweeps of their own."""
ROOMS = {
    "penugasan": lambda: Assignment.objects.filter(office=THERE),
    "perjanjian": lambda: Round.objects.filter(host=THERE),
    "kegiatan": lambda: Activity.objects.filter(office=THERE),
    "layanan": lambda: cases.Case.objects.all(),
    "bantuan": lambda: Ticket.objects.all(),
    "api": lambda: Broadcast.objects.all(),
    "lapangan": lambda: Broadcast.objects.all(),
}
WORDS = {
    "template": ["surat"], "service": ["information"], "year": ["2026"],
    "slug": ["kpu-kota-tirtawening"], "suffix": ["wav"], "show": ["omah-bicara"],
    "name": ["checkpoint"], "path": ["images/x.png"], "part": ["dokumen", "nama"],
    "token": ["x"], "code": ["x"], "secret": ["x"], "number": ["x"],
    "contest": ["x"], "station": ["x"], "page": ["1"],
}  # fmt: skip


def mark(rows, *fields: str) -> None:
    """Put the word into fields of rows; there must be some."""
    assert rows.update(**dict.fromkeys(fields, f"{WORD} rahasia")), rows.model


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    list(demo.furnish(date.today()))  # noqa: DTZ011  # the day of this machine
    own = Activity.objects.filter(office=THERE, join_code=None)
    mark(own, "title", "place", "summary", "decisions", "parties", "letter_about")
    mark(FollowUp.objects.filter(activity__in=own), "what")
    mark(Named.objects.filter(activity__in=own), "name", "words")
    mark(Assignment.objects.filter(office=THERE), "title", "text")
    mark(Round.objects.filter(host=THERE), "title")
    mark(Ticket.objects.filter(region__startswith=THERE), "subject")
    mark(Message.objects.all(), "text")
    CannedAnswer.objects.create(
        region=THERE, title=WORD, text=WORD, made_by=given.post(Role.PPK, "987101")
    )
    mark(Broadcast.objects.filter(region__startswith=THERE), "title", "text")
    mark(cases.Case.objects.all(), "subject", "text", "purpose")
    mark(cases.Party.objects.all(), "name", "contact")
    mark(cases.Event.objects.exclude(text=""), "text")
    mark(Notice.objects.filter(person__posts__region__startswith="98"), "text")
    Notice.objects.filter(person__posts__region__startswith=HERE).update(text="Biasa")
    for post in given.Post.objects.filter(
        region__startswith=THERE, holder__isnull=False
    ):
        Card.objects.update_or_create(person=post.holder, defaults={"phone": PHONE})
    for page in (*drafts_of(THERE), *draft_episodes()):
        page.title = f"{WORD} {page.pk}"
        page.save()
        page.save_revision()
    demo.index()


def drafts_of(code: str) -> list[NewsPage]:
    home = OfficePage.objects.get(office__code=code)
    found = list(NewsPage.objects.descendant_of(home).filter(live=False))
    assert found
    return found


def draft_episodes() -> list[EpisodePage]:
    episode = EpisodePage.objects.last()
    episode.unpublish()
    episode.refresh_from_db()
    return [episode]


def strangers():
    """Yield a citizen, people of the other office, and those who lead elsewhere."""
    yield "citizen", HERE, Client()
    for role, region in STRANGERS:
        division = Division.CHAIR if len(region) <= 4 else ""
        post = given.post(role, region, division=division)
        yield role, region, given.signed_in(post)


@pytest.fixture(autouse=True)
def _other_numbers():
    """Each test has rows of its own."""
    addresses.cache_clear()


@cache
def addresses(region: str) -> list[tuple[str, Access | None]]:
    """Every address with a region's code and the other office's numbers in it."""
    found = []
    for pattern, view in endpoints():
        if pattern.startswith(OTHERS) or "(?P" in pattern or pattern.startswith("^"):
            continue
        access = getattr(view, "access", None)
        choices = [values(pattern, kind, name, region)
                   for kind, name in PART.findall(pattern)]  # fmt: skip
        for chosen in itertools.product(*choices):
            given_ = iter(chosen)
            path = PART.sub(lambda _part, given_=given_: quote(next(given_)), pattern)
            found.append((f"/{path}", access))
    return found


def values(pattern: str, kind: str, name: str, region: str) -> list[str]:
    if kind == "region":
        return [region if name == "region" else "987101"]
    if kind == "uuid":
        if name == "shift":
            return [str(pk) for pk in Shift.objects.values_list("pk", flat=True)[:2]]
        rows = ROOMS[pattern.partition("/")[0]]()
        return [str(pk) for pk in rows.values_list("pk", flat=True)[:4]]
    if name == "sha256":
        known = [cases.Evidence.objects.values_list("sha256", flat=True).first()]
        return [sha or "0" * 64 for sha in known]
    if kind == "int" and name not in WORDS:
        return sorted({str(pk) for pk in numbers()})
    return WORDS[name]


def numbers() -> set[int]:
    models = (Evidence, FollowUp, Named, Photo, Document, EpisodePage, Notice)
    return {row.pk for model in models if (row := model.objects.last())}


def shown_by(response) -> str:
    content = (
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in file.namelist())
    return content.decode("latin-1").lower()


def leaks(client: Client, path: str) -> bool:
    text = shown_by(client.get(path))
    return WORD in text or PHONE in text


def test_the_sweep_finds_what_it_looks_for(house):
    """An office's own people see the word at many addresses: it is there to be seen."""
    seen = set()
    own = {"contoh-kota": THERE, "contoh-pps": "9871011001", "contoh-kabupaten": CASES}
    for handle, region in own.items():
        person = get_user_model().objects.get(handle=handle)
        client = Client()
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        seen |= {path.split("/")[1] for path, _access in addresses(region)
                 if leaks(client, path)}  # fmt: skip
    assert seen >= {"penugasan", "perjanjian", "kegiatan", "layanan", "bantuan",
                    "lapangan", "tugas", "pemberitahuan"}  # fmt: skip


def test_no_address_shows_another_office_what_one_keeps_to_itself(house):
    """Under that office's code no door opens; under one's own nothing of it stands."""
    wrong, asked = [], 0
    for role, place, client in strangers():
        for region in (THERE, CASES, place):
            for path, access in addresses(region):
                response = client.get(path)
                asked += 1
                text = shown_by(response)
                is_shut = access is not None and not access.public and region != place
                is_open = is_shut and region in path and response.status_code == 200
                if is_open or WORD in text or PHONE in text:
                    wrong.append(f"{role} of {place}: {path} {response.status_code}")
    assert wrong == [], "\n".join(sorted(wrong)[:40])
    assert asked > 5_000, "the sweep asked for too little to prove anything"


def test_nothing_of_another_office_is_changed(house):
    before = snapshot()
    for _role, place, client in itertools.islice(strangers(), 1, 3):
        for region in (THERE, place):
            for path, access in addresses(region):
                if access is not None and not access.public:
                    client.post(path, {"text": "x", "title": "x", "move": "accept"})
    after = snapshot()
    assert [row for row in before if row not in after] == []


def snapshot() -> list[object]:
    kept = (Activity, Assignment, Evidence, FollowUp, Named, Round, Ticket, Broadcast,
            cases.Case, cases.Event, CannedAnswer, NewsPage)  # fmt: skip
    return [row for model in kept for row in model.objects.order_by("pk").values()]


@pytest.mark.parametrize("word", [WORD, "rahasia", PHONE])
def test_search_and_feeds_tell_the_public_nothing_of_it(house, word):
    client = given.signed_in(given.post(Role.KPU_KABKOTA, HERE))
    assert client.get("/cari/", {"q": word}).context["found"].total == 0
    for path in ("/umpan/kpu-kota-tirtawening.xml", "/situs/", "/kegiatan/",
                 "/umpan/kpu-kota-tirtawening.ics"):  # fmt: skip
        assert word not in shown_by(client.get(path)), path
