"""Cases, their events, the calendar, standards and lists; no rule lives here."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from omah.core import cases
from omah.core.cases_report import Matter
from omah.core.clocks import DayOff as DayOffValue
from omah.core.clocks import Off
from omah.core.services import Component

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


class CalendarYear(models.Model):
    """A year whose days off were copied, and from which calendar."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.year} {self.source}"


class DayOff(models.Model):
    """A holiday or a day of joint leave, and since when the house knew of it."""

    day = models.DateField(db_index=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=12, choices=[(k, k) for k in (Off.HOLIDAY, Off.JOINT_LEAVE)]
    )
    region = models.CharField(max_length=13, blank=True)
    source = models.CharField(max_length=160)
    known_since = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "region"],
                condition=Q(struck_at__isnull=True),
                name="a_day_is_off_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    def value(self) -> DayOffValue:
        return DayOffValue(
            self.day,
            self.name,
            Off(self.kind),
            self.region,
            self.known_since,
            self.struck_at,
            self.source,
        )


class InformationClass(models.TextChoices):
    """The classes of public information (UU 14/2008 Pasal 9-11 and 17)."""

    PERIODIC = "berkala"
    IMMEDIATE = "serta-merta"
    ANY_TIME = "setiap-saat"
    EXCLUDED = "dikecualikan"


class InformationItem(models.Model):
    """A line of an office's list of public information ("DIP")."""

    office = models.CharField(max_length=13, blank=True, db_index=True)
    title = models.CharField(max_length=160)
    info_class = models.CharField(max_length=12, choices=InformationClass.choices)
    summary = models.TextField(max_length=1000, blank=True)
    held_by = models.CharField(max_length=120, blank=True)
    made_on = models.DateField()
    link = models.CharField(max_length=300, blank=True)
    consequence_test = models.CharField(max_length=160, blank=True)
    retired_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["info_class", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="what_is_excluded_names_its_consequence_test",
                condition=~Q(info_class=InformationClass.EXCLUDED)
                | ~Q(consequence_test=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ServiceStandard(models.Model):
    """What an office says of one of its services."""

    office = models.CharField(max_length=13, blank=True)
    service = models.CharField(max_length=20)
    requirements = models.TextField(max_length=2000, blank=True)
    steps = models.TextField(max_length=2000, blank=True)
    time = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=200, blank=True)
    product = models.CharField(max_length=200, blank=True)
    complaint = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True)
    changed_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service"], name="one_standard_of_a_service"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.service}"

    def says(self) -> dict[Component, str]:
        return {component: getattr(self, component.value) for component in Component}


class Stages(models.Model):
    """The first day of an election's stages: services are ready before it."""

    region = models.CharField(max_length=13, blank=True)
    name = models.CharField(max_length=120)
    starts = models.DateField()

    class Meta:
        verbose_name_plural = "stages"
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="stages_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts}"


class SurveyAnswer(models.Model):
    """Nine ratings of one service; nothing says whose, not even the hour."""

    office = models.CharField(max_length=13, blank=True)
    service = models.CharField(max_length=20)
    day = models.DateField()
    ratings = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["office", "service"], name="answers_of_a_service")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.service} {self.day}"
