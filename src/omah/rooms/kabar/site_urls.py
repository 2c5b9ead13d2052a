"""What an office's own host answers: its public site and nothing else."""

from django.urls import include, path

from omah.rooms.kabar.urls import site_urls

urlpatterns = [path("bahasa/", include("django.conf.urls.i18n")), *site_urls]
