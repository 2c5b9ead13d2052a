"""Photographs find their station, or are listed with the reason why not."""

import pytest

from omah.adapters.intake import IntakeError, find_photographs

A, B = "9901012001001", "9901012001002"


def put(folder, name: str, content: bytes = b"photo"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def reasons(intake) -> dict[str, str]:
    return {item.path.name: item.reason for item in intake.unplaced}


def test_a_folder_named_by_a_station_places_its_photographs(tmp_path):
    put(tmp_path, f"{A}/one.jpg", b"1")
    put(tmp_path, f"{A}/two.png", b"2")
    intake = find_photographs(tmp_path, contest="w")
    assert [(p.station, p.path.name) for p in intake.placed] == [
        (A, "one.jpg"),
        (A, "two.png"),
    ]
    assert intake.unplaced == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scan.tif", "a TIF picture; only JPEG and PNG are read"),
        ("one.HEIC", "a HEIC picture; only JPEG and PNG are read"),
        ("notes.txt", "not a picture by its name"),
    ],
)
def test_what_the_reader_does_not_read_is_listed_with_its_kind(tmp_path, name, reason):
    put(tmp_path, f"{A}/{name}")
    intake = find_photographs(tmp_path, contest="w")
    assert intake.placed == ()
    assert reasons(intake) == {name: reason}


@pytest.mark.parametrize(
    "name", ["12345", "990101200100", "99010120010011", "abc", "٣" * 13]
)
def test_a_wrong_station_code_is_listed_not_counted(tmp_path, name):
    put(tmp_path, f"{name}/one.jpg")
    intake = find_photographs(tmp_path, contest="w")
    assert intake.placed == ()
    assert len(intake.unplaced) == 1


def test_a_loose_photograph_is_listed(tmp_path):
    put(tmp_path, "one.jpg")
    assert "13-digit" in reasons(find_photographs(tmp_path, contest="w"))["one.jpg"]


def test_the_same_photograph_of_two_stations_counts_for_neither(tmp_path):
    put(tmp_path, f"{A}/one.jpg", b"same")
    put(tmp_path, f"{B}/one.jpg", b"same")
    intake = find_photographs(tmp_path, contest="w")
    assert intake.placed == ()
    assert sorted(item.reason[-13:] for item in intake.unplaced) == [A, B]


def test_the_same_photograph_twice_for_one_station_is_one(tmp_path):
    put(tmp_path, f"{A}/one.jpg", b"same")
    put(tmp_path, f"{A}/again.jpg", b"same")
    assert len(find_photographs(tmp_path, contest="w").placed) == 1


def test_links_are_not_followed(tmp_path):
    secret = put(tmp_path, "outside/secret.jpg")
    folder = tmp_path / "in"
    (folder / A).mkdir(parents=True)
    (folder / A / "link.jpg").symlink_to(secret)
    intake = find_photographs(folder, contest="w")
    assert intake.placed == ()
    assert "link" in reasons(intake)["link.jpg"]


def test_an_index_places_by_its_rows_and_lists_the_rest(tmp_path):
    put(tmp_path, "x.jpg", b"1")
    put(tmp_path, "y.jpg", b"2")
    put(
        tmp_path,
        "index.csv",
        f"station;contest;file;note\n{A};w;x.jpg;\n{A};;gone.jpg;\n{A};;../up.jpg;x\n"
        f"{A};bupati;z.jpg;\n".encode(),
    )
    put(tmp_path, "z.jpg", b"3")
    intake = find_photographs(tmp_path, contest="w")
    assert [(p.path.name, p.station) for p in intake.placed] == [("x.jpg", A)]
    assert set(reasons(intake)) == {"y.jpg", "gone.jpg", "up.jpg", "z.jpg"}
    assert reasons(intake)["z.jpg"] == "it is of the contest bupati, not of w"


def test_a_file_named_for_two_stations_counts_for_neither(tmp_path):
    put(tmp_path, "x.jpg", b"1")
    put(tmp_path, "y.jpg", b"2")
    rows = f"file,station\nx.jpg,{A}\nx.jpg,{B}\ny.jpg,{A}\ny.jpg,{A}\n"
    put(tmp_path, "index.csv", rows.encode())
    intake = find_photographs(tmp_path, contest="w")
    assert [p.path.name for p in intake.placed] == ["y.jpg"]
    said = sorted(item.reason for item in intake.unplaced)
    assert said == [
        "named again in row 5 of index.csv",
        f"the same photograph is given for station {A}",
        f"the same photograph is given for station {B}",
    ]


def test_a_station_that_the_count_refuses_is_listed(tmp_path):
    put(tmp_path, f"{A}/one.jpg", b"1")
    put(tmp_path, f"{B}/one.jpg", b"2")
    intake = find_photographs(
        tmp_path, contest="w", refuse=lambda station: "" if station == A else "no"
    )
    assert [p.station for p in intake.placed] == [A]
    assert [item.reason for item in intake.unplaced] == ["no"]


def test_a_folder_that_is_a_link_is_listed(tmp_path):
    put(tmp_path, f"outside/{A}/one.jpg")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / B).symlink_to(tmp_path / "outside" / A)
    intake = find_photographs(folder, contest="w")
    assert (intake.placed, len(intake.unplaced)) == ((), 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"file\nx.jpg\n", "lacks the column station"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "empty"),
        (b'file,station\n"x.jpg,1\n', "row 2"),
        (b"file,station\nx.jpg\n", "row 2 has 1 cells"),
    ],
)
def test_a_broken_index_is_one_clear_sentence(tmp_path, content, said):
    put(tmp_path, "index.csv", content)
    with pytest.raises(IntakeError, match=said):
        find_photographs(tmp_path, contest="w")
