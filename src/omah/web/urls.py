"""The addresses of the house."""

from django.urls import include, path

from omah.rooms.people.views import forgotten

urlpatterns = [
    path("masuk/password/reset/", forgotten, name="account_reset_password"),
    path("masuk/", include("allauth.urls")),
    path("", include("omah.rooms.people.urls")),
    path("", include("omah.rooms.count.urls")),
    path("", include("omah.rooms.capture.urls")),
    path("", include("omah.rooms.field.urls")),
    path("", include("omah.rooms.help.urls")),
    path("", include("omah.rooms.notices.urls")),
    path("", include("omah.rooms.assignments.urls")),
    path("", include("omah.rooms.agreements.urls")),
    path("", include("omah.rooms.activities.urls")),
    path("", include("omah.rooms.cases.urls")),
    path("", include("omah.rooms.voters.urls")),
    path("", include("omah.rooms.home.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("", include("omah.rooms.kabar.urls")),
]
