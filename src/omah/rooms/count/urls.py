"""Addresses of the count: its API and its operators' pages."""

from django.urls import URLPattern, URLResolver, path

from omah.rooms.count.api import api

_patterns, _app, _namespace = api.urls
api_patterns: list[URLPattern | URLResolver] = [
    pattern for pattern in _patterns if getattr(pattern, "name", "") != "api-root"
]
urlpatterns = [path("api/v1/", (api_patterns, _app, _namespace))]
