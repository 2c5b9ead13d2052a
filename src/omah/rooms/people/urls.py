"""Addresses of people, posts and devices."""

from django.urls import path

from omah.rooms.people import views

app_name = "people"
urlpatterns = [
    path("saya/", views.me, name="me"),
    path("undangan/<str:token>/", views.accept, name="accept"),
]
