"""What an office says beside its cases: days off, lists, standards, surveys."""

from django.db import models
from django.db.models import Q

from omah.core.service.clocks import DayOff as DayOffValue
from omah.core.service.clocks import Off
from omah.core.service.services import Component
from omah.rooms.cases.models.case import POST


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
