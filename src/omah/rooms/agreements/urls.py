"""Addresses of the room of agreements."""

from django.urls import path

from omah.rooms.agreements import views, views_host
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

app_name = "agreements"
AT = "perjanjian/<region:region>/"
urlpatterns = [
    path("perjanjian/", views.mine, name="mine"),
    path("perjanjian/periksa/", views.check, name="check"),
    path("perjanjian/otoritas.crt", views.root, name="root"),
    path(AT, views.office, name="office"),
    path(f"{AT}baru/", views_host.call, name="call"),
    path(f"{AT}<uuid:id_>/papan/", views_host.board, name="board"),
    path(f"{AT}<uuid:id_>/segel.zip", views_host.sealed_set, name="set"),
    path(f"{AT}<uuid:id_>/tanda-tangan/", views.sign, name="sign"),
    path(f"{AT}<uuid:id_>/naskah.pdf", views.paper, name="paper"),
]
