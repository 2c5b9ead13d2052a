"""One record, several texts: each says what was recorded and nothing more."""

from datetime import datetime

import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st
from tests.core.activities.given import FULL, WIB, thinned

from omah.core.activities.facts import Activity, Kind, Letter, Mode, Party, read_parties
from omah.core.activities.news import Gap, news_of
from omah.core.activities.report import NOT_RECORDED, report_of

BARE = Activity(
    Kind.ASSEMBLY, "Apel", "KPU Kota Contoh", datetime(2027, 1, 4, 8, tzinfo=WIB)
)


def test_the_lead_says_who_what_how_where_and_when():
    assert news_of(FULL).paragraphs[0] == (
        "KPU Kota Tirtawening menggelar rapat koordinasi “Rapat Koordinasi Layanan "
        "Pindah Memilih” di Aula KPU Kota Tirtawening dan secara daring melalui Zoom, "
        "Rabu (13/01/2027), pukul 09.00–11.45 WIB."
    )


def test_whoever_takes_part_does_not_claim_to_have_held_it():
    lead = news_of(thinned(host="KPU Provinsi Contoh")).paragraphs[0]
    assert "mengikuti rapat koordinasi" in lead
    assert "yang digelar KPU Provinsi Contoh" in lead
    assert "menggelar" not in lead


def test_the_news_names_letter_people_and_decisions():
    text = "\n".join(news_of(FULL).paragraphs)
    assert "surat KPU Provinsi Contoh Nomor 7/I/2027 tanggal 4 Januari 2027" in text
    assert "narasumber Bayu Randu (Ombudsman Contoh), tentang mutu layanan" in text
    assert "2 keputusan: (1) Pengumuman ditempel di semua PPS; (2) Jam" in text
    assert [quote.speaker for quote in news_of(FULL).quotes] == ["Sari Melati"]


def test_the_news_never_tells_who_must_do_what():
    told = news_of(FULL)
    everything = "\n".join((told.title, *told.paragraphs, *told.parties))
    assert "Cetak pengumuman" not in everything
    assert "Cetak pengumuman" in {task.what for task in report_of(FULL).tasks}


def test_what_was_not_recorded_is_not_written_but_asked_for():
    told = news_of(BARE)
    assert len(told.paragraphs) == 1
    assert told.gaps == (
        Gap.SUMMARY, Gap.PICTURE, Gap.PARTIES, Gap.QUOTE, Gap.FOLLOW_UPS
    )  # fmt: skip
    assert news_of(FULL).gaps == ()


@pytest.mark.parametrize(
    ("kind", "gap"),
    [
        (Kind.PLENARY, Gap.DECISIONS),
        (Kind.MEETING, Gap.DECISIONS),
        (Kind.WEBINAR, Gap.SPEAKERS),
        (Kind.TRAINING, Gap.SPEAKERS),
        (Kind.ASSEMBLY, Gap.FOLLOW_UPS),
    ],
)
def test_each_kind_asks_for_what_it_is_held_for(kind, gap):
    empty = thinned(kind=kind, decisions=(), speakers=(), follow_ups=())
    assert gap in news_of(empty).gaps
    assert gap not in news_of(thinned(kind=kind)).gaps


@pytest.mark.parametrize(("count", "is_listed"), [(12, True), (13, False)])
def test_a_long_list_of_parties_stands_below_and_not_in_a_sentence(count, is_listed):
    parties = tuple(Party(f"PPS {number}") for number in range(count))
    told = news_of(thinned(parties=parties))
    assert ("PPS 11" in "\n".join(told.paragraphs)) is is_listed
    assert len(told.parties) == count


def test_a_report_without_facts_says_so_part_by_part():
    sections = {section.heading: section for section in report_of(BARE).sections}
    for heading in ("Dasar", "Maksud dan tujuan", "Peserta", "Jalannya kegiatan"):
        assert sections[heading].paragraphs == (NOT_RECORDED,)
    assert report_of(BARE).tasks == ()


def test_a_report_spells_its_day_and_counts_who_came():
    text = [line for s in report_of(FULL).sections for line in s.paragraphs]
    assert any("Rabu tanggal tiga belas bulan Januari" in line for line in text)
    assert "3 orang atau lembaga tercatat." in text


def test_a_letter_without_number_or_day_is_named_as_far_as_known():
    told = news_of(thinned(letter=Letter("KPU RI"), purpose=""))
    assert told.paragraphs[1] == "Kegiatan ini menindaklanjuti surat KPU RI."


@supposing(st.text(max_size=300))
def test_any_typed_list_of_parties_is_read(text):
    for party in read_parties(text):
        assert party.name == " ".join(party.name.split()) != ""
        assert all(party.delegates)


@supposing(
    st.sampled_from(Kind), st.sampled_from(Mode), st.text(max_size=80), st.text()
)
def test_any_record_gives_a_text_without_empty_paragraphs(kind, mode, place, summary):
    told = news_of(thinned(kind=kind, mode=mode, place=place, summary=summary))
    assert all(line.strip() for line in told.paragraphs)
    assert report_of(thinned(kind=kind, summary=summary)).sections
