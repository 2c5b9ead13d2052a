"""Old pages become articles; every line and every letter is accounted for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.news.articles import BylineKind
from omah.core.news.doubts import DoubtKind
from omah.formats.old_site import OldSiteError, read_page, tidy
from omah.formats.old_site_names import ends_that_differ, spellings_that_differ
from omah.formats.old_site_parts import part_text, quotes_of

TODAY = date(2026, 11, 22)
PAGE = """Berita Terkini

Rapat Layanan di Kota Contoh

Oleh Sari Contoh   Kota Contoh (kota-contoh.kpu.go.id) – Selasa (18/01/2022), rapat.

Kunjungan ke Dinas Contoh

Oleh Budi Misal kota-contoh.kpu.go.id Rabu, 12 Januari 2022 pukul 07.00 WIB kunjungan.

Pelatihan Petugas (Sesi III)

kota-contoh.kpu.go.id –  Pelatihan digelar Rabu (11/01/2022).

“Kami siap,” ujar Budi Misal.

Hadir pula PPK se-Kota Contoh. sbm

Bagikan:

facebook twitter whatapps

Telah dilihat 1.113 kali
"""


def read(text: str):
    return read_page(text.encode(), latest=TODAY)


def kinds(article) -> set[DoubtKind]:
    return {doubt.kind for doubt in article.doubts}


def test_a_page_becomes_its_articles_in_order():
    assert [article.title for article in read(PAGE).articles] == [
        "Rapat Layanan di Kota Contoh",
        "Kunjungan ke Dinas Contoh",
        "Pelatihan Petugas (Sesi III)",
    ]


def test_the_office_is_known_from_its_address():
    office = read(PAGE).office
    assert (office.kind, office.legal_name) == ("kota", "KPU Kota Contoh")


def test_without_an_address_the_office_is_known_from_the_text_and_doubted():
    page = read("Apel Pagi\n\nKOTA CONTOH – KPU Kota Contoh apel Senin (10/01/2022).")
    assert page.office.legal_name == "KPU Kota Contoh"
    assert DoubtKind.OFFICE_FROM_TEXT in kinds(page.articles[0])


def test_share_buttons_and_heading_are_left_over_with_their_reason():
    left = [(item.text, item.reason) for item in read(PAGE).leftovers]
    assert left == [
        ("Berita Terkini", "heading"),
        ("Bagikan:", "share-buttons"),
        ("facebook twitter whatapps", "share-buttons"),
    ]


def test_the_view_count_belongs_to_the_article_above_it():
    assert [article.views for article in read(PAGE).articles] == [None, None, 1113]


@pytest.mark.parametrize(
    ("text", "kind", "writer", "desk"),
    [
        ("Oleh Sari Contoh   Kota Contoh – rapat.", "name", "Sari Contoh", ""),
        ("KOTA CONTOH – rapat. (sc)", "initials", "sc", ""),
        ("KOTA CONTOH – rapat (sc/humas).", "initials", "sc", "humas"),
        ("KOTA CONTOH – rapat bersama Budi( sc/Humas)", "initials", "sc", "Humas"),
        ("KOTA CONTOH – rapat. sbm", "initials", "sbm", ""),
        ("KOTA CONTOH – rapat. (SBM)", "initials", "SBM", ""),
        ("KOTA CONTOH – membahas pelayanan satu meja (PSM).", "none", "", ""),
        ("KOTA CONTOH – rapat.", "none", "", ""),
    ],
)
def test_every_shape_of_a_byline(text, kind, writer, desk):
    byline = part_text([text]).byline
    assert (byline.kind, byline.writer, byline.desk) == (kind, writer, desk)


@pytest.mark.parametrize(
    ("text", "place", "host"),
    [
        ("Kota Contoh (kota-contoh.kpu.go.id) – isi", "Kota Contoh", "kota"),
        ("Contoh, kab-contoh.kpu.go.id – isi", "Contoh", "kab"),
        ("kab-contoh.kpu.go.id –  isi", "", "kab"),
        ("kota-contoh.kpu.go.id - isi", "", "kota"),
        ("KOTA CONTOH – isi", "KOTA CONTOH", ""),
        ("Kota Contoh- isi", "Kota Contoh", ""),
        ("KPU Contoh, Kunjungan isi", "Contoh", ""),
        ("Walaupun belum, isi", "", ""),
    ],
)
def test_every_shape_of_a_dateline(text, place, host):
    dateline = part_text([text]).dateline
    assert dateline.place == place
    assert dateline.host.split("-")[0] == host


def test_a_byline_that_runs_into_the_text_is_flagged():
    assert DoubtKind.BYLINE_RUN_IN in kinds(read(PAGE).articles[1])
    assert DoubtKind.BYLINE_RUN_IN not in kinds(read(PAGE).articles[0])


def test_bare_initials_are_flagged():
    assert DoubtKind.BYLINE_BARE in kinds(read(PAGE).articles[2])


def test_an_impossible_date_is_kept_and_flagged():
    article = read(PAGE).articles[2]
    assert article.date.printed == "Rabu (11/01/2022)"
    assert DoubtKind.DATE_IMPOSSIBLE in kinds(article)


def test_two_spellings_of_a_name_are_flagged_and_neither_changed():
    text = "Hadir Ariffa Contoh. Menurut Arifa Contoh, jelas Arifa."
    page = read(f"Rapat Pagi\n\nKOTA CONTOH – {text}")
    about = [d.about for d in page.articles[0].doubts if d.kind == "spelling-differs"]
    assert about == ["Ariffa / Arifa"]
    assert page.articles[0].paragraphs == (text,)


def test_two_people_with_like_first_names_are_not_one():
    assert spellings_that_differ("Hadir Andra Satu dan Andri Dua.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hadir Wirya Dwi Contoh.", "Wirya Contoh"),  # a word left out
        ("Hadir Wirya, pakar.", "Wirya Contoh"),  # the first name alone
        ("Hadir Ketua KPU Kota Contoh.", "Ketua PPK Misal"),  # a title, no name
        ("Hadir Muhammad Satu.", "Muhammad Dua"),  # a first name of many people
    ],
)
def test_other_words_behind_a_first_name_are_not_always_another_spelling(text, speaker):
    assert ends_that_differ(text, [speaker]) == []


def test_a_speaker_with_another_family_name_is_flagged():
    text = "Hadir Wirya Dwi P.A, pakar. “Kami siap melayani,” ujar Wirya Palsu"
    page = read(f"Rapat Pagi\n\nKOTA CONTOH – {text}")
    about = [d.about for d in page.articles[0].doubts if d.kind == "spelling-differs"]
    assert about == ["Wirya Dwi P.A / Wirya Palsu"]


def test_a_short_form_with_and_without_its_stop_is_flagged():
    found = spellings_that_differ("Kata Moch. Contoh. Lalu Moch Contoh pulang.")
    assert found == [("Moch Contoh", "Moch. Contoh")]


def test_a_quoted_title_is_no_quote_and_a_speaker_is_as_printed():
    quotes = quotes_of(
        ["Seri “Tata Kelola Data” dan “Kami siap melayani,” ujar S. Misal."]
    )
    assert [(q.words, q.speaker) for q in quotes] == [
        ("Kami siap melayani,", "S. Misal")
    ]


def test_a_theme_that_ends_with_a_stop_is_no_quote():
    assert quotes_of(["Rapat membahas tema “Modus dan Solusi Kampanye SARA.”"]) == ()


def test_a_quote_may_hold_a_quoted_term():
    (quote,) = quotes_of(["“Kita punya tagar “KPU Melayani”, mulia,” ucap Budi."])
    assert (quote.words, quote.speaker) == (
        "Kita punya tagar “KPU Melayani”, mulia,",
        "Budi",
    )


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        (", ujar Budi Contoh.", "Budi Contoh"),
        (",  demikian Subadi menyampaikan.", "Subadi"),
        (", pungkasnya. Sari pulang.", ""),
    ],
)
def test_a_verb_of_saying_makes_a_quote_with_or_without_its_speaker(behind, speaker):
    (quote,) = quotes_of([f'"bagi semua yang bertugas pagi ini"{behind}'])
    assert quote.speaker == speaker


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Berita Terkini\n", b"\xff\xfe\x00"]
)
def test_what_is_no_page_is_refused_with_a_sentence(content):
    with pytest.raises(OldSiteError, match=r"the page"):
        read_page(content, latest=TODAY)


def letters(*texts: str) -> str:
    return "".join("".join(texts).split())


def assert_nothing_is_lost(text: str, page) -> None:
    wanted = sorted(filter(None, (tidy(line) for line in text.split("\n"))))
    kept = [item.text for item in page.leftovers]
    kept += [tidy(li) for a in page.articles for li in a.source.split("\n")]
    assert sorted(kept) == wanted
    for article in page.articles:
        views = "" if article.views is None else article.source.split("\n")[-1]
        lead = article.byline.kind is BylineKind.NAME
        first = article.byline.printed if lead else ""
        last = "" if lead else article.byline.printed
        body = [first, article.dateline.printed, *article.paragraphs, last]
        assert letters(article.title, *body, views) == letters(article.source)


def test_no_line_and_no_letter_is_lost():
    assert_nothing_is_lost(PAGE, read(PAGE))


LINES = st.sampled_from(PAGE.split("\n")) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60
)


@given(st.lists(LINES, max_size=30))
def test_no_letter_of_any_page_is_lost(lines):
    text = "\n".join(lines)
    try:
        page = read(text)
    except OldSiteError:
        return
    wanted = [tidy(line) for line in text.removeprefix("\ufeff").split("\n")]
    kept = [item.text for item in page.leftovers]
    kept += [tidy(li) for a in page.articles for li in a.source.split("\n")]
    assert sorted(kept) == sorted(filter(None, wanted))


@pytest.mark.real
def test_the_five_real_pages_become_twenty_articles_of_five_offices(real_data):
    files = sorted((real_data / "news").glob("*.txt"))
    pages = [read_page(file.read_bytes(), latest=TODAY) for file in files]
    assert [len(page.articles) for page in pages] == [6, 6, 6, 1, 1]
    assert len({page.office.legal_name for page in pages}) == 5
    for file, page in zip(files, pages, strict=True):
        assert_nothing_is_lost(file.read_text(encoding="utf-8"), page)
    articles = [article for page in pages for article in page.articles]
    assert [a.views for a in articles if a.views is not None] == [29, 113]
    impossible = [a for a in articles if DoubtKind.DATE_IMPOSSIBLE in kinds(a)]
    assert [a.date.printed for a in impossible] == ["Rabu (11/01/2022)"]
    assert all(a.date.believed and a.byline.writer for a in articles)
    bases = [str(a.date.basis) for a in articles]
    assert {basis: bases.count(basis) for basis in bases} == {
        "printed": 7,
        "neighbours": 6,
        "weekday": 6,
        "term": 1,
    }
    found = [kind for article in articles for kind in kinds(article)]
    assert found.count(DoubtKind.SPELLING_DIFFERS) == 5
    assert found.count(DoubtKind.BYLINE_BARE) == 1
    assert found.count(DoubtKind.YEAR_MISSING) == 12
