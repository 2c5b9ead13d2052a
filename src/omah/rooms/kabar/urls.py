"""Addresses of the offices' sites and of the editors' desk; the last in the house."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as page_urls
from wagtail.admin import urls as desk
from wagtail.documents import urls as document_urls
from wagtail.views import serve

from omah.rooms.kabar import media, views, views_podcast
from omah.rooms.people.doors import public

OTHER_DOORS = {"login/", "password_reset/", "test404/", "failwhale/"}
"""Wagtail's own sign-in knows no second factor; the house has one sign-in."""

to_sign_in = public(RedirectView.as_view(pattern_name="account_login"))
desk_urls = [
    path("login/", to_sign_in, name="wagtailadmin_login"),
    *[part for part in desk.urlpatterns if str(part.pattern) not in OTHER_DOORS],
]
site_urls = [
    path("umpan/<slug:slug>.xml", views.rss, name="kabar-rss"),
    path("umpan/<slug:slug>.ics", views.calendar, name="kabar-calendar"),
    path("umpan/<slug:slug>/<slug:show>.xml", views_podcast.feed, name="kabar-podcast"),
    path("siaran/<int:pk>.vtt", views_podcast.transcript, name="kabar-transcript"),
    path("siaran/<int:pk>.<slug:suffix>", views_podcast.audio, name="kabar-audio"),
    path("berkas/<path:path>", media.picture, name="kabar-media"),
    path("dokumen/", include(document_urls)),
    re_path(page_urls.serve_pattern, serve, name="wagtail_serve"),
]
urlpatterns = [
    path("redaksi/", include(desk_urls)),
    path("situs/", views.sites, name="kabar-sites"),
    *site_urls,
]
