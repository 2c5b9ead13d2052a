"""The papers of an activity, from its one record."""

from django.urls import reverse
from django.utils import timezone

from omah.core.activities.facts import Kind, Part
from omah.core.activities.news import NOUNS, how
from omah.core.activities.report import report_of
from omah.core.news.indonesian_days import date_words, day_words, hours_words
from omah.formats import activity_papers as printed
from omah.rooms.activities import selectors
from omah.rooms.activities.models import Activity, Participant
from omah.rooms.assignments.files import blobs

PRINTED_PHOTOS = 6


def report_pdf(row: Activity) -> bytes:
    """The report to the office above, with its photographs."""
    value = selectors.value_of(row)
    pictures = [
        printed.Picture(blobs().get(photo.sha256), photo.alt, photo.caption)
        for photo in row.photos.all()[:PRINTED_PHOTOS]
    ]
    today = date_words(timezone.localdate())
    return printed.render_report(
        report_of(value), signed_at=f"{value.office}, {today}", pictures=pictures
    )


def evidence_words(row: Activity) -> str:
    """One sentence for an assignment that this activity answers."""
    value = selectors.value_of(row)
    return (
        f"Telah dilaksanakan: {value.title}, {day_words(value.begins)}. "
        "Laporan terlampir."
    )


def attendance_pdf(row: Activity, *, is_blank: bool) -> bytes:
    """The attendance list: blank to be signed, or with whoever is known."""
    value = selectors.value_of(row)
    return printed.render_attendance(
        printed.AttendanceList(
            title=value.title,
            office=value.office,
            held=f"{day_words(value.begins)}, {hours_words(value.begins, value.ends)}",
            place=how(value),
            rows=() if is_blank else tuple(rows_of(row)),
        )
    )


def rows_of(row: Activity) -> list[printed.Came]:
    """Return named people, the delegates of each party, then who registered."""
    value = selectors.value_of(row)
    named = [printed.Came(one.name, one.affiliation) for one in value.speakers]
    sent = [
        printed.Came(name, party.name if party.delegates else "")
        for party in value.parties
        for name in party.delegates or (party.name,)
    ]
    own = [
        printed.Came(
            one.name,
            one.body,
            timezone.localtime(one.came_at).strftime("%H.%M") if one.came_at else "",
        )
        for one in row.participants.all()
    ]
    return [*named, *sent, *own]


def certificate_pdf(row: Participant, host: str) -> bytes:
    """A participant's certificate; ``host`` is where the house answers."""
    value = selectors.value_of(row.activity)
    leaders = value.with_part(Part.SPEAKER, Part.MODERATOR)
    part = next((one.part for one in leaders if one.name == row.name), "peserta")
    address = reverse("activities:certificate", args=[row.number])
    return printed.render_certificate(
        printed.Certificate(
            number=row.number,
            name=row.name,
            body=row.body,
            part=str(part),
            kind=NOUNS[Kind(row.activity.kind)],
            title=value.title,
            office=value.host or value.office,
            held=day_words(value.begins),
            address=f"{host}{address}",
        )
    )
