"""The addresses of the house."""

from django.urls import include, path

urlpatterns = [
    path("masuk/", include("allauth.urls")),
    path("", include("omah.rooms.people.urls")),
    path("", include("omah.rooms.count.urls")),
    path("", include("omah.rooms.capture.urls")),
    path("", include("omah.rooms.field.urls")),
    path("", include("omah.rooms.help.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("", include("omah.rooms.kabar.urls")),
]
