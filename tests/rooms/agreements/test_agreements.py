"""Agreements through their pages: called, signed once, sealed, checked."""

import csv
import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.rooms import given
from tests.rooms.assignments.offices import PROVINSI, holder, name, regencies

from omah.core.office.agreements import Refused, Target
from omah.core.people.access import Acting
from omah.core.people.roles import OF_PEOPLE, Role
from omah.formats.sealed_pdf import Verdict, inspect_pdf
from omah.rooms.agreements import actions, selectors
from omah.rooms.agreements.duties import duties_of
from omah.rooms.agreements.models import Round, Signature
from omah.rooms.agreements.papers import authority, papers, sealed_papers
from omah.rooms.agreements.urls import urlpatterns
from omah.rooms.notices.models import Notice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MFA = [{"method": "mfa", "at": 1.0}]


def call(host, offices, **more) -> Round:
    now = timezone.now()
    words = {
        "title": "Perjanjian Kinerja 2026",
        "year": 2026,
        "papers": list(papers()),
        "targets": [Target("Layanan prima", "Permintaan dijawab", "100 %")],
        "opens_at": now - HOUR,
        "closes_at": now + HOUR,
        "needs_second_factor": False,
    }
    return actions.call(host.held(), id_=uuid4(), offices=offices, **(words | more))


def sign_path(office: str, made: Round) -> str:
    return f"/perjanjian/{office}/{made.pk}/tanda-tangan/"


def press(client: Client, office: str, made: Round):
    page = client.get(sign_path(office, made))
    return client.post(sign_path(office, made), {"text": page.context["text_sha256"]})


@pytest.fixture
def host():
    return holder(PROVINSI)


@pytest.fixture
def regency():
    return holder("9801")


def test_one_press_signs_all_papers_and_seals_them(host, regency):
    made = call(host, ["9801"])
    client = given.signed_in(regency)
    text = client.get(sign_path("9801", made)).content.decode()
    for title in ("Perjanjian Kinerja Tahun 2026", "Pakta Integritas", "Benturan"):
        assert title in text
    assert press(client, "9801", made).status_code == 302
    sealed = client.get(f"/perjanjian/9801/{made.pk}/naskah.pdf").content
    found = inspect_pdf(sealed, [authority().root])
    assert (found.verdict, found.name) == (Verdict.SEALED, "Nama 9801")
    assert found.office == name("9801")


def test_a_second_press_is_the_first(host, regency):
    made = call(host, ["9801"])
    client = given.signed_in(regency)
    press(client, "9801", made)
    first = Signature.objects.get()
    press(client, "9801", made)
    again = Signature.objects.get()
    assert (first.at, first.sealed_sha256) == (again.at, again.sealed_sha256)


def test_the_host_signs_with_the_others(host, regency):
    made = call(host, ["9801"])
    press(given.signed_in(host), PROVINSI, made)
    assert selectors.board(made).tally.signed == 1


def refused(post, made: Round, **more) -> object:
    words = {"shown_sha256": "", "second_factor": False} | more
    return actions.sign(post.held(), made.pk, **words)


def test_a_text_that_changed_since_it_was_read_is_not_signed(host, regency):
    made = call(host, ["9801"])
    client = given.signed_in(regency)
    shown = client.get(sign_path("9801", made)).context["text_sha256"]
    Round.objects.update(targets=[["Lain", "Lain", "Lain"]])
    got = client.post(sign_path("9801", made), {"text": shown}, follow=True)
    assert "Naskahnya berubah" in got.content.decode()
    assert not Signature.objects.exists()


def test_before_and_after_the_hour_nothing_is_signed(host, regency):
    now = timezone.now()
    early = call(host, ["9801"], opens_at=now + HOUR, closes_at=now + 2 * HOUR)
    late = call(host, ["9801"], opens_at=now - 2 * HOUR, closes_at=now - HOUR)
    client = given.signed_in(regency)
    for made, sentence in ((early, "Jamnya belum tiba"), (late, "Jamnya sudah lewat")):
        assert (
            "Saya tandatangani"
            not in client.get(sign_path("9801", made)).content.decode()
        )
        press(client, "9801", made)
        assert sentence in client.get(sign_path("9801", made)).content.decode()
    assert not Signature.objects.exists()


def test_a_second_factor_is_asked_for_where_the_host_wants_it(host, regency):
    made = call(host, ["9801"], needs_second_factor=True)
    client = given.signed_in(regency)
    assert "faktor kedua" in client.get(sign_path("9801", made)).content.decode()
    press(client, "9801", made)
    assert not Signature.objects.exists()
    session = client.session
    session["account_authentication_methods"] = MFA
    session.save()
    press(client, "9801", made)
    assert Signature.objects.get().second_factor


def test_a_stand_in_signs_for_an_absent_chair_and_is_named_so(host, regency):
    stand_in = holder("9801", acting=Acting.PLH)
    made = call(host, ["9801"])
    assert refused(regency, made) is Refused.NOT_THE_HEAD
    press(given.signed_in(stand_in), "9801", made)
    assert Signature.objects.get().text["post"] == "Plh. Ketua"


def test_another_division_of_the_office_does_not_sign(host, regency):
    law = holder("9801", division="hukum-pengawasan")
    made = call(host, ["9801"])
    client = given.signed_in(law)
    page = client.get(sign_path("9801", made)).content.decode()
    assert "Saya tandatangani" not in page
    press(client, "9801", made)
    assert not Signature.objects.exists()


def test_a_signature_whose_seal_was_not_made_is_sealed_when_asked_for(host, regency):
    made = call(host, ["9801"])
    text = actions.text_for(made.parties.get(office="9801"), regency)
    done = actions.sign(
        regency.held(), made.pk, shown_sha256=actions.hash_of(text), second_factor=False
    )
    assert done.sealed_sha256 == ""
    assert selectors.board(made).tally.sealed == 0
    got = given.signed_in(host).get(f"/perjanjian/{PROVINSI}/{made.pk}/segel.zip")
    assert got.status_code == 200
    assert selectors.board(made).tally.sealed == 1


def test_the_sealed_set_holds_every_paper_and_the_list(host):
    offices = regencies(3)
    posts = [holder(code) for code in offices]
    made = call(host, offices)
    for post in posts[:2]:
        press(given.signed_in(post), post.region, made)
    got = given.signed_in(host).get(f"/perjanjian/{PROVINSI}/{made.pk}/segel.zip")
    with zipfile.ZipFile(io.BytesIO(got.content)) as file:
        names = set(file.namelist())
        rows = list(csv.DictReader(io.StringIO(file.read("daftar.csv").decode())))
        sealed = file.read("9801.pdf")
    assert names == {"9801.pdf", "9802.pdf", "daftar.csv", "otoritas.crt"}
    assert [row["kode"] for row in rows] == offices[:2]
    assert inspect_pdf(sealed, [authority().root]).verdict is Verdict.SEALED


def checked(content: bytes) -> str:
    file = SimpleUploadedFile("naskah.pdf", content, "application/pdf")
    return Client().post("/perjanjian/periksa/", {"file": file}).content.decode()


def test_anyone_checks_a_paper_and_one_changed_byte_is_told(host, regency):
    made = call(host, ["9801"])
    press(given.signed_in(regency), "9801", made)
    sealed = sealed_papers().get(Signature.objects.get().sealed_sha256)
    assert "Segelnya utuh dan dibuat oleh rumah ini." in checked(sealed)
    assert "sama persis dengan yang dicatat" in checked(sealed)
    middle = len(sealed) // 4
    changed = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    assert "berubah sejak disegel" in checked(changed)
    assert "tidak ada dalam catatan" in checked(changed)
    assert "bukan PDF" in checked(b"bukan pdf")
    assert Client().get("/perjanjian/otoritas.crt").content == authority().root


def test_the_form_calls_the_offices_below_once(host):
    for code in regencies(2):
        holder(code)
    client = given.signed_in(host)
    path = f"/perjanjian/{PROVINSI}/baru/"
    first = client.get(path).context["form"].initial
    words = {k: first[k] for k in ("id", "title", "year", "papers", "offices")} | {
        "opens_at": first["opens_at"].strftime("%Y-%m-%dT%H:%M"),
        "closes_at": first["closes_at"].strftime("%Y-%m-%dT%H:%M"),
        "targets": "Layanan | Dijawab | 100 %",
    }
    assert client.post(path, words).status_code == 302
    assert client.post(path, words).status_code == 302
    made = Round.objects.get()
    assert [party.office for party in made.parties.all()] == ["98", "9801", "9802"]
    assert not made.needs_second_factor
    assert Notice.objects.count() == 3
    assert client.post(path, words | {"id": uuid4(), "targets": "x"}).status_code == 200
    bad = words | {"id": uuid4(), "closes_at": words["opens_at"]}
    assert "sesudah jam buka" in client.post(path, bad).content.decode()
    assert Round.objects.count() == 1


def addresses(made: Round, region: str) -> dict[str, str]:
    base = f"/perjanjian/{region or 'nasional'}/"
    at = f"{base}{made.pk}/"
    return {"office": base, "call": f"{base}baru/", "board": f"{at}papan/",
            "set": f"{at}segel.zip", "sign": f"{at}tanda-tangan/",
            "paper": f"{at}naskah.pdf"}  # fmt: skip


@pytest.fixture
def signed(host, regency):
    made = call(host, ["9801", "9802"])
    press(given.signed_in(regency), "9801", made)
    return made


def test_the_sweep_knows_every_address_of_the_room(signed):
    open_to_all = {"mine", "check", "root"}
    known = set(addresses(signed, "98")) | open_to_all
    assert {pattern.name for pattern in urlpatterns} == known


@pytest.mark.parametrize("role", OF_PEOPLE)
def test_no_role_of_another_place_enters(signed, role):
    clients = [given.signed_in(given.post(role, at)) for at in ("", "9803")]
    for region in (PROVINSI, "9801"):
        for part, path in addresses(signed, region).items():
            for client in clients:
                assert client.get(path).status_code == 403, part
                if part in {"call", "sign"}:
                    assert client.post(path).status_code == 403, part


@pytest.mark.parametrize("region", ["", "97", "9802", "9803", "980101"])
def test_at_home_others_find_nothing_of_it(signed, region):
    post = holder(region)
    client = given.signed_in(post)
    for part, path in addresses(signed, region).items():
        got = client.get(path)
        text = got.content.decode("latin-1")
        assert "Nama 9801," not in text
        if part in {"board", "set", "paper"} or region != "9802":
            expected = 200 if part in {"office", "call"} else 404
            assert got.status_code == expected, part
    assert not selectors.hosted_by(region).exists()
    assert refused(post, signed) in {Refused.NOT_ASKED, Refused.TEXT_CHANGED}


def test_an_operator_reads_the_paper_but_signs_nothing(signed):
    client = given.signed_in(holder("9801", role=Role.OPERATOR, division=""))
    assert client.get(f"/perjanjian/9801/{signed.pk}/naskah.pdf").status_code == 200
    assert client.post(sign_path("9801", signed)).status_code == 302
    assert refused(given.Post.objects.latest("pk"), signed) is Refused.NOT_THE_HEAD
    assert Signature.objects.count() == 1


def staff(office: str) -> list:
    """Five people of an office; one of them holds two posts."""
    people = [holder(office, division=d) for d in ("hukum-pengawasan", "")]
    people.append(holder(office, role=Role.OPERATOR, division=""))
    twice = holder(office, division="sosialisasi-sdm")
    given.Post.objects.create(
        role=twice.role, region=office, holder=twice.holder, since=twice.since,
        division="keuangan-umum-logistik",
    )  # fmt: skip
    return [*people, twice]


def test_every_employee_signs_a_pact_of_their_own(host, regency):
    everyone = [regency, *staff("9801")]
    made = call(host, ["9801"], is_for_all=True, papers=["pakta-integritas"])
    assert Notice.objects.count() == len(everyone) + 1
    for post in everyone:
        assert press(given.signed_in(post), "9801", made).status_code == 302
    signed = Signature.objects.all()
    assert {row.text["name"] for row in signed} == {p.holder.name for p in everyone}
    assert {row.text["post"] for row in signed} == {
        "Ketua", "Pimpinan", "Operator", "Divisi Hukum dan Pengawasan",
        "Divisi Sosialisasi dan SDM",
    }  # fmt: skip
    found = selectors.board(made)
    row = {row.name: row for row in found.rows}[name("9801")]
    assert (row.tally.asked, row.tally.sealed) == (5, 5)
    assert (found.tally.asked, found.tally.signed) == (6, 5)


def test_an_office_counts_as_signed_when_all_of_its_own_have(host, regency):
    law = holder("9801", division="hukum-pengawasan")
    made = call(host, ["9801"], is_for_all=True)
    press(given.signed_in(law), "9801", made)
    board = f"/perjanjian/{PROVINSI}/{made.pk}/papan/"
    page = given.signed_in(host).get(board).content.decode()
    assert "1 dari 2" in page
    assert "office--sealed" not in page
    press(given.signed_in(regency), "9801", made)
    page = given.signed_in(host).get(board).content.decode()
    assert "2 dari 2" in page
    assert page.count("office--sealed") == 1


def test_an_employee_reads_and_signs_their_own_paper_alone(host, regency):
    law = holder("9801", division="hukum-pengawasan")
    late = holder("9801", division="teknis-penyelenggaraan")
    made = call(host, ["9801"], is_for_all=True)
    newcomer = holder("9801", division="sosialisasi-sdm")
    press(given.signed_in(law), "9801", made)
    path = f"/perjanjian/9801/{made.pk}/naskah.pdf"
    assert given.signed_in(law).get(path).status_code == 200
    assert given.signed_in(late).get(path).status_code == 404
    assert given.signed_in(newcomer).get(sign_path("9801", made)).status_code == 404
    assert refused(newcomer, made) is Refused.NOT_ASKED
    text = given.signed_in(late).get(sign_path("9801", made)).content.decode()
    assert "2 rekan di kantor ini belum menandatangani" in text


def test_who_holds_two_posts_has_one_task_and_signs_once(host):
    twice = staff("9801")[-1]
    made = call(host, ["9801"], is_for_all=True)
    posts = [post.held() for post in given.Post.objects.filter(holder=twice.holder)]
    assert len(posts) == 2
    assert len(duties_of(posts, timezone.now())) == 1
    for held in posts:
        text = actions.text_for(made.parties.get(person=twice.holder), twice)
        done = actions.sign(held, made.pk, shown_sha256=actions.hash_of(text),
                            second_factor=False)  # fmt: skip
        assert not isinstance(done, Refused)
    assert Signature.objects.count() == 1
    assert duties_of(posts, timezone.now()) == []
