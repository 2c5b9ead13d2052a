"""Addresses of the room of assignments."""

from django.urls import path

from omah.rooms.assignments import views, views_answer, views_ask, views_board
from omah.rooms.people import addresses as _region  # noqa: F401  registers <region:>

app_name = "assignments"
AT = "penugasan/<region:region>/"
urlpatterns = [
    path("penugasan/", views.mine, name="mine"),
    path(AT, views.office, name="office"),
    path(f"{AT}baru/", views_ask.choose, name="choose"),
    path(f"{AT}baru/<slug:template>/", views_ask.ask, name="ask"),
    path(f"{AT}berkas/<int:pk>/", views.evidence, name="evidence"),
    path(f"{AT}<uuid:id_>/", views_board.board, name="board"),
    path(f"{AT}<uuid:id_>/tabel.csv", views_board.table, name="table"),
    path(f"{AT}<uuid:id_>/laporan.pdf", views_board.report, name="report"),
    path(f"{AT}<uuid:id_>/jawab/", views_answer.answer, name="answer"),
    path(f"{AT}<uuid:id_>/dari/<region:of>/", views_board.review, name="review"),
    path(f"{AT}<uuid:id_>/dari/<region:of>/kunjungan/", views_board.visit,
         name="visit"),
]  # fmt: skip
