"""The report on an activity to the office above, drafted from its facts."""

from dataclasses import dataclass

from omah.core.activities.facts import Activity, FollowUp, Kind
from omah.core.activities.news import how, letter_words, person_words
from omah.core.news.indonesian_days import (
    date_words,
    day_spelled,
    day_words,
    hours_words,
)

NOT_RECORDED = "Tidak dicatat."
TITLES = {Kind.PLENARY: "Laporan Rapat Pleno", Kind.ASSEMBLY: "Laporan Apel"}


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a report: paragraphs, then a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the table of what follows; what is not known is a dash."""

    what: str
    who: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is printed."""

    heading: str
    title: str
    office: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]


def report_of(activity: Activity) -> Report:
    """Return the report; a part without facts says that nothing was recorded."""
    begins = activity.begins
    when = f"{day_words(begins.date())}, {hours_words(begins, activity.ends)}"
    opening = f"Pada hari {day_spelled(begins.date())} telah dilaksanakan kegiatan ini."
    basis = f"{letter_words(activity.letter)}." if activity.letter else ""
    sections = (
        Section("Dasar", _said(basis[:1].upper() + basis[1:])),
        Section("Maksud dan tujuan", _said(activity.purpose)),
        Section("Waktu dan tempat", _said(opening, f"{when}; {_where(activity)}.")),
        Section("Pemimpin dan narasumber", items=_named(activity)),
        Section("Peserta", _present(activity), tuple(p.line for p in activity.parties)),
        Section("Jalannya kegiatan", _said(*activity.summary.splitlines())),
        Section("Keputusan", _counted(activity), activity.decisions),
    )
    return Report(
        heading=TITLES.get(activity.kind, "Laporan Kegiatan"),
        title=activity.title,
        office=activity.office,
        sections=sections,
        tasks=tuple(map(_task, activity.follow_ups)),
    )


def _said(*lines: str) -> tuple[str, ...]:
    kept = tuple(line.strip() for line in lines if line.strip())
    return kept or (NOT_RECORDED,)


def _where(activity: Activity) -> str:
    host = activity.host or activity.office
    return f"{how(activity) or 'tempat tidak dicatat'}; penyelenggara {host}"


def _named(activity: Activity) -> tuple[str, ...]:
    named = (
        f"{one.part.capitalize()}: {person_words(one)}" for one in activity.speakers
    )
    return tuple(named) or (NOT_RECORDED,)


def _present(activity: Activity) -> tuple[str, ...]:
    if not activity.parties:
        return (NOT_RECORDED,)
    return (f"{activity.attended} orang atau lembaga tercatat.",)


def _counted(activity: Activity) -> tuple[str, ...]:
    return () if activity.decisions else (NOT_RECORDED,)


def _task(task: FollowUp) -> Task:
    return Task(
        what=task.what,
        who=task.who or "–",
        due=date_words(task.due) if task.due else "–",
        state="selesai" if task.is_done else "belum",
    )
