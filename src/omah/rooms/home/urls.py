"""Addresses of the front room."""

from django.urls import path

from omah.rooms.home import views, views_demo

app_name = "home"
urlpatterns = [
    path("", views.citizen, name="citizen"),
    path("cari/", views.search, name="search"),
    path("tugas/", views.tasks, name="tasks"),
    path("jabatan/", views.choose_post, name="choose-post"),
    path("tampilan/", views.choose_look, name="choose-look"),
    path("gaya/", views.style, name="style"),
    path("pengurus/luar/", views.outside, name="outside"),
    path("peragaan/jadi/", views_demo.be, name="demo-be"),
    path("peragaan/<slug:token>/", views_demo.by_link, name="demo-door"),
]
