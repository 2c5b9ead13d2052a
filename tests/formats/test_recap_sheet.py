"""The printed recapitulation: its totals are the sums, on as many pages as it takes."""

import re

import pypdfium2
import pytest

from omah.core.count.contests import Candidate, Contest, ContestKind, Party
from omah.core.count.recap import Total, total_of
from omah.formats.recap_sheet import (
    RecapSheet,
    SheetColumn,
    SheetTable,
    render_recap_sheet,
    vote_labels,
)

FIELDS = ("voters.dpt.l", "voters.dpt.p", "voters.dpt.j", "votes.1", "votes.2", "total")


def station(number, **changes):
    figures = dict(zip(FIELDS, (140, 147, 287, 1000 + number, 7, 240), strict=True))
    return SheetColumn(f"TPS {number:03d}", total_of(figures | changes))


def sheet_of(*tables, **settings):
    return RecapSheet(
        title="Wali Kota",
        place=("Jawa Timur", "Kota Contoh", "Lor"),
        labels=vote_labels(None, FIELDS),
        tables=tables,
        **settings,
    )


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def numbers_after(words, text):
    line = next(line for line in text.splitlines() if words in line)
    return re.findall(r"[\d.]+\*?|—", line.split(words)[1])


def test_the_last_column_is_the_sum_of_the_others():
    table = SheetTable("Kelurahan Sendang", (station(1), station(2), station(3)))
    (text,) = pages_of(render_recap_sheet(sheet_of(table)))
    assert numbers_after("Nomor urut 1", text) == ["1.001", "1.002", "1.003", "3.006"]
    assert table.total.fields["votes.1"].value == 3_006
    assert "TPS 003" in text


def test_many_stations_go_on_over_pages_and_carry_their_sum():
    table = SheetTable("Kelurahan Sendang", tuple(map(station, range(1, 21))))
    first, second, third = pages_of(render_recap_sheet(sheet_of(table)))
    assert numbers_after("Nomor urut 2", first) == ["7"] * 9 + ["63"]
    assert numbers_after("Nomor urut 2", second) == ["63", *["7"] * 9, "126"]
    assert numbers_after("Nomor urut 2", third) == ["126", "7", "7", "140"]
    assert "Jumlah akhir" in third
    assert "Jumlah akhir" not in first + second


def test_unknown_is_printed_as_unknown_and_its_sum_is_marked():
    table = SheetTable("Sendang", (station(1), station(2, **{"votes.2": None})))
    (text,) = pages_of(render_recap_sheet(sheet_of(table, left_out=4)))
    assert numbers_after("Nomor urut 2", text) == ["7", "—", "7*"]
    assert "4 lembar belum pasti" in text


def test_the_same_totals_give_the_same_bytes():
    sheet = sheet_of(SheetTable("Sendang", (station(1),)))
    pdf = render_recap_sheet(sheet)
    assert pdf == render_recap_sheet(sheet)
    assert b"pdfuaid:part" in pdf
    assert b"/Lang" in pdf


def test_only_the_kecamatan_is_signed_and_practice_says_so():
    tables = [SheetTable(name, (station(1),)) for name in ("Kecamatan", "Sendang")]
    first, second = pages_of(render_recap_sheet(sheet_of(*tables, invented=True)))
    assert "Ketua PPK" in first
    assert "Ketua PPK" not in second
    assert "semua data rekaan" in second
    assert "Hasil yang sah adalah formulir yang ditandatangani" in first


def test_a_long_list_of_candidates_repeats_its_head_on_every_page():
    parties = tuple(
        Party(p, f"Partai {p}", tuple(Candidate(c, f"Calon {c}") for c in range(1, 9)))
        for p in range(1, 19)
    )
    contest = Contest(
        *("dpr", ContestKind.DPR, "latihan", "DPR", "House", "2027-06-23", "", "form"),
        parties=parties,
    )
    fields = contest.vote_fields()
    column = SheetColumn("TPS 001", total_of(dict.fromkeys(fields, 3)))
    labels = vote_labels(contest, fields)
    sheet = RecapSheet("DPR", ("A", "B", "C"), labels, (SheetTable("S", (column,)),))
    pages = pages_of(render_recap_sheet(sheet))
    assert len(pages) > 2
    assert all("TPS 001" in page for page in pages[:-1])
    assert labels["votes.18.total"] == "Partai 18: jumlah"


def test_words_are_printed_and_never_run():
    hostile = SheetColumn('#panic("x") $ " \\', Total(1, {}, {}))
    pdf = render_recap_sheet(sheet_of(SheetTable("#read", (hostile,))))
    assert "#panic" in pages_of(pdf)[0]


@pytest.mark.parametrize("tables", [(), (SheetTable("Sendang", ()),)])
def test_a_recapitulation_of_nothing_is_refused(tables):
    with pytest.raises(ValueError, match="at least one column"):
        render_recap_sheet(sheet_of(*tables))
