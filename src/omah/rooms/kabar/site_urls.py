"""What an office's own host answers: its public site and nothing else."""

from omah.rooms.kabar.urls import site_urls

urlpatterns = site_urls
