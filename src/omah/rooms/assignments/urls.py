"""Addresses of the room of assignments."""

from django.urls import URLPattern

app_name = "assignments"
urlpatterns: list[URLPattern] = []
