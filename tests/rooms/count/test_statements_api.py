"""Statements come in: receipts, refusals, and nothing twice."""

from tests.elections import FIGURES, STATION
from tests.rooms.count.houses import hand_in

from omah.core.people.roles import Role
from omah.formats.receipt import Receipt, receipt_holds
from omah.rooms.count.models import Sheet, Statement

CODES = ("3517092003001", "3517092003002")


def test_a_statement_gets_a_receipt_that_verifies(client, house, phone_of):
    phone = phone_of(Role.KPPS, STATION)
    (answer,) = hand_in(client, phone.enters())
    receipt = Receipt(**answer["receipt"])
    assert receipt_holds(receipt, house.election.log_key.public)
    assert Sheet.objects.get().state == "first-reading"


def test_the_same_statement_from_two_phones_is_one(client, house, phone_of):
    said = phone_of(Role.KPPS, STATION).enters()
    first = hand_in(client, said)
    size = Statement.objects.count()
    assert hand_in(client, said, said) == first * 2
    assert Statement.objects.count() == size


def test_two_posts_that_agree_make_an_accepted_sheet(client, house, phone_of):
    one, two = (phone_of(Role.KPPS, STATION) for _ in range(2))
    answers = hand_in(client, one.enters(), two.enters())
    assert all(answer["receipt"] for answer in answers)
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.figures) == ("accepted", FIGURES)


def test_each_statement_is_answered_by_itself(client, house, phone_of):
    phone = phone_of(Role.KPPS, STATION)
    elsewhere = phone.enters(station=CODES[1])
    answers = hand_in(client, elsewhere, phone.enters(), phone.enters())
    codes = [a["refused"] and a["refused"]["code"] for a in answers]
    assert codes == ["wrong-region", None, "said-already"]
