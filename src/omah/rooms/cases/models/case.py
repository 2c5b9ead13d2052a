"""A case: who filed it, its events, its files, its entries in the citizens' log."""

import secrets
import uuid

from django.db import models
from django.utils import timezone

from omah.core.service import cases
from omah.core.service.cases_report import Matter

POST = "people.Post"
SALT_BYTES = 16


def new_salt() -> str:
    return secrets.token_hex(SALT_BYTES)


class Case(models.Model):
    """What someone came with; where it stands is the fold over its events.

    ``state`` repeats the fold so that lists need not fold every case. The subject,
    the text and the salt are empty once the personal part was erased.
    """

    id = models.UUIDField(primary_key=True)
    type = models.CharField(max_length=12, choices=[(t, t) for t in cases.CaseType])
    office = models.CharField(max_length=13, blank=True)
    service = models.CharField(max_length=20, blank=True)
    is_election = models.BooleanField(default=False)
    subject = models.CharField(max_length=160, blank=True)
    text = models.TextField(max_length=8000, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    salt = models.CharField(max_length=32, default=new_salt, blank=True)
    code_sha256 = models.CharField(max_length=64, unique=True)
    filed_at = models.DateTimeField()
    taken_in_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )
    paper_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=[(s, s) for s in cases.State])
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "state"], name="cases_of_an_office"),
            models.Index(fields=["office", "type", "filed_at"], name="cases_of_a_year"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people say on the telephone."""
        return uuid.UUID(str(self.pk)).hex[:6].upper()

    def filed(self) -> cases.Case:
        """The case before its first step."""
        return cases.file(
            cases.CaseType(self.type),
            self.office,
            self.filed_at,
            is_election=self.is_election,
        )


class Party(models.Model):
    """Who filed a case, if they said so; erased when it is no longer needed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="party")
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"party of {self.case_id}"


class ReportDetails(models.Model):
    """What a report of a violation or a hoax says besides its text."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="report")
    matter = models.CharField(max_length=10, choices=[(m, m) for m in Matter])
    reported = models.CharField(max_length=160, blank=True)
    known_on = models.DateField()
    happened = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"{self.matter} {self.case_id}"


class Event(models.Model):
    """One step of a case on the record; never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=10, choices=[(m, m) for m in cases.Move])
    at = models.DateTimeField()
    by = models.ForeignKey(POST, null=True, on_delete=models.PROTECT, related_name="+")
    given = models.JSONField(default=dict)
    text = models.TextField(max_length=8000, blank=True)

    class Meta:
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_step_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq} {self.move}"

    def value(self) -> cases.Event:
        by = str(self.by_id) if self.by_id else ""
        return cases.Event(cases.Move(self.move), self.at, by, self.given)


class Letter(models.Model):
    """An e-mail that tells of an event; to whom stands with the case's party alone."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="letter")
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"letter of {self.event_id}"


class Evidence(models.Model):
    """A file of a case, kept under its hash; only the case's two sides get it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(POST, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sha256"], name="a_file_once_in_a_case"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Task(models.Model):
    """What an officer must do for a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=160)
    post = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.what


class LogEntry(models.Model):
    """An entry of the citizens' log: an office, a step, a commitment, a time."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    received_at = models.PositiveBigIntegerField()
    entry = models.BinaryField()
    case = models.ForeignKey(
        Case, null=True, on_delete=models.SET_NULL, related_name="log_entries"
    )

    def __str__(self) -> str:
        return f"{self.seq} {self.sha256[:12]}"
