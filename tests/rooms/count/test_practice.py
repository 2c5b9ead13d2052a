"""A practice: its own election, a lesson with known truth, a list, a rehearsal."""

import json
import re

import pytest
from django.core.management import call_command
from django.test import Client
from pypdfium2 import PdfDocument
from tests.rooms.count.houses import Phone, hand_in, send_photo

from omah.core.people.masked import masked_name
from omah.core.people.roles import Role
from omah.rooms.count import house as houses
from omah.rooms.count import practice, practice_paper, releasing

STATION, VILLAGE = "9801011001001", "9801011001"
SHEET = {"contest": "latihan", "station": STATION, "form": "c-hasil-ppwp-2024"}


@pytest.fixture
def training(db, tmp_path, settings):
    """A house that practises with one filled-in form."""
    settings.OMAH_ELECTION = tmp_path / "election"
    settings.OMAH_PUBLIC = tmp_path / "public"
    call_command("begin_practice", sheets=1, verbosity=0)
    yield houses.house()
    houses.leave()
    releasing.forget()


def visit(post) -> Client:
    client = Client()
    client.force_login(post.holder)
    return client


def test_the_lesson_is_told_only_after_signing_and_names_what_was_wrong(
    client, training, post_of
):
    kpps, pps = post_of(Role.KPPS, STATION), post_of(Role.PPS, VILLAGE)
    page = visit(kpps).get("/latihan/").content.decode()
    assert "Terbuka sesudah Anda menandatangani" in page
    assert "LATIHAN: tidak ada yang di sini masuk hitungan" in page
    phone = Phone.enrolled(training, kpps)
    truth = practice.truths(training)[STATION]
    typed = {**truth, "valid": truth["valid"] + 1}
    sheet = (training.election.folder / "practice" / f"{STATION}-1.jpg").read_bytes()
    sha256, _ = send_photo(client, phone, sheet, 1_000_000)
    said = phone.enters(typed, **SHEET), phone.captures(sha256, **SHEET)
    assert all(answer["receipt"] for answer in hand_in(client, *said))
    page = visit(kpps).get("/latihan/")
    (lesson,) = page.context["lessons"]
    assert [m.field for _name, m in lesson["mistakes"]] == ["valid"]
    assert "sudah berlatih" in page.content.decode()
    listed = visit(pps).get(f"/latihan/{VILLAGE}/").content.decode()
    assert f"sudah: {len(truth) - 1} dari {len(truth)} benar" in listed


@pytest.fixture
def done(client, training, post_of):
    """A post that has finished its practice sheet."""
    kpps = post_of(Role.KPPS, STATION)
    phone = Phone.enrolled(training, kpps)
    sheet = (training.election.folder / "practice" / f"{STATION}-1.jpg").read_bytes()
    sha256, _ = send_photo(client, phone, sheet, 1_000_000)
    truth = practice.truths(training)[STATION]
    hand_in(client, phone.enters(truth, **SHEET), phone.captures(sha256, **SHEET))
    return kpps


def certificate_of(post) -> str:
    return f"/latihan/sertifikat/{post.region}/{post.pk}.pdf"


def test_a_certificate_says_who_has_practised_and_leads_to_its_proof(done, post_of):
    assert certificate_of(done) in visit(done).get("/latihan/").content.decode()
    paper = visit(done).get(certificate_of(done))
    text = "".join(
        page.get_textpage().get_text_range() for page in PdfDocument(paper.content)
    )
    name = done.holder.name
    assert name in text
    number = re.search(r"/latihan/bukti/([0-9a-f-]+)/", text)[1]
    page = Client().get(f"/latihan/bukti/{number}/")
    told = page.content.decode()
    assert page.status_code == 200
    assert masked_name(name) in told
    assert "1970" not in told  # the phone's clock, which proves nothing
    assert name not in told
    assert number in told


def test_a_number_that_was_made_up_or_given_for_another_name_proves_nothing(done):
    number = practice_paper.proved(houses.house(), done).number
    for wrong in (
        f"{done.pk}-000000000000",
        f"0{number}",
        f"{number}0",
        "x",
        "9-" + number,
    ):
        page = Client().get(f"/latihan/bukti/{wrong}/")
        assert page.status_code == 404
        assert "Tidak ada sertifikat latihan" in page.content.decode()
    done.holder.name = "Orang Lain"
    done.holder.save()
    assert Client().get(f"/latihan/bukti/{number}/").status_code == 404


def test_a_certificate_is_printed_for_those_who_finished_by_them_or_their_trainers(
    done, post_of
):
    for role, region, status in (
        (Role.PPS, VILLAGE, 200),
        (Role.PPK, "980101", 200),
        (Role.KPPS, STATION, 404),  # a colleague of the same station
        (Role.PPK, "980102", 403),
        (Role.WITNESS, STATION, 403),
    ):
        assert (
            visit(post_of(role, region)).get(certificate_of(done)).status_code == status
        )
    pps, beginner = post_of(Role.PPS, VILLAGE), post_of(Role.KPPS, STATION)
    assert visit(pps).get(certificate_of(beginner)).status_code == 404
    elsewhere = certificate_of(done).replace(STATION, f"{VILLAGE}002")
    assert visit(pps).get(elsewhere).status_code == 404


def test_a_statement_of_another_election_is_refused(client, training, post_of):
    """Signed by an enrolled phone, for another root: it can't enter by any door."""
    phone = Phone.enrolled(training, post_of(Role.KPPS, STATION))
    facts = {**SHEET, "post": phone.code, "figures": {"valid": 1}, "blind": 1}
    said = phone.signer.say("entry.made", at=1, election="0" * 64, **facts)
    (answer,) = hand_in(client, said)
    assert answer["refused"]["code"] == "other-election"


def test_the_paper_is_shown_to_its_station_and_its_trainers_alone(training, post_of):
    address = f"/latihan/lembar/{STATION}/1.jpg"
    for role, region, status in (
        (Role.KPPS, STATION, 200),
        (Role.PPS, VILLAGE, 200),
        (Role.PPK, "980102", 403),
        (Role.WITNESS, STATION, 403),
    ):
        assert visit(post_of(role, region)).get(address).status_code == status
    ppk = visit(post_of(Role.PPK, "980101"))
    assert ppk.get(f"/latihan/lembar/{STATION}/9.jpg").status_code == 404
    assert ppk.get(f"/latihan/lembar/{VILLAGE}/1.jpg").status_code in (403, 404)


def test_a_rehearsal_shows_what_came_and_who_is_silent(client, training, post_of):
    phone = Phone.enrolled(training, post_of(Role.KPPS, STATION))
    ppk = visit(post_of(Role.PPK, "980101"))
    before = ppk.get("/latihan/980101/gladi/").context
    hand_in(client, phone.enters({"valid": 1}, **SHEET))
    after = ppk.get("/latihan/980101/gladi/").context
    assert (before["whole"].come, after["whole"].come) == (0, 1)
    assert after["last_hour"] == before["last_hour"] + 1
    (village,) = after["silent"]
    assert village.missing == village.stations - 1


def test_the_real_count_practises_nothing(house, post_of):
    kpps = visit(post_of(Role.KPPS, "3517092003001"))
    page = kpps.get("/latihan/").content.decode()
    assert "rumah penghitungan sungguhan" in page
    assert "LATIHAN: tidak ada" not in page
    ppk = visit(post_of(Role.PPK, "351709"))
    for path in ("351709/", "351709/gladi/", "lembar/3517092003001/1.jpg"):
        assert ppk.get(f"/latihan/{path}").status_code == 404


def test_the_truth_adds_up_and_stays_private(training, settings):
    truth = json.loads(practice.truth_file(training).read_text())
    figures = truth[STATION]
    assert figures["valid"] + figures["invalid"] == figures["total"]
    assert not list(settings.OMAH_PUBLIC.rglob("truth.json"))
