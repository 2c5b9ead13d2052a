"""An invented province at work: its offices, their holders, an assignment."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

from omah.core.office.assignments import Letter, Move
from omah.core.office.offices import leading_role
from omah.core.people.access import Division
from omah.rooms.assignments import actions
from omah.rooms.assignments.files import Paper
from omah.rooms.assignments.models import Assignment
from omah.rooms.people.models import Body, Person, Post

PROVINSI = "98"
NAMES = (
    "Waru", "Randu", "Jati", "Beringin", "Cendana", "Asem", "Kenari", "Mahoni",
    "Trembesi", "Sonokeling",
)  # fmt: skip
ADHOC = {"month": "Juni 2026", "members": 5, "meetings": 4, "outreach": 2,
         "transfers": 0, "spent": 1_250_000}  # fmt: skip


def regencies(count: int) -> list[str]:
    return [f"{PROVINSI}{number:02}" for number in range(1, count + 1)]


def name(code: str) -> str:
    number = int(code[2:] or 0)
    return f"KPU Kabupaten {NAMES[number % len(NAMES)]} {number:02}"


def holder(region: str, *, names: str = "", **more) -> Post:
    """Someone who leads an office or body, with its name known to the house."""
    Body.objects.get_or_create(region=region, defaults={"name": names or name(region)})
    division = Division.CHAIR if len(region) <= 4 else ""
    person = Person.objects.create_person(
        f"orang-{region or 'ri'}-{Person.objects.count()}", f"Nama {region}", "x"
    )
    given = {"role": leading_role(region), "division": division}
    return Post.objects.create(
        region=region, holder=person, since=date(2026, 1, 1), **(given | more)
    )


def ask(
    post: Post, addressees: Sequence[str], *, template="surat", **more
) -> Assignment:
    given = {
        "title": "Laporan bulan ini",
        "text": "Kirim sebelum lewat.",
        "evidence": "Surat balasan.",
        "due": actions.today_at(post.region) + timedelta(days=7),
        "letter": Letter("12/TU.01/2026", date(2026, 6, 1)),
    }
    made = actions.give(
        post.held(), id_=uuid4(), template=template, addressees=addressees,
        **(given | more),
    )  # fmt: skip
    assert isinstance(made, Assignment), made
    return made


def answer(post: Post, assignment: Assignment, values=None, papers=()):
    row = assignment.answers.get(office=post.region)
    given = {"answer": f"Siap dari {post.region}."} if values is None else values
    return actions.hand_in(post.held(), row.pk, values=given, papers=papers)


def judge(asker: Post, assignment: Assignment, office: str, move: Move, **more):
    row = assignment.answers.get(office=office)
    return actions.judge(asker.held(), row.pk, move, **more)


def paper(name_: str = "laporan.pdf", content: bytes = b"%PDF-1.7\nisi") -> Paper:
    from omah.formats.evidence import kind_of

    return Paper(name_, kind_of(content, name_), content)
