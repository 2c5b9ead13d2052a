"""KPU's public JSON: sheets from stations' and villages' documents."""

import json

import pytest

from omah.formats.kpu_json import KpuJsonError, read_kpu_json

STATION = "1101012001001"
DOCUMENT = {
    "mode": "hhcw",
    "chart": {"null": None, "100025": 144, "100026": 19, "100027": None},
    "images": [None, None, None],
    "administrasi": {"suara_sah": 165, "pengguna_non_dpt_j": 2, "baru": 1},
    "psu": None,
}
VILLAGE = {
    "mode": "hhcw",
    "chart": {"100025": 353, "persen": 100.0},
    "table": {
        STATION: {"psu": "Reguler", "100025": 144, "persen": 100.0},
        "1101012001002": {"psu": "Reguler", "100025": 209},
    },
}


def read(**documents):
    return read_kpu_json(
        (f"{name}.json", json.dumps(content).encode())
        for name, content in documents.items()
    )


def test_a_station_s_document_is_a_sheet_with_our_field_ids():
    assert read(**{f"hhcw_ppwp_{STATION}": DOCUMENT}).sheets() == {
        STATION: {
            "valid": 165,
            "used.dpk.j": 2,
            "votes.1": 144,
            "votes.2": 19,
            "votes.3": None,
        }
    }


def test_a_village_fills_in_only_stations_without_a_document():
    found = read(village=VILLAGE, **{STATION: DOCUMENT})
    assert found.sheets()[STATION]["votes.2"] == 19
    assert found.sheets()["1101012001002"] == {"votes.1": 209}


def test_a_sheet_not_yet_published_is_unknown_not_zero():
    nothing = {"mode": "hhcw", "chart": None, "administrasi": None}
    assert read(**{STATION: nothing}).sheets() == {STATION: {}}


def test_party_lists_keep_party_candidates_and_total_apart():
    document = {
        "chart": {"1": {"jml_suara_total": 30, "jml_suara_partai": 10}},
        "caleg": {"1": {"5001": 20, "5002": None, "null": None}},
        "administrasi": None,
    }
    assert read(**{STATION: document}).sheets()[STATION] == {
        "votes.1.party": 10,
        "votes.1.total": 30,
        "votes.1.5001": 20,
        "votes.1.5002": None,
    }


def test_documents_without_sheets_are_listed():
    found = read(nation={"table": {"11": {}}}, tree=[{"kode": "11"}])
    assert found.others == ["nation.json", "tree.json"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (STATION, {**DOCUMENT, "chart": {"100025": "144"}}, "not a whole number"),
        (STATION, {**DOCUMENT, "chart": {"100025": True}}, "not a whole number"),
        (STATION, {**DOCUMENT, "chart": {"100025": 1.5}}, "not a whole number"),
        (STATION, {**DOCUMENT, "chart": {"100025": 10**9}}, "no sheet can say"),
        (STATION, {**DOCUMENT, "chart": [1]}, "does not have the shape"),
        ("tps", DOCUMENT, "13-digit station code"),
    ],
)
def test_each_fault_names_the_document(name, content, says):
    with pytest.raises(KpuJsonError, match=says) as caught:
        read(**{name: content})
    assert name in str(caught.value)


def test_broken_json_names_the_document():
    with pytest.raises(KpuJsonError, match=r"x.json is not JSON"):
        read_kpu_json([("x.json", b'{"mode": ')])


def test_two_documents_of_one_station_are_refused():
    with pytest.raises(KpuJsonError, match="two documents"):
        read(**{f"a_{STATION}": DOCUMENT, f"b_{STATION}": DOCUMENT})


def test_columns_hold_every_field_of_every_sheet():
    columns, stations, fields = read(village=VILLAGE, **{STATION: DOCUMENT}).by_column()
    assert stations == [STATION, "1101012001002"]
    assert fields["valid"] == [165, None]
    assert {name for name, _ in columns.fields} == set(fields)


@pytest.mark.real
def test_the_real_documents_give_three_stations(real_data):
    folder = real_data / "results" / "kpu-json-schema"
    documents = ((p.name, p.read_bytes()) for p in sorted(folder.glob("*.json")))
    sheets = read_kpu_json(documents).sheets()
    assert sorted(sheets) == [f"110101200100{n}" for n in (1, 2, 3)]
    assert sheets[STATION]["total"] == 166
    assert sheets["1101012001003"]["votes.1"] == 202


def test_a_station_abroad_may_have_letters_in_its_code():
    abroad = "99BF010001001"
    assert list(read(**{abroad: DOCUMENT}).sheets()) == [abroad]
