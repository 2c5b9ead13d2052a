"""Duties, the demo, the templates that the house has, and names of files."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.rooms.assignments.offices import answer, ask, holder, judge, regencies

from omah.core.office.assignments import Move
from omah.rooms.agreements import demo as agreements_demo
from omah.rooms.agreements.duties import duties_of as agreement_duties
from omah.rooms.agreements.findables import findables
from omah.rooms.agreements.models import Round, Signature
from omah.rooms.assignments import actions, demo
from omah.rooms.assignments.duties import duties_of
from omah.rooms.assignments.files import safe_name
from omah.rooms.assignments.models import Answer, Assignment
from omah.rooms.assignments.templates_of_work import templates
from omah.rooms.people import demo as people

OFFICES = ["98", "9801", "9802", "9871"]


@pytest.mark.django_db
def test_a_duty_is_there_until_it_is_done_and_comes_back_with_a_return():
    host, first = holder("98"), holder("9801")
    assignment = ask(host, ["9801"])
    now = timezone.now()
    (duty,) = duties_of([first.held()], now)
    assert (duty.office, duty.due) == ("9801", assignment.due)
    assert "12/TU.01/2026" in duty.why
    assert duties_of([host.held()], now) == []
    answer(first, assignment)
    assert duties_of([first.held()], now) == []
    (review,) = duties_of([host.held()], now)
    assert review.url == f"/penugasan/98/{assignment.pk}/"
    judge(host, assignment, "9801", Move.RETURN, reason="Tanda tangan kurang.",
          repair_by=assignment.due + timedelta(days=2))  # fmt: skip
    (repair,) = duties_of([first.held()], now)
    assert repair.why == "Tanda tangan kurang."
    assert repair.due == assignment.due + timedelta(days=2)
    assert duties_of([holder("9802").held()], now) == []


@pytest.mark.django_db
def test_the_demo_is_furnished_once_and_gives_its_people_their_duties():
    today = actions.today_at("98")
    people.furnish(OFFICES, today)
    for _ in range(2):
        demo.furnish(OFFICES, today)
        agreements_demo.furnish(OFFICES, today)
    assert Assignment.objects.count() == 3
    states = Answer.objects.values_list("state", flat=True)
    assert set(states) == {"asked", "answered", "returned", "accepted"}
    rounds = Round.objects.values_list("is_for_all", flat=True)
    assert sorted(rounds) == [False, True]
    assert Signature.objects.count() == 3
    city = people.Post.objects.get(region="9871", division="ketua").held()
    assert len(duties_of([city], timezone.now())) == 2
    (sign,) = agreement_duties([city], timezone.now())
    assert sign.url.endswith("/tanda-tangan/")


@pytest.mark.django_db
def test_a_house_without_people_is_not_furnished():
    demo.furnish(OFFICES, date(2026, 6, 1))
    agreements_demo.furnish(OFFICES, date(2026, 6, 1))
    assert not Assignment.objects.exists()
    assert not Round.objects.exists()


def test_the_public_page_of_agreements_is_found():
    assert [found.url for found in findables()] == ["/perjanjian/periksa/"]


@pytest.mark.django_db
def test_a_province_s_board_takes_few_questions_to_the_database(
    django_assert_max_num_queries, client
):
    host = holder("98")
    offices = regencies(38)
    assignment = ask(host, offices)
    client.force_login(host.holder)
    client.get("/penugasan/98/")
    with django_assert_max_num_queries(30):
        assert client.get(f"/penugasan/98/{assignment.pk}/").status_code == 200


def test_every_template_is_data_that_loads_and_speaks_both_languages():
    assert next(iter(templates())) == "laporan-kinerja-adhoc"
    assert len(templates()) == 6
    for template in templates().values():
        for question in template.questions:
            assert question.label.id
            assert question.label.en


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("laporan.pdf", "laporan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Dokumen\\surat.docx", "surat.docx"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("", "berkas"),
        ("...", "berkas"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_s_name_is_made_safe(name, safe):
    assert safe_name(name) == safe
