"""Old pages become drafts once; changes become revisions; an import can be undone."""

import csv
import json
from datetime import date

import pytest
from tests.rooms.kabar.offices import DOMAIN, person

from omah.cli.main import main
from omah.core.news.offices import OfficeEntry
from omah.formats.old_site import read_page
from omah.rooms.kabar.importing import ImportUndoneError, import_pages, undo_import
from omah.rooms.kabar.models import NewsPage, Office

pytestmark = pytest.mark.django_db
OFFICE = OfficeEntry("9177", "Kota Contoh")
PAGE = """Berita Terkini

Rapat Layanan

Oleh Sari Contoh   Kota Contoh (kota-contoh.kpu.go.id) – Selasa (18/01/2022), rapat.

Kunjungan ke Dinas

kota-contoh.kpu.go.id – Rabu (11/01/2022) <b>kunjungan</b>.

“Kami siap melayani,” ujar Budi. (sc/humas)

Telah dilihat 29 kali
"""


def bring(text: str = PAGE):
    page = read_page(text.encode(), latest=date(2026, 1, 1))
    return import_pages([(OFFICE, page)], domain=DOMAIN)


def statuses(done) -> list[str]:
    return [str(imported.status) for imported in done]


def test_articles_become_drafts_with_what_was_printed():
    assert statuses(bring()) == ["created", "created"]
    first, second = NewsPage.objects.order_by("pk")
    assert not first.live
    assert not second.live
    assert first.latest_revision
    assert (first.writer, first.place) == ("Sari Contoh", "Kota Contoh")
    assert (second.date_printed, second.event_date) == ("Rabu (11/01/2022)", None)
    assert (second.byline, second.desk, second.views_before) == (
        "(sc/humas)",
        "humas",
        29,
    )
    assert "date-impossible" in {doubt["code"] for doubt in second.doubts}


def test_markup_in_an_old_text_stays_text():
    bring()
    body = str(NewsPage.objects.get(title="Kunjungan ke Dinas").body)
    assert "&lt;b&gt;" in body
    assert "<b>" not in body


def test_the_editor_sees_doubts_and_source_beside_the_draft(client):
    bring()
    client.force_login(person("sari", OFFICE.code, chair=True))
    page = NewsPage.objects.get(title="Kunjungan ke Dinas")
    text = client.get(f"/redaksi/pages/{page.pk}/edit/").content.decode()
    assert "Hari dan tanggal tidak cocok: Rabu (11/01/2022)" in text
    assert "Teks asli dari situs lama" in text


def test_the_same_page_twice_doubles_nothing():
    bring()
    again = bring()
    assert statuses(again) == ["unchanged", "unchanged"]
    assert {imported.run for imported in again} == {None}
    assert (NewsPage.objects.count(), Office.objects.count()) == (2, 1)
    assert NewsPage.objects.first().revisions.count() == 1


def test_two_articles_of_one_title_stay_two():
    page = "\n\n".join(
        ["Apel Pagi", "KOTA CONTOH – Senin (10/01/2022).", "Apel Pagi", "Apel lagi."]
    )
    assert statuses(bring(page)) == ["created", "created"]
    assert statuses(bring(page)) == ["unchanged", "unchanged"]


def test_a_changed_source_becomes_a_revision():
    bring()
    page = NewsPage.objects.get(title="Rapat Layanan")
    assert statuses(bring(PAGE.replace("), rapat", "), rakor"))) == [
        "updated",
        "unchanged",
    ]
    page.refresh_from_db()
    assert page.revisions.count() == 2
    assert "rakor" in str(page.get_latest_revision_as_object().body)
    assert statuses(bring(PAGE.replace("), rapat", "), rakor"))) == ["unchanged"] * 2


def test_undo_takes_back_what_was_made():
    run = bring()[0].run
    assert undo_import(run) == (2, [])
    assert not NewsPage.objects.exists()
    assert statuses(bring()) == ["created", "created"]


def test_undo_of_an_update_goes_back_to_the_revision_before():
    bring()
    run = bring(PAGE.replace("), rapat", "), rakor"))[0].run
    assert undo_import(run) == (1, [])
    page = NewsPage.objects.get(title="Rapat Layanan")
    assert ", rapat" in str(page.get_latest_revision_as_object().body)
    assert statuses(bring()) == ["unchanged", "unchanged"]


def test_undo_keeps_what_someone_has_worked_on():
    run = bring()[0].run
    page = NewsPage.objects.get(title="Rapat Layanan")
    page.save_revision()
    assert undo_import(run) == (1, ["Rapat Layanan"])


def test_an_import_is_undone_once():
    run = bring()[0].run
    undo_import(run)
    with pytest.raises(ImportUndoneError):
        undo_import(run)


@pytest.fixture
def page_file(tmp_path):
    """A page of an office that the register knows; its content is invented."""
    text = PAGE.replace("kota-contoh", "kota-madiun").replace("Kota Contoh", "Kota X")
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_prints_one_json_line_an_article(page_file, capsys):
    assert main(["kabar", "import", str(page_file), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["status"] for line in lines] == ["created", "created"]
    assert lines[1].keys() >= {"title", "office", "status", "doubts"}
    doubt = lines[1]["doubts"][0]
    assert doubt.keys() == {"code", "about", "id", "en"}
    assert main(["kabar", "undo", str(lines[0]["import"])]) == 0
    assert main(["kabar", "undo", str(lines[0]["import"])]) == 2


def test_a_page_of_no_known_office_is_left_out_and_said(tmp_path, capsys):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["kabar", "import", str(tmp_path), "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "page.txt was left out" in told.err


def test_no_such_file_is_wrong_usage(capsys):
    assert main(["kabar", "import", "tidak-ada.txt"]) == 2


def test_all_news_goes_out_as_csv_and_json(page_file, tmp_path, capsys):
    main(["kabar", "import", str(page_file)])
    assert main(["kabar", "export", "--json", str(tmp_path / "a.json")]) == 0
    assert main(["kabar", "export", "--csv", str(tmp_path / "a.csv")]) == 0
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == [row["title"] for row in table]
    assert rows[1]["date_printed"] == "Rabu (11/01/2022)"
    assert rows[1]["views_before"] == 29
    assert rows[1]["quotes"] == [{"words": "Kami siap melayani,", "speaker": "Budi"}]
    assert json.loads(table[1]["quotes"]) == rows[1]["quotes"]
    assert "<b>kunjungan</b>" in rows[1]["source"]
    assert "<b>kunjungan</b>" in rows[1]["text"]  # the words, not their markup


@pytest.mark.real
def test_the_five_real_pages_twice_are_twenty_drafts_in_five_offices(real_data, capsys):
    for expected in ("created", "unchanged"):
        assert main(["kabar", "import", str(real_data / "news"), "--json"]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["status"] for line in lines] == [expected] * 20
        codes = {line["office_code"] for line in lines}
        assert codes == {"3506", "3517", "3571", "3576", "3577"}
    assert NewsPage.objects.filter(live=False).count() == 20
    impossible = NewsPage.objects.get(date_printed="Rabu (11/01/2022)")
    assert "date-impossible" in {doubt["code"] for doubt in impossible.doubts}
    for office in Office.objects.all():
        assert office.home.get_children().live().in_menu().count() == 9
