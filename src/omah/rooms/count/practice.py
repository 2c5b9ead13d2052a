"""Practice and rehearsal: an election of its own, whose sheets' truth is known.

It has its own root, keys, ledger and folder, and a house serves one election. A
statement of the practice names the practice's root: no other election takes it, and
this one takes no other's.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from omah.adapters.election import NoElectionError
from omah.core.count.figures import Figures
from omah.core.count.lesson import Lesson, Step, lesson
from omah.core.count.record import SheetRecord
from omah.core.log.statements import figure
from omah.core.people.roles import Role
from omah.rooms.count.devices import post_code
from omah.rooms.count.house import House, house
from omah.rooms.people.bodies import posts_below
from omah.rooms.people.models import Post

FOLDER, TRUTH = "practice", "truth.json"


def is_practice() -> bool:
    """Whether this house serves a practice; before any election it does not."""
    try:
        return truth_file(house()).is_file()
    except NoElectionError:
        return False


def truth_file(here: House) -> Path:
    return here.election.folder / FOLDER / TRUTH


def photograph_file(folder: Path, station: str, page: int) -> Path:
    return folder / FOLDER / f"{station}-{page}.jpg"


def truths(here: House) -> Mapping[str, Figures]:
    """Return what stands on each practice sheet, by station."""
    given = json.loads(truth_file(here).read_text("utf-8"))
    return {
        station: {field: figure(value) for field, value in figures.items()}
        for station, figures in given.items()
    }


def pages_of(here: House, station: str) -> list[int]:
    """Return the pages of a station's practice sheet that can be looked at."""
    pages = range(1, 20)
    folder = here.election.folder
    return [n for n in pages if photograph_file(folder, station, n).is_file()]


def lesson_of(here: House, post: Post, truth: Mapping[str, Figures]) -> Lesson | None:
    """Return a post's practice sheet: a station's own, or ``None``."""
    if post.region not in truth:
        return None
    contest = next(iter(here.contests))
    with here.fold() as fold:
        record = fold.sheet(contest, post.region)
    keyed = keyed_by(record, post_code(post)) if record else None
    has_photograph = record is not None and bool(record.captures)
    return lesson(post.region, truth[post.region], keyed, has_photograph=has_photograph)


def keyed_by(record: SheetRecord, code: str) -> Figures | None:
    """Return what a post keyed in, all its entries together; the first counts."""
    own = [entry for entry in record.entries if entry.post == code]
    if not own:
        return None
    keyed: dict[str, int | None] = {}
    for entry in own:
        keyed = {**entry.figures, **keyed}
    return keyed


@dataclass(frozen=True, slots=True)
class Practised:
    """A poll worker and how far they have come."""

    post: Post
    lesson: Lesson

    @property
    def is_done(self) -> bool:
        return self.lesson.step is Step.DONE


def practised(here: House, region: str, today: date) -> list[Practised]:
    """Return the poll workers of a region, those who have not finished first."""
    return sorted(
        found(here, posts_below(region, today, [Role.KPPS])),
        key=lambda row: (row.is_done, row.post.region),
    )


def found(here: House, posts: Iterable[Post]) -> Iterator[Practised]:
    truth = truths(here)
    for post in posts:
        its = lesson_of(here, post, truth)
        if its is not None:
            yield Practised(post, its)
