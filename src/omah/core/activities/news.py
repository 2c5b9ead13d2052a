"""The news item about an activity, drafted from its facts and nothing else.

What was not recorded is not written: it stands in ``gaps`` for the writer. Tasks and
who does them are the office's own matter and never part of the news.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from omah.core.activities.facts import Activity, Kind, Letter, Mode, Part, Speaker
from omah.core.news.articles import Quote
from omah.core.news.indonesian_days import date_words, hours_words, joined, news_day

NOUNS = {
    Kind.ASSEMBLY: "apel",
    Kind.MEETING: "rapat koordinasi",
    Kind.PLENARY: "rapat pleno",
    Kind.WEBINAR: "webinar",
    Kind.TRAINING: "pelatihan",
    Kind.VISIT: "kunjungan",
}
NAMED_PARTIES = 12
"""Longer lists go below the text; in a sentence nobody reads them."""


class Gap(StrEnum):
    """What a reader would ask and the record does not say; never invented."""

    SUMMARY = "summary"
    PICTURE = "picture"
    PARTIES = "parties"
    QUOTE = "quote"
    DECISIONS = "decisions"
    SPEAKERS = "speakers"
    FOLLOW_UPS = "follow-ups"


@dataclass(frozen=True, slots=True)
class NewsDraft:
    """A draft for the editors' desk: paragraphs first, then quotes."""

    title: str
    place: str
    day: date
    paragraphs: tuple[str, ...]
    quotes: tuple[Quote, ...]
    parties: tuple[str, ...]
    gaps: tuple[Gap, ...]


def news_of(activity: Activity) -> NewsDraft:
    """Return the draft of the news about an activity.

    Examples
    --------
    >>> from datetime import datetime
    >>> told = news_of(Activity(Kind.ASSEMBLY, "Apel Senin Pagi", "KPU Kota Contoh",
    ...     datetime(2021, 10, 11, 8), mode=Mode.ONLINE, channel="Zoom"))
    >>> told.paragraphs[0]
    'KPU Kota Contoh menggelar apel “Apel Senin Pagi” secara daring melalui Zoom, \
Senin (11/10/2021), pukul 08.00 sampai selesai.'
    """
    paragraphs = (
        _lead(activity),
        _reason(activity),
        _people(activity),
        _came(activity),
        *(line.strip() for line in activity.summary.splitlines()),
        _decided(activity),
    )
    return NewsDraft(
        title=activity.title,
        place=activity.place,
        day=activity.begins.date(),
        paragraphs=tuple(filter(None, paragraphs)),
        quotes=tuple(
            Quote(one.words, one.name) for one in activity.speakers if one.words
        ),
        parties=tuple(party.line for party in activity.parties),
        gaps=gaps_of(activity),
    )


def how(activity: Activity) -> str:
    """Return how people met, for the middle of a sentence.

    Examples
    --------
    >>> from datetime import datetime
    >>> how(Activity(Kind.VISIT, "", "", datetime(2021, 10, 11), place="Balai"))
    'di Balai'
    """
    match activity.mode:
        case Mode.IN_PERSON:
            return f"di {activity.place}" if activity.place else ""
        case Mode.ONLINE:
            return _online(activity)
        case Mode.HYBRID:
            here = f"di {activity.place} dan " if activity.place else "luring dan "
            return here + _online(activity)


def _online(activity: Activity) -> str:
    return "secara daring" + (
        f" melalui {activity.channel}" if activity.channel else ""
    )


def _lead(activity: Activity) -> str:
    held = (
        f"mengikuti {NOUNS[activity.kind]}"
        if activity.host
        else f"menggelar {NOUNS[activity.kind]}"
    )
    series = f" seri {activity.series}" if activity.series else ""
    by_whom = f" yang digelar {activity.host}" if activity.host else ""
    when = hours_words(activity.begins, activity.ends)
    said = f"{activity.office} {held}{series} “{activity.title}”{by_whom} "
    where = f"{said}{how(activity)}".strip()
    return f"{where}, {news_day(activity.begins.date())}, {when}."


def _reason(activity: Activity) -> str:
    follows = (
        f"Kegiatan ini menindaklanjuti {letter_words(activity.letter)}."
        if activity.letter
        else ""
    )
    aims = f"Tujuannya: {activity.purpose.rstrip('.')}." if activity.purpose else ""
    return " ".join(filter(None, (follows, aims)))


def letter_words(letter: Letter) -> str:
    """Return a letter with its sender, number, day and matter, as far as known.

    Examples
    --------
    >>> letter_words(Letter("KPU Provinsi Contoh", "12/X/2021", date(2021, 10, 1)))
    'surat KPU Provinsi Contoh Nomor 12/X/2021 tanggal 1 Oktober 2021'
    """
    number = f" Nomor {letter.number}" if letter.number else ""
    day = f" tanggal {date_words(letter.day)}" if letter.day else ""
    about = f" tentang {letter.about}" if letter.about else ""
    return f"surat {letter.sender}{number}{day}{about}"


def _people(activity: Activity) -> str:
    said = (
        ("Kegiatan dipimpin {}.", activity.with_part(Part.LEADER)),
        ("Acara dibuka {}.", activity.with_part(Part.OPENER)),
        ("Hadir sebagai narasumber {}.", activity.with_part(Part.SPEAKER)),
        ("Moderator: {}.", activity.with_part(Part.MODERATOR)),
    )
    return " ".join(
        pattern.format(joined(tuple(map(person_words, people))))
        for pattern, people in said
        if people
    )


def person_words(speaker: Speaker) -> str:
    """Return a name with where it belongs and of what it spoke."""
    topic = f", tentang {speaker.topic}" if speaker.topic else ""
    belongs = f" ({speaker.affiliation})" if speaker.affiliation else ""
    return f"{speaker.name}{belongs}{topic}"


def _came(activity: Activity) -> str:
    if not activity.parties:
        return ""
    if len(activity.parties) > NAMED_PARTIES:
        return (
            f"Kegiatan diikuti {len(activity.parties)} peserta dan lembaga; "
            "daftarnya di bawah."
        )
    return f"Kegiatan diikuti {joined(tuple(p.name for p in activity.parties))}."


def _decided(activity: Activity) -> str:
    match activity.decisions:
        case ():
            return ""
        case (only,):
            return f"Hasilnya: {only.rstrip('.')}."
        case many:
            listed = "; ".join(
                f"({number}) {one.rstrip('.')}" for number, one in enumerate(many, 1)
            )
            return f"Kegiatan ini menghasilkan {len(many)} keputusan: {listed}."


def gaps_of(activity: Activity) -> tuple[Gap, ...]:
    """Return what the record still lacks for its kind, most asked first."""
    asked = {
        Gap.SUMMARY: activity.summary.strip(),
        Gap.PICTURE: activity.pictures,
        Gap.PARTIES: activity.parties,
        Gap.QUOTE: any(one.words for one in activity.speakers),
        Gap.DECISIONS: activity.decisions or activity.kind not in DECIDING,
        Gap.SPEAKERS: activity.speakers or activity.kind not in TEACHING,
        Gap.FOLLOW_UPS: activity.follow_ups or activity.kind is not Kind.ASSEMBLY,
    }
    return tuple(gap for gap, is_there in asked.items() if not is_there)


DECIDING = frozenset({Kind.MEETING, Kind.PLENARY})
TEACHING = frozenset({Kind.WEBINAR, Kind.TRAINING})
