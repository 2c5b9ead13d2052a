"""What the helpdesk asks of those who answer and of those who asked."""

from uuid import uuid4

import pytest
from django.utils import timezone
from tests.rooms import given

from omah.core.office.tickets import Move, Topic, Urgency
from omah.core.people.roles import Role
from omah.rooms.help import actions
from omah.rooms.help.duties import duties_of

pytestmark = pytest.mark.django_db


def asked(post):
    return [duty.what for duty in duties_of([post.held()], timezone.now())]


def test_a_question_is_the_desk_s_duty_and_its_answer_the_asker_s():
    ppk = given.post(Role.PPK, given.KECAMATAN)
    neighbour = given.post(Role.PPK, given.OTHER_KECAMATAN)
    pps = given.post(Role.PPS, given.VILLAGE)
    ticket = actions.ask(
        pps.held(),
        id_=uuid4(),
        subject="Kunci hilang",
        text="Sejak pagi.",
        topic=Topic.SUPPLIES,
        urgency=Urgency.TODAY,
        context={},
    )
    assert asked(ppk) == ["Jawab 1 pertanyaan"]
    assert asked(pps) == asked(neighbour) == []
    actions.make(ppk.held(), ticket.pk, Move.ANSWER, text="Di kami.")
    assert asked(ppk) == []
    assert asked(pps) == ["Baca jawaban: Kunci hilang"]
    actions.make(pps.held(), ticket.pk, Move.HELPED)
    assert asked(pps) == []
