"""Writes on what an office says of itself: standards, lists, stages, surveys."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from omah.core.people.access import PostHeld
from omah.core.service.services import Component
from omah.core.service.services_survey import ELEMENTS, HIGHEST, LOWEST
from omah.formats.services_toml import catalogue
from omah.rooms.cases.models import (
    InformationClass,
    InformationItem,
    ServiceStandard,
    Stages,
    SurveyAnswer,
)


class NoServiceError(LookupError):
    """No office gives such a service."""


def refuse_unknown(service: str) -> None:
    if service not in {known.code for known in catalogue().services}:
        raise NoServiceError(service)


@transaction.atomic
def save_standard(
    post: PostHeld,
    service: str,
    says: Mapping[Component, str],
    *,
    publish: bool,
    today: date,
) -> ServiceStandard:
    """Keep what an office says of a service; a whole one may be published."""
    refuse_unknown(service)
    row, _made = ServiceStandard.objects.get_or_create(
        office=post.region, service=service
    )
    for component in Component:
        setattr(row, component.value, says.get(component, "").strip())
    is_whole = all(row.says().values())
    row.published_on = (row.published_on or today) if publish and is_whole else None
    row.changed_by_id = int(post.id)
    row.save()
    return row


def set_stages(post: PostHeld, *, name: str, starts: date) -> Stages:
    """Say on which day an election's stages start in the post's region."""
    row, _made = Stages.objects.update_or_create(
        region=post.region, name=name, defaults={"starts": starts}
    )
    return row


def add_information(
    post: PostHeld,
    *,
    title: str,
    info_class: str,
    summary: str,
    held_by: str,
    made_on: date,
    link: str,
    consequence_test: str,
) -> InformationItem:
    """Put a line on the office's list of public information."""
    return InformationItem.objects.create(
        office=post.region,
        title=title,
        info_class=InformationClass(info_class),
        summary=summary,
        held_by=held_by,
        made_on=made_on,
        link=link,
        consequence_test=consequence_test,
        made_by_id=int(post.id),
    )


def retire_information(post: PostHeld, pk: int) -> bool:
    """Take a line off the list; False if this office has none such."""
    listed = InformationItem.objects.filter(pk=pk, office=post.region, retired_at=None)
    return listed.update(retired_at=timezone.now()) == 1


def answer_survey(
    office: str, service: str, ratings: Sequence[int], *, today: date
) -> SurveyAnswer:
    """Keep nine ratings with their day, and nothing of whose they are."""
    refuse_unknown(service)
    is_whole = len(ratings) == ELEMENTS
    if not is_whole or not all(LOWEST <= r <= HIGHEST for r in ratings):
        raise ValueError("an answer has nine ratings from 1 to 4")
    return SurveyAnswer.objects.create(
        office=office, service=service, day=today, ratings=list(ratings)
    )
