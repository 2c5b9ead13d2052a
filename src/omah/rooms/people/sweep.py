"""Every endpoint states who may call it, or the application does not start."""

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from omah.core.people.access import Access

OTHERS = ("allauth.", "django.contrib.staticfiles", "django.views.i18n", "wagtail.")
"""Views of libraries: sign-in pages and assets, public by their nature; Wagtail asks
its own permissions at every address of the editors' desk, behind the door of
``kabar.desks``, and serves published pages to anyone."""


def endpoints() -> Iterator[tuple[str, object]]:
    """Yield (address pattern, view) for every endpoint of the application."""
    yield from walk(get_resolver().url_patterns, "")


def walk(patterns: Sequence[Any], prefix: str) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            for view in operations(pattern.callback):
                yield address, view


def operations(view: object) -> Iterator[object]:
    """Yield the view, or each operation behind an address of the API."""
    behind = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
    found = getattr(behind.get("self"), "operations", None)
    if found is None:
        yield view
        return
    for operation in found:
        yield operation.view_func


def states_access(view: object) -> bool:
    if isinstance(getattr(view, "access", None), Access):
        return True
    module = getattr(view, "__module__", "") or ""
    return module.startswith(OTHERS)


def doorless() -> list[str]:
    return [address for address, view in endpoints() if not states_access(view)]


def check_every_door(**_: object) -> list[CheckMessage]:
    return [
        Error(f"the endpoint /{address} does not state who may call it", id="omah.E001")
        for address in doorless()
    ]


def refuse_to_start_without_doors() -> None:
    """Called where a server starts: a silent endpoint is never served."""
    found = doorless()
    if found:
        raise ImproperlyConfigured(
            "these endpoints do not state who may call them: " + ", ".join(found)
        )
