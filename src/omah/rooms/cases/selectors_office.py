"""Reads of what an office says of itself; all of it is public but the readiness."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, QuerySet, When

from omah.core.service.services import (
    Component,
    Readiness,
    Service,
    Standard,
    readiness,
)
from omah.core.service.services_survey import Satisfaction, TooFew, satisfaction
from omah.formats.services_toml import catalogue
from omah.rooms.cases.models import (
    DayOff,
    InformationClass,
    InformationItem,
    ServiceStandard,
    Stages,
    SurveyAnswer,
)

COUNTED_DAYS = 365


@dataclass(frozen=True, slots=True)
class Offered:
    """A service of an office, its standard and what its visitors say of it."""

    service: Service
    row: ServiceStandard | None
    today: date

    @property
    def is_public(self) -> bool:
        published = self.row.published_on if self.row else None
        return published is not None and published <= self.today

    @property
    def is_whole(self) -> bool:
        """Whether the public reads something of every component."""
        return self.is_public and all(text.strip() for _, text in self.says)

    @property
    def says(self) -> list[tuple[Component, str]]:
        return list(self.row.says().items()) if self.row else []


def offered(office: str, today: date) -> list[Offered]:
    """Return every service of the catalogue as this office offers it."""
    rows = {r.service: r for r in ServiceStandard.objects.filter(office=office)}
    return [Offered(s, rows.get(s.code), today) for s in catalogue().services]


def standard_of(office: str, service: str) -> ServiceStandard | None:
    return ServiceStandard.objects.filter(office=office, service=service).first()


def next_stages(office: str, today: date) -> Stages | None:
    """Return the stages that start next at an office or above it, or last began."""
    above = [office[:digits] for digits in range(len(office) + 1)]
    known = Stages.objects.filter(region__in=above)
    coming = known.filter(starts__gte=today).order_by("starts").first()
    return coming or known.order_by("-starts").first()


def readiness_of(office: str, today: date) -> Readiness | None:
    """Return what an office lacks before its stages; None if none are known."""
    stages = next_stages(office, today)
    if stages is None:
        return None
    standards = [
        Standard(row.service, row.says(), row.published_on)
        for row in ServiceStandard.objects.filter(office=office)
    ]
    return readiness(catalogue().services, standards, starts=stages.starts, today=today)


def information_of(office: str) -> QuerySet[InformationItem]:
    """Return an office's list of public information, class by class as in the law."""
    order = [When(info_class=each, then=at) for at, each in enumerate(InformationClass)]
    items = InformationItem.objects.filter(office=office, retired_at=None)
    return items.order_by(Case(*order), "title", "pk")


def days_off_of(region: str, year: int) -> QuerySet[DayOff]:
    """Return the days off of a year that hold in a region, struck out ones too."""
    above = [region[:digits] for digits in range(len(region) + 1)]
    return DayOff.objects.filter(day__year=year, region__in=above)


def surveyed(office: str, service: str, today: date) -> Satisfaction | TooFew:
    """Return the index of a service over the last year."""
    since = today - timedelta(days=COUNTED_DAYS)
    answers = SurveyAnswer.objects.filter(
        office=office, service=service, day__gt=since, day__lte=today
    )
    return satisfaction(list(answers.values_list("ratings", flat=True)))
