import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.seats.ties import Decision
from omah.formats.csv_table import CsvError
from omah.formats.seats_csv import (
    SeatsTableError,
    read_decisions,
    read_spread,
    read_votes,
)

HEAD = "district,seats,party,votes\n"


def votes(text):
    return read_votes(text.encode()).districts


def test_rows_become_districts_in_order():
    got = votes(HEAD + "B,3,P,10\nA,2,P,1\nB,3,Q,4\n")
    assert [(d.district, d.seats, d.by_party()) for d in got] == [
        ("B", 3, {"P": 10, "Q": 4}),
        ("A", 2, {"P": 1}),
    ]


def test_candidate_rows_stand_beside_party_rows():
    text = "district,seats,party,candidate,votes\nA,2,P,,5\nA,2,P,Siti,7\n"
    (district,) = votes(text)
    assert district.by_party() == {"P": 12}
    assert district.of_candidates("P") == {"Siti": 7}


def test_candidates_may_stand_without_parties_or_seats():
    (district,) = votes("district,candidate,votes\nA,Siti,7\n")
    assert district.seats is None
    assert district.by_choice() == {"Siti": 7}


def test_spreadsheet_habits_are_understood():
    text = "\ufeffdistrict;seats;party;votes\r\n\r\n A ;2;P; 10 \r\n"
    assert votes(text)[0].by_party() == {"P": 10}


def test_a_quoted_name_may_hold_a_comma():
    assert votes(HEAD + 'A,1,"P, lama",10\n')[0].by_party() == {"P, lama": 10}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("seats,party\n1,A\n", "missing columns: district, votes"),
        ("district,votes\nA,1\n", "party, or candidate"),
        ("district,seats,party\nA,1,P\n", "missing columns: votes"),
        ("district,party,votes,votes\nA,P,1,1\n", "the column 'votes' 2 times"),
        (HEAD, "no rows"),
        (HEAD + "A,1,P,-5\n", "row 2 has a wrong number: votes .* '-5'"),
        (HEAD + "A,1,P,1.5\n", "row 2 .* '1.5'"),
        (HEAD + "A,1,P,1.234\n", "row 2"),
        (HEAD + "A,1,P,\n", "row 2 .* not ''"),
        (HEAD + "A,1,P,٣\n", "row 2"),
        (HEAD + "A,1,P,1e3\n", "row 2"),
        (HEAD + "A,1,P,9999999999999\n", "row 2"),
        (HEAD + "A,0,P,5\n", "row 2 .* seats must be 1 to"),
        (HEAD + "A,999999,P,5\n", "seats must be 1 to"),
        (HEAD + "A,1,P,5\nA,1,P,6\n", "row 3 gives P in A a second time"),
        (HEAD + "A,1,P,5\nA,2,Q,6\n", "row 3 says 2 seats for A, above 1"),
        (HEAD + ",1,P,5\n", "row 2 has no district"),
        (HEAD + "A,1,,5\n", "row 2 names neither"),
        (HEAD + "A,1,P\n", "row 2 has 3 cells, the header 4"),
        (HEAD + "A,1,P,5,6\n", "row 2 has 5 cells"),
        (HEAD + 'A,1,"P,5\n', "row "),
        (HEAD + "A,1,P\0,5\n", "row 2 holds a zero byte"),
        (HEAD + "A,1,PKB,5\nA,1,Pkb,5\n", "row 3 writes 'Pkb' where .* 'PKB'"),
        (HEAD + "Kota  X,1,P,5\nKota X,1,Q,5\n", "row 3 writes 'Kota X'"),
    ],
)
def test_each_fault_is_named_with_its_row(text, message):
    with pytest.raises(CsvError, match=message):
        votes(text)


def test_columns_without_meaning_are_named_not_dropped_in_silence():
    table = read_votes(b"district\tseats\tparty\tvotes\tcolour\nA\t1\tP\t5\tred\n")
    assert table.ignored == ("colour",)
    assert table.districts[0].by_party() == {"P": 5}


def test_other_encodings_are_refused():
    with pytest.raises(CsvError, match="UTF-8"):
        read_votes(HEAD.encode() + b"A,1,P\xff,5\n")


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(junk):
    for table in (junk, HEAD.encode() + junk):
        with contextlib.suppress(CsvError):
            assert all(district.lines for district in read_votes(table).districts)


def test_spread_rows_name_regions():
    table = b"district,code,party,candidate,votes\nA,970101,P,Siti,4\nA,970101,P,,2\n"
    first, second = read_spread(table)
    assert (first.party, first.choice, first.votes) == ("P", "Siti", 4)
    assert (second.party, second.choice) == ("", "P")


@pytest.mark.parametrize(
    ("row", "message"),
    [("A,97010,P,4", "row 2 has a wrong code"), ("A,970101,P,x", "row 2")],
)
def test_a_wrong_spread_row_is_named(row, message):
    with pytest.raises(SeatsTableError, match=message):
        read_spread(f"district,code,party,votes\n{row}\n".encode())


def test_decisions_are_read():
    document = """
[[decision]]
district = "A"
party = "P"
tie = ["Siti", "Budi"]
chosen = ["Budi"]
document = "BA 7/2024"
"""
    assert read_decisions(document.encode()) == (
        Decision("A", frozenset({"Siti", "Budi"}), ("Budi",), "BA 7/2024", "P"),
    )


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\xff",
        b"decision = 3",
        b"decision = [3]",
        b"[[decision]]\ndistrict = 'A'",
        b"[decision]\ndistrict = 'A'",
    ],
)
def test_other_documents_are_no_decisions(document):
    with pytest.raises(SeatsTableError, match="decision"):
        read_decisions(document)
