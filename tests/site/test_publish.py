"""A publication: what it says, what it leaves alone, what it never shows."""

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.site import elections as given
from tests.site.conftest import publish_town

from omah.core.count.record import Capture, Record, SheetStatus
from omah.site.addresses import photo_file
from omah.site.photos import PhotoError

PAGE = "hasil/wali-kota/9971.html"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def figures_of(page: bytes) -> dict[str, str]:
    return {
        mark: value
        for value, mark in re.findall(
            r'<data value="(\d*)" data-f="([^"]+)"', page.decode()
        )
    }


def with_sheet(record: Record, sheet) -> Record:
    return Record(
        record.election, {**record.sheets, (sheet.contest, sheet.station): sheet}
    )


def test_the_same_record_gives_the_same_bytes(town, register, tmp_path):
    publish_town(tmp_path, register)
    assert files_of(tmp_path) == files_of(town)


def test_publishing_again_writes_nothing(register, tmp_path):
    first = publish_town(tmp_path, register)
    assert publish_town(tmp_path, register).changed == []
    assert publish_town(tmp_path, register, previous=first.published).pages_made == 0


def test_one_change_makes_only_the_pages_on_its_way_and_the_same_folder(
    register, tmp_path
):
    record = given.make_record(register)
    small = tmp_path / "small"
    first = publish_town(small, register, record)
    station = next(
        s for (_, s), sheet in record.sheets.items() if sheet.status == "differs"
    )
    settled = given.make_sheet(station, SheetStatus.ACCEPTED, 77)
    after = with_sheet(record, settled)
    second = publish_town(small, register, after, previous=first.published)
    made = {path for path in second.changed if path.startswith("hasil/")}
    assert made <= {
        f"hasil/wali-kota/{name}.html"
        for name in (
            *(station[:10], station[:6], station[:4]),
            *(f"menunggu-{station[:6]}", f"menunggu-{station[:4]}"),
        )
    }
    assert second.pages_made < first.pages_made
    publish_town(tmp_path / "at-once", register, after)
    assert files_of(small) == files_of(tmp_path / "at-once")


def test_every_figure_in_the_pages_is_marked(town):
    for path, content in files_of(town).items():
        if path.startswith(("hasil/", "en/hasil/")) and "menunggu" not in path:
            cells = re.findall(r"<td[^>]*>(.*?)</td>", content.decode(), re.DOTALL)
            bare = [
                cell for cell in cells if re.search(r"\d", cell) and "<data" not in cell
            ]
            assert bare == [], path


def test_accepted_and_unconfirmed_totals_are_never_added(register, tmp_path):
    first, second = register.stations()[:2]
    sheets = [
        given.make_sheet(
            first, SheetStatus.ACCEPTED, figures=given.make_figures(votes__1=70)
        ),
        given.make_sheet(
            second, SheetStatus.UNCONFIRMED, figures=given.make_figures(votes__1=9)
        ),
    ]
    record = Record("e", {("wali-kota", sheet.station): sheet for sheet in sheets})
    publish_town(tmp_path, register, record)
    figures = figures_of((tmp_path / PAGE).read_bytes())
    assert figures["wali-kota/9971/votes.1/accepted"] == "70"
    assert figures["wali-kota/9971/votes.1/unconfirmed"] == "9"
    rows = table(tmp_path, "totals-kabkota.csv")
    assert (rows[0]["accepted.votes.1"], rows[0]["unconfirmed.votes.1"]) == ("70", "9")


def test_an_unknown_figure_is_said_to_be_unknown_not_zero(register, tmp_path):
    station = register.stations()[0]
    unknown = given.make_figures(votes__2=None)
    sheet = given.make_sheet(station, SheetStatus.ACCEPTED, figures=unknown)
    publish_town(tmp_path, register, Record("e", {("wali-kota", station): sheet}))
    figures = figures_of((tmp_path / PAGE).read_bytes())
    assert figures["wali-kota/9971/votes.2/accepted"] == ""
    assert figures["wali-kota/9971/unknown.votes.2/accepted"] == "1"
    row = next(
        row for row in table(tmp_path, "sheets.csv") if row["station"] == station
    )
    assert row["votes.2"] == ""


def test_a_correction_shows_old_and_new_with_its_reason(town, register):
    page, station = page_with(town, "corrected")
    figures = figures_of(page)
    old = figures[f"wali-kota/{station}/votes.2/correction.0.old"]
    new = figures[f"wali-kota/{station}/votes.2/correction.0.new"]
    assert int(old) == int(new) + 30
    assert figures[f"wali-kota/{station}/votes.2/accepted"] == new
    assert "salah baca" in page.decode()


def test_sheets_whose_readings_differ_show_both_and_no_standing_figure(town):
    page, station = page_with(town, "differs")
    figures = figures_of(page)
    reading = figures[f"wali-kota/{station}/votes.1/reading.0"]
    entry = figures[f"wali-kota/{station}/votes.1/entry.0"]
    assert int(entry) == int(reading) + 6
    assert f"wali-kota/{station}/votes.1/accepted" not in figures
    assert f"wali-kota/{station}/votes.1/unconfirmed" not in figures


def page_with(town: Path, status: str) -> tuple[bytes, str]:
    """The village page with a station of this status, and the station's code."""
    row = next(row for row in table(town, "sheets.csv") if row["status"] == status)
    path = town / f"hasil/wali-kota/{row['station'][:10]}.html"
    return path.read_bytes(), row["station"]


def test_a_rejected_photo_is_never_public(register, tmp_path):
    station = register.stations()[0]
    secret = "ab" * 32
    bad = Capture("c" * 64, 1, "d" * 64, secret, given.NOON, reason="wrong-page")
    sheet = given.make_sheet(station, SheetStatus.REJECTED, captures=(bad,))
    publish_town(tmp_path, register, Record("e", {("wali-kota", station): sheet}))
    assert not any(
        secret.encode() in content for content in files_of(tmp_path).values()
    )
    page = (tmp_path / f"hasil/wali-kota/{station[:10]}.html").read_text()
    assert "halaman keliru" in page


def test_withdrawn_content_leaves_the_site_and_its_hash_stays(register, tmp_path):
    record = given.make_record(register)
    shown = next(
        capture.public_sha256
        for sheet in record.sheets.values()
        for capture in sheet.captures
        if capture.public_sha256 and not capture.reason
    )
    first = publish_town(tmp_path, register, record)
    assert (tmp_path / photo_file(shown)).is_file()
    withdrawn = replace(record, withdrawn=frozenset({shown}))
    report = publish_town(tmp_path, register, withdrawn, previous=first.published)
    assert not (tmp_path / photo_file(shown)).exists()
    assert photo_file(shown) in report.removed
    pages = [path.read_text() for path in tmp_path.rglob("*.html")]
    assert not any(photo_file(shown) in page for page in pages)
    files = [path.read_text() for path in tmp_path.rglob("*.json")]
    assert any(shown in file for file in files)


def test_photos_are_named_by_their_own_hash(town):
    photos = [
        path for path in files_of(town) if path.endswith(".jpg") and "-s." not in path
    ]
    assert photos
    for path in photos:
        assert hashlib.sha256((town / path).read_bytes()).hexdigest() == Path(path).stem


def test_a_photo_with_another_hash_stops_the_publication(
    register, tmp_path, monkeypatch
):
    monkeypatch.setattr(given, "photos", lambda _: b"not the photo")
    with pytest.raises(PhotoError, match="another hash"):
        publish_town(tmp_path, register)


def test_all_stations_are_in_the_data_missing_ones_too(town, register):
    rows = table(town, "sheets.csv")
    assert [row["station"] for row in rows] == register.stations()
    statuses = {row["status"] for row in rows}
    assert statuses == set(SheetStatus)


def test_sums_of_the_station_table_are_the_totals_of_every_level(town):
    rows = [
        r for r in table(town, "sheets.csv") if r["status"] in {"accepted", "corrected"}
    ]
    for level in ("kabkota", "kecamatan", "keldes"):
        for total in table(town, f"totals-{level}.csv"):
            inside = [r for r in rows if r["station"].startswith(total["code"])]
            assert int(total["accepted.sheets"]) == len(inside)
            for field in ("votes.1", "invalid", "used.total.j"):
                assert int(total[f"accepted.{field}"]) == sum(
                    int(r[field]) for r in inside
                )


def table(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "data/wali-kota" / name).read_text()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_village_file_holds_readings_entries_and_findings(town):
    _, station = page_with(town, "accepted")
    facts = json.loads(
        (town / f"data/wali-kota/lembar/{station[:10]}.json").read_text()
    )
    sheet = next(s for s in facts["sheets"] if s["station"] == station)
    assert {"captures", "readings", "entries", "corrections", "findings"} <= set(sheet)
    assert sheet["readings"][0]["figures"] == sheet["figures"]


def test_every_page_says_it_is_not_official_until_minutes_are_signed(
    town, register, tmp_path
):
    pages = {p: c.decode() for p, c in files_of(town).items() if p.endswith(".html")}
    for path, page in pages.items():
        said = (
            "Not the official result."
            if path.startswith("en/")
            else "Bukan hasil resmi."
        )
        assert said in page, path
        assert "KPU Kota Tirtapura" in page
    publish_town(tmp_path, register, official=True)
    assert "Bukan hasil resmi." not in (tmp_path / "index.html").read_text()


def test_every_link_leads_to_a_file_and_every_anchor_exists(town):
    files = files_of(town)
    ids = {
        path: set(re.findall(r'\bid="([^"]+)"', content.decode()))
        for path, content in files.items()
        if path.endswith(".html")
    }
    for path in ids:
        for link in re.findall(r'(?:href|src)="([^"]+)"', files[path].decode()):
            target, _, anchor = link.partition("#")
            found = resolve(path, target) if target else path
            assert found in files, (path, link)
            assert not anchor or anchor in ids[found], (path, link)


def resolve(page: str, target: str) -> str:
    parts = page.split("/")[:-1]
    for part in target.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_pages_hold_no_inline_style_or_script_and_nothing_from_elsewhere(town):
    for path, content in files_of(town).items():
        if not path.endswith(".html"):
            continue
        page = content.decode()
        assert not re.search(r"\sstyle=|<style|<script(?![^>]+src=)|\son\w+=", page), (
            path
        )
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), path


def test_names_from_outside_are_text_not_markup(register, tmp_path):
    hostile = given.make_contest(title_id='<img src=x onerror="alert(1)">')
    publish_town(tmp_path, register, contests=[hostile])
    page = (tmp_path / "index.html").read_text()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_contest_with_parties_is_published_with_every_candidate(register, tmp_path):
    contest = given.make_council_contest()
    figures = given.make_figures() | dict.fromkeys(contest.vote_fields(), 5)
    station = register.stations()[0]
    sheet = replace(
        given.make_sheet(station, SheetStatus.ACCEPTED, figures=figures),
        contest=contest.id,
    )
    record = Record("e", {(contest.id, station): sheet})
    publish_town(tmp_path, register, record, contests=[contest])
    page = (tmp_path / f"hasil/{contest.id}/{station[:10]}.html").read_text()
    assert "Caleg 21" in page
    assert "Partai Padi" in page


def test_an_election_with_nothing_counted_yet_can_be_published(register, tmp_path):
    publish_town(tmp_path, register, Record("e", {}))
    page = (tmp_path / "index.html").read_text()
    assert "Belum ada lembar yang diterima." in page


def test_several_contests_share_one_home(register, tmp_path):
    contests = [given.make_contest(), given.make_council_contest()]
    publish_town(tmp_path, register, contests=contests)
    home = (tmp_path / "en/index.html").read_text()
    assert "Mayoral election" in home
    assert "City council election" in home
