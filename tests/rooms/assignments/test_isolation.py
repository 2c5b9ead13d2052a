"""No office sees another's work: every address, role and place; and every object."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.rooms import given
from tests.rooms.assignments.offices import answer, ask, holder, judge, paper

from omah.core.office.assignments import ANSWERERS, ASKERS, Move, Refused
from omah.core.people.roles import OF_PEOPLE, Role
from omah.rooms.assignments import actions, selectors
from omah.rooms.assignments.models import Answer, Evidence, Step
from omah.rooms.assignments.urls import urlpatterns

pytestmark = pytest.mark.django_db
ASKER, ADDRESSEE, SIBLING = "98", "9801", "9802"
HIDDEN = "rahasia-kantor-9801"
EVERYWHERE = {
    "": "nation above",
    "97": "another province",
    SIBLING: "asked the same",
    "9803": "asked nothing",
    "9701": "beside, elsewhere",
    "980101": "below the addressee",
    "9801011001": "far below",
}
OF_THE_ASKER = {"board", "table", "report", "review", "visit"}
OF_THE_ADDRESSEE = {"answer"}


@pytest.fixture
def work():
    """An assignment of a province to two offices; one has answered with a secret."""
    asker, addressee = holder(ASKER), holder(ADDRESSEE)
    assignment = ask(asker, [ADDRESSEE, SIBLING])
    evidence = paper(content=b"%PDF-" + HIDDEN.encode())
    answer(addressee, assignment, {"answer": HIDDEN}, [evidence])
    return {"asker": asker, "addressee": addressee, "assignment": assignment,
            "file": Evidence.objects.get().pk}  # fmt: skip


def addresses(work, region: str) -> dict[str, str]:
    """Every address of the room that names a region, as if it were that region's."""
    base = f"/penugasan/{region or 'nasional'}/"
    at = f"{base}{work['assignment'].pk}/"
    return {
        "office": base,
        "choose": f"{base}baru/",
        "ask": f"{base}baru/surat/",
        "evidence": f"{base}berkas/{work['file']}/",
        "board": at,
        "table": f"{at}tabel.csv",
        "report": f"{at}laporan.pdf",
        "answer": f"{at}jawab/",
        "review": f"{at}dari/{ADDRESSEE}/",
        "visit": f"{at}dari/{ADDRESSEE}/kunjungan/",
    }


def test_the_sweep_knows_every_address_of_the_room(work):
    assert {p.name for p in urlpatterns} - {"mine"} == set(addresses(work, ASKER))


@pytest.mark.parametrize("role", OF_PEOPLE)
def test_no_role_enters_an_office_that_is_not_its_own(work, role):
    clients = [given.signed_in(given.post(role, at)) for at in ("", SIBLING)]
    for region in (ASKER, ADDRESSEE):
        for name, path in addresses(work, region).items():
            for client in clients:
                method = client.post if name == "visit" else client.get
                got = method(path)
                assert got.status_code == 403, (name, role)
                assert HIDDEN not in got.content.decode("latin-1")


@pytest.mark.parametrize("role", OF_PEOPLE)
def test_at_home_a_role_enters_what_it_has_a_part_in(work, role):
    """The asker's and the addressee's own people, and none but the roles named."""
    for region in (ASKER, ADDRESSEE):
        client = given.signed_in(given.post(role, region))
        for name, path in addresses(work, region).items():
            got = client.post(path) if name == "visit" else client.get(path)
            assert got.status_code == expected(name, role, region), (name, region)


def expected(name: str, role: Role, region: str) -> int:
    if role not in ANSWERERS:
        return 403
    asks_alone = {"choose", "ask", "review", "visit"}
    viewers = {*ASKERS, Role.OPERATOR}
    if name in asks_alone and role not in ASKERS:
        return 403
    if name in OF_THE_ASKER and role not in viewers:
        return 403
    if region == ADDRESSEE and name in OF_THE_ASKER:
        return 404  # it lets its own people in, and there is nothing of theirs
    if region == ASKER and name in OF_THE_ADDRESSEE:
        return 404
    return 302 if name == "visit" else 200


@pytest.mark.parametrize("region", EVERYWHERE)
def test_at_home_others_find_nothing_of_it(work, region):
    """The same objects under one's own address: as if they did not exist."""
    client = given.signed_in(holder(region))
    for name, path in addresses(work, region).items():
        got = client.post(path) if name == "visit" else client.get(path)
        assert HIDDEN not in got.content.decode("latin-1"), name
        found = name in {"office", "choose", "ask"}
        if region == SIBLING and name == "answer":
            found = True  # its own answer to the same letter, still empty
        if found and not (len(region) > 6 and name != "office"):
            assert got.status_code == 200, name
        else:
            assert got.status_code in {403, 404}, name


@pytest.mark.parametrize("region", EVERYWHERE)
def test_the_selectors_give_an_office_its_own_alone(work, region):
    assignment, file = work["assignment"].pk, work["file"]
    assert not selectors.asked_by(region).exists()
    assert selectors.answer_to(region, assignment, ADDRESSEE) is None
    assert selectors.evidence_for(region, file) is None
    own = selectors.answer_of(region, assignment)
    assert own is None or own.office == SIBLING == region
    assert selectors.evidence_for(ASKER, file)
    assert selectors.evidence_for(ADDRESSEE, file)


@pytest.mark.parametrize("region", EVERYWHERE)
def test_the_actions_refuse_an_office_that_has_no_part_in_it(work, region):
    post = holder(region).held()
    row = Answer.objects.get(office=ADDRESSEE)
    done = actions.hand_in(post, row.pk, values={"answer": "Palsu"})
    assert done is Refused.NOT_YOURS
    for move in Move:
        done = actions.judge(post, row.pk, move, reason="Palsu")
        assert done is Refused.NOT_YOURS
    assert actions.set_visit(post, row.pk, None) is Refused.NOT_YOURS
    assert Step.objects.count() == 1


def test_the_addressee_does_not_accept_its_own_answer(work):
    post = work["addressee"]
    assert judge(post, work["assignment"], ADDRESSEE, Move.ACCEPT) is Refused.NOT_YOURS
    row = Answer.objects.get(office=ADDRESSEE)
    done = actions.hand_in(work["asker"].held(), row.pk, values={"answer": "x"})
    assert done is Refused.NOT_YOURS


def test_a_file_of_another_answer_is_not_taken_over(work):
    """An addressee that names another's file keeps none of it."""
    sibling = holder(SIBLING)
    row = Answer.objects.get(office=SIBLING)
    kept = [work["file"]]
    actions.hand_in(sibling.held(), row.pk, values={"answer": "Ya"}, kept=kept)
    assert selectors.latest_evidence(row) == []


def test_a_post_that_has_ended_opens_nothing(work):
    row = work["addressee"]
    row.until = actions.today_at(ADDRESSEE) - timedelta(days=1)
    row.save()
    path = addresses(work, ADDRESSEE)["answer"]
    assert given.signed_in(row).get(path).status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_sign_in(work):
    for name, path in addresses(work, ADDRESSEE).items():
        got = Client().post(path) if name == "visit" else Client().get(path)
        assert got.status_code == 302
        assert got["Location"].startswith("/masuk/")
