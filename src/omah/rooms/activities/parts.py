"""The small forms of an activity's page: each adds one thing to the record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from omah.rooms.activities import actions, joining
from omah.rooms.activities.forms import (
    DocumentForm,
    NamedForm,
    PhotoForm,
    PresentForm,
    TaskForm,
)
from omah.rooms.activities.models import Activity
from omah.rooms.people.bodies import members_of


@dataclass(frozen=True, slots=True)
class Part:
    """A small form and what is done with what it holds."""

    form: type[forms.Form]
    add: Callable[[Activity, dict[str, Any]], object]


PARTS = {
    "tokoh": Part(NamedForm, lambda row, given: actions.name_person(row, **given)),
    "tugas": Part(TaskForm, lambda row, given: actions.add_task(row, **given)),
    "foto": Part(
        PhotoForm,
        lambda row, given: actions.add_photo(
            row, content=given["photo"], alt=given["alt"], caption=given["caption"]
        ),
    ),
    "dokumen": Part(
        DocumentForm, lambda row, given: actions.add_document(row, given["file"])
    ),
    "hadir": Part(
        PresentForm, lambda row, given: joining.note_present(row, given["names"])
    ),
}


def form_of(row: Activity, name: str, *sent: Any) -> forms.Form:  # noqa: ANN401  as Django's
    """Return a part's form, empty or with what was sent."""
    kind = PARTS[name].form
    more: dict[str, Any] = {"prefix": name}
    if kind is TaskForm:
        more["members"] = members_of(row.office, timezone.localdate())
    return kind(*sent, **more)


def blank_forms(row: Activity) -> dict[str, forms.Form]:
    return {name: form_of(row, name) for name in PARTS}
