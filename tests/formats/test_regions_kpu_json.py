"""KPU's public lists of regions become one tree, or are refused."""

import json

import pytest

from omah.core.places.regions import Level
from omah.core.places.registers import RegisterError
from omah.formats.regions_kpu_json import read_wilayah

ACEH = {"nama": "ACEH", "id": 100054, "kode": "11", "tingkat": 1}


def wilayah(*rows):
    return read_wilayah([json.dumps(rows).encode()], version="2024-02-14", source="KPU")


def test_lists_of_several_levels_become_one_tree():
    below = {"nama": " ACEH  SELATAN", "id": 2, "kode": "1101", "tingkat": 2}
    register = wilayah(below, ACEH)
    assert register.parts_of("") == ("11",)
    assert register.find_kpu_id(2).name == "ACEH SELATAN"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ACEH | {"tingkat": 2}], "11 says it is of level 2, not 1"),
        ([ACEH | {"kode": "1"}], "no region level has 1 digits"),
        ([ACEH | {"kode": 11}], "a region needs nama, id, kode, tingkat"),
        ([{"nama": "ACEH"}], "a region needs"),
        ([ACEH, ACEH], "given once"),
        ([ACEH | {"kode": "1101", "tingkat": 2}], "region 11 has parts but no row"),
    ],
)
def test_a_faulty_list_is_refused(rows, message):
    with pytest.raises(RegisterError, match=message):
        wilayah(*rows)


@pytest.mark.parametrize(("content", "message"), [(b"<html>", "JSON"), (b"{}", "list")])
def test_what_is_no_list_is_refused(content, message):
    with pytest.raises(RegisterError, match=message):
        read_wilayah([content], version="2024-02-14", source="KPU")


@pytest.mark.real
def test_kpus_own_files_become_a_register(real_data):
    folder = real_data / "results" / "kpu-json-schema"
    documents = [path.read_bytes() for path in folder.glob("wilayah_*.json")]
    register = read_wilayah(documents, version="2024-02-14", source="KPU")
    assert register.count(Level.PROVINSI) == 39
    assert register.find("351709").name == "JOMBANG"
    assert len(register.parts_of("35")) == 38
    assert len(register.parts_of("351709")) == 20
