"""Every move in every state by every role, through the API: no illegal one is taken."""

import pytest
from tests.elections import CONTEST, FIGURES, STATION
from tests.rooms.count.houses import hand_in, send_photo

from omah.core.count.sheet_moves import Move, Speaker, allowed
from omah.core.log.statements import figures_json
from omah.core.people.roles import OF_PEOPLE, Role
from omah.rooms.count.models import Sheet, Statement

OTHER = {**FIGURES, "votes.1": 14}
THIRD = {"votes.1": 99}


class Night:
    """Brings the sheet into a state through the API alone."""

    def __init__(self, client, house, phone_of):
        self.client, self.house, self.phone_of = client, house, phone_of
        self.operator = phone_of(Role.OPERATOR, "3517")

    def kpps(self):
        return self.phone_of(Role.KPPS, STATION)

    def takes(self, *said):
        answers = hand_in(self.client, *said)
        assert all(answer["receipt"] for answer in answers), answers

    def missing(self):
        pass

    def captured(self):
        sha256, _ = send_photo(self.client, self.operator, b"photo")
        self.takes(self.operator.captures(sha256))

    def rejected(self):
        self.takes(self.operator.captures("a" * 64, reason="not-a-form"))

    def first_reading(self):
        self.takes(self.kpps().enters())

    def second_reading(self):
        self.takes(self.kpps().enters(), self.kpps().enters({"votes.1": 41}))

    def differs(self):
        self.takes(self.kpps().enters(), self.kpps().enters(OTHER))

    def in_review(self):
        self.differs()
        self.takes(self.kpps().enters(THIRD))

    def accepted(self):
        self.takes(self.kpps().enters(), self.kpps().enters())

    def corrected(self):
        self.accepted()
        ppk = self.phone_of(Role.PPK, "351709")
        self.takes(ppk.corrects({"votes.1": [41, 40]}))


def attempts(phone, now):
    """A statement for each move that people make, as well made as it can be."""
    figures = now.figures() if now else {}
    standing = figures_json(figures).get("votes.1", 0)
    sources = {"figures": figures_json(figures), "sources": []}
    return {
        Move.REJECT: phone.captures("b" * 64, reason="blurred"),
        Move.ENTER: phone.enters(),
        Move.ACCEPT: phone.says("sheet.accepted", **place(), **sources),
        Move.CORRECT: phone.corrects({"votes.1": [standing, 77]}),
    }


def place():
    return {"station": STATION, "contest": CONTEST, "form": "c-hasil-ppwp-2024"}


STATES = [
    "missing", "captured", "rejected", "first_reading", "second_reading", "differs",
    "in_review", "accepted", "corrected",
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_no_illegal_move_is_taken_through_the_api(client, house, phone_of, state):
    night = Night(client, house, phone_of)
    getattr(night, state)()
    phones = {role: phone_of(role, region_of(role)) for role in OF_PEOPLE}
    with house.fold() as fold:
        now = fold.sheet_now(CONTEST, STATION)
    assert now.state.name == state.replace("_", "-")
    before = list(Sheet.objects.values())
    size = Statement.objects.count()
    illegal = 0
    for role, phone in phones.items():
        may = allowed(now, Speaker(phone.code, role))
        for move, statement in attempts(phone, now).items():
            if move not in may:
                (answer,) = hand_in(client, statement)
                assert answer["refused"], (role, move)
                illegal += 1
    assert illegal >= len(OF_PEOPLE)
    assert list(Sheet.objects.values()) == before
    assert Statement.objects.count() == size


LEGAL = [
    *((state, Move.ENTER) for state in STATES),
    *((state, Move.REJECT) for state in STATES),
    ("accepted", Move.CORRECT),
    ("corrected", Move.CORRECT),
]


@pytest.mark.parametrize(("state", "move"), LEGAL)
def test_a_legal_move_is_taken(client, house, phone_of, state, move):
    night = Night(client, house, phone_of)
    getattr(night, state)()
    phone = phone_of(Role.PPK, "351709")
    with house.fold() as fold:
        now = fold.sheet_now(CONTEST, STATION)
    assert move in allowed(now, Speaker(phone.code, Role.PPK))
    night.takes(attempts(phone, now)[move])


def region_of(role: Role) -> str:
    return STATION if role is Role.KPPS else "3517"
