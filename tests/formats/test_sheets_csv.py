"""A hostile table gets one clear error with its row, or is read without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.formats import csv_table
from omah.formats.csv_table import CsvError
from omah.formats.sheets_csv import read_sheets_csv

A, B = "3517092003001", "3517092003002"
GOOD = f"station,votes.1,valid\n{A},60,230\n{B},,7\n"


def test_a_plain_table_is_read_and_blank_is_unknown():
    sheets = read_sheets_csv(GOOD.encode())
    assert sheets.station == [A, B]
    assert sheets.fields == {"votes.1": [60, None], "valid": [230, 7]}
    assert sheets.ignored == ()


@pytest.mark.parametrize(
    "variant",
    [
        "\ufeff" + GOOD,
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        GOOD + "\n\n",
        GOOD + ",,\n",
        GOOD.replace("\n", "\n\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("60", '"60"'),
        GOOD.replace(",60", ", 60 "),
        GOOD.replace("60", "060"),
        GOOD.rstrip("\n"),
    ],
)
def test_harmless_variants_give_the_same_sheets(variant):
    assert read_sheets_csv(variant.encode()) == read_sheets_csv(GOOD.encode())


def test_a_number_below_zero_is_passed_on_for_a_rule_to_find():
    table = GOOD.replace("60", "-60").encode()
    assert read_sheets_csv(table).fields["votes.1"] == [-60, None]


def test_columns_without_meaning_are_named_not_dropped_in_silence():
    table = GOOD.replace("valid", "catatan").encode()
    assert read_sheets_csv(table).ignored == ("catatan",)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (b"", "the file is empty"),
        (b" \n \n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\x1cvalid\n1\n", "no column 'station'"),
        (b",".join([b"a"] * 5001), "row 1 has 5001 columns"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (GOOD.replace("votes.1", "é").encode("latin-1"), "row 1 is not UTF-8"),
        (GOOD.replace("60", "é").encode("latin-1"), "row 2 is not UTF-8"),
        (GOOD.replace("60", "\0").encode(), "row 2 holds a zero byte"),
        (GOOD.replace("station,", "station;").encode(), "comma and semicolon"),
        (GOOD.replace("60", '"60').encode(), "row 2 can't be split"),
        (GOOD.replace("60", '"6"0').encode(), "row 2 can't be split"),
        (GOOD.replace("votes.1", "").encode(), "row 1 has no name for column 2"),
        (GOOD.replace("votes.1", "valid").encode(), "'valid' 2 times"),
        (GOOD.replace("station", "tps").encode(), "no column 'station'"),
        (b"station,nama\n1,2\n", "no column that is a field"),
        (b"station,valid\n", "no rows"),
        (b"\n" + GOOD.encode(), "row 1 is empty"),
        (GOOD.replace("60,", "60,1,").encode(), "row 2 has 4 cells, the header 3"),
        (GOOD.replace(",7", "").encode(), "row 3 has 2 cells, the header 3"),
        (GOOD.replace("60", "9" * 501).encode(), "row 2 has a cell longer than 500"),
        (GOOD.replace(B, A).encode(), f"row 3 repeats station {A} of row 2"),
        (
            GOOD.replace(B, f"\n{A}").encode(),
            f"row 4 repeats station {A} of row 2",
        ),
        (GOOD.replace(A, "3.517E+12").encode(), "row 2: a station code has 13"),
        (GOOD.replace(A, A[1:]).encode(), "row 2: a station code has 13 digits"),
        (GOOD.replace("60", "-" + "1" * 10).encode(), "-1111111111 is too large"),
        (GOOD.replace("60", "--60").encode(), "'--60' is not a whole number"),
        (f"station,status,valid\n{A},Sah,7\n".encode(), "row 2: 'Sah' is no status"),
        (GOOD.replace("60", "1.060").encode(), "write 1.060 without dots"),
        (GOOD.replace("60", '"1,060"').encode(), "write 1,060 without dots"),
        (GOOD.replace("60", "60.0").encode(), "write 60.0 without dots"),
        (GOOD.replace("60", "6e1").encode(), "'6e1' is not a whole number"),
        (GOOD.replace("60", "٦٠").encode(), "'٦٠' is not a whole number"),
        (GOOD.replace("60", "1_0").encode(), "'1_0' is not a whole number"),
        (GOOD.replace("60", "+60").encode(), "'+60' is not a whole number"),
        (GOOD.replace("60", "X").encode(), "'X' is not a whole number"),
        (GOOD.replace("60", "-").encode(), "'-' is not a whole number"),
        (GOOD.replace("60", "1" * 10).encode(), "1111111111 is too large"),
        (GOOD.replace("60", "=1+1").encode(), "'=1+1' is not a whole number"),
    ],
)
def test_each_fault_is_one_clear_error(table, says):
    with pytest.raises(CsvError) as caught:
        read_sheets_csv(table)
    message = str(caught.value)
    assert says in message
    assert "\n" not in message
    assert len(message) < 200


def test_a_giant_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(csv_table, "MAX_BYTES", 10)
    with pytest.raises(CsvError, match="larger than"):
        read_sheets_csv(GOOD.encode())


NAMES = "prov,kab,kec,kel,tps,dpt_l,dpt_p,kpu_pas1,kpu_pas2,kpu_sah,kpu_tsah,kpu_jum"


def test_a_table_of_others_is_read_by_its_description():
    table = f"{NAMES}\nRiau,Siak,Tualang,Perawang,2,-1,57,118,1,119,0,119\n"
    sheets = read_sheets_csv(table.encode(), "ppwp-2019-kpu")
    assert sheets.station == ["Riau › Siak › Tualang › Perawang › 2"]
    assert sheets.fields["voters.dpt.l"] == [None]
    assert sheets.fields["votes.1"] == [118]


def test_a_description_needs_all_its_columns():
    with pytest.raises(CsvError, match="no column 'dpt_l'"):
        read_sheets_csv(
            f"{NAMES.replace(',dpt_l', '')}\n{','.join('1' * 11)}\n".encode(),
            "ppwp-2019-kpu",
        )


def read_or_refusal(content):
    try:
        return read_sheets_csv(content), ""
    except CsvError as problem:
        return None, str(problem)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(content):
    sheets, refusal = read_or_refusal(content)
    if sheets is None:
        assert refusal
        assert "\n" not in refusal
    else:
        assert {len(column) for column in sheets.fields.values()} == {
            len(sheets.station)
        }


CELLS = st.text(st.sampled_from('0123456789,;\t"\r\n-. X\u0662'), max_size=60)


@given(CELLS)
def test_every_figure_that_is_read_stands_in_the_file(rest):
    content = f"station,valid\n{A},230\n{rest}".encode()
    sheets, refusal = read_or_refusal(content)
    if sheets is None:
        assert "\n" not in refusal
        return
    first, *others = sheets.fields["valid"]
    assert first == 230
    assert [n for n in others if n is not None and str(abs(n)) not in rest] == []


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 999), st.none() | st.integers(0, 999)),
        min_size=1,
        max_size=30,
    )
)
def test_writing_and_reading_is_identity(numbers):
    rows = [
        ",".join([f"{at:013}", *("" if n is None else str(n) for n in pair)])
        for at, pair in enumerate(numbers)
    ]
    table = "\n".join(["station,valid,total", *rows])
    sheets = read_sheets_csv(table.encode())
    read = zip(sheets.fields["valid"], sheets.fields["total"], strict=True)
    assert list(read) == numbers
