"""Invented assignments of the demo: one half answered, one scored, one handed down."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from omah.core.office.assignment_templates import Value
from omah.core.office.assignments import Letter, Move
from omah.core.people.access import PostHeld
from omah.core.places.regions import Level
from omah.formats.evidence import PDF
from omah.rooms.assignments import actions
from omah.rooms.assignments.files import Paper
from omah.rooms.assignments.models import Answer, Assignment
from omah.rooms.assignments.templates_of_work import templates
from omah.rooms.people.offices import bodies_below, head

NAMES = UUID("0d5f1f4e-6a52-4d0b-9a0e-6f1d2c7b9801")
"""Ids of invented assignments follow from this and a word, so that none is doubled."""
REPORT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A blank page: evidence that says nothing about anyone."""
FUNDS: dict[str, Value] = {
    "stage": "discussed",
    "need": 38_400_000_000,
    "province": 14_100_000_000,
    "regency": 24_300_000_000,
    "notes": "Pembahasan dengan pemerintah daerah dilanjutkan pekan depan.",
}
OWN: dict[str, Value] = {"planning": 27, "measurement": 24, "reporting": 12,
                         "service": 21}  # fmt: skip
REVIEWED = {"planning": 25, "measurement": 24, "reporting": 10, "service": 20}


def furnish(offices: Sequence[str], today: date) -> None:
    """Ask, answer, accept and return as an office does in a week; once."""
    if Assignment.objects.filter(pk=id_of("funds")).exists():
        return
    province, first, second, city = offices
    heads = {code: head(code, today) for code in offices}
    posts = {code: post.held() for code, post in heads.items() if post is not None}
    if len(posts) < len(offices):
        return
    funds(posts, province, [first, second, city], today)
    scored(posts, province, [first, second, city], today)
    reports(posts[city], today)


def id_of(word: str) -> UUID:
    return uuid5(NAMES, word)


def funds(
    posts: dict[str, PostHeld], province: str, below: list[str], today: date
) -> None:
    """The province asks how joint funding stands; one accepted, one returned."""
    given(posts[province], "funds", "dana-bersama", below, today + timedelta(days=3),
          title="Kemajuan pendanaan bersama pemilihan",
          letter=Letter("214/KU.07/98/2026", today - timedelta(days=4)))  # fmt: skip
    first, second, _city = below
    hand_in(posts[first], "funds", FUNDS)
    judged(posts[province], "funds", first, Move.ACCEPT)
    hand_in(posts[second], "funds", FUNDS | {"stage": "proposed"})
    judged(posts[province], "funds", second, Move.RETURN,
           reason="Rincian honor badan ad hoc belum dilampirkan.")  # fmt: skip


def scored(
    posts: dict[str, PostHeld], province: str, below: list[str], today: date
) -> None:
    """Self-assessment: own scores, the reviewer's beside them, visits by schedule."""
    given(posts[province], "scored", "penilaian-mandiri", below,
          today + timedelta(days=10), title="Penilaian mandiri kegiatan dan anggaran",
          letter=Letter("31/PW.02/98/2026", today - timedelta(days=9)))  # fmt: skip
    first, second, _city = below
    hand_in(posts[first], "scored", OWN)
    judged(posts[province], "scored", first, Move.ACCEPT, scores=REVIEWED)
    hand_in(posts[second], "scored", OWN | {"service": 25})


def reports(city: PostHeld, today: date) -> None:
    """The city asks its PPK for the performance report; nobody has answered yet."""
    below = [code for code, _name in bodies_below(city.region, Level.KECAMATAN)]
    if below:
        due = today + timedelta(days=1)
        given(city, "reports", "laporan-kinerja-adhoc", below, due,
              title="Laporan kinerja PPK bulan ini", letter=None)  # fmt: skip


def given(
    post: PostHeld,
    word: str,
    template: str,
    below: Sequence[str],
    due: date,
    *,
    title: str,
    letter: Letter | None,
) -> None:
    kind = templates()[template]
    actions.give(
        post,
        id_=id_of(word),
        template=template,
        title=title,
        text=kind.asks.id,
        evidence=kind.evidence_words.id,
        due=due,
        addressees=below,
        letter=letter,
    )


def owed(word: str, office: str) -> Answer:
    return Answer.objects.get(assignment=id_of(word), office=office)


def hand_in(post: PostHeld, word: str, values: dict[str, Value]) -> None:
    paper = Paper("laporan.pdf", PDF, REPORT)
    row = owed(word, post.region)
    actions.hand_in(post, row.pk, values=values, papers=[paper])


def judged(
    post: PostHeld,
    word: str,
    office: str,
    move: Move,
    *,
    reason: str = "",
    scores: dict[str, int] | None = None,
) -> None:
    actions.judge(post, owed(word, office).pk, move, reason=reason, scores=scores)
