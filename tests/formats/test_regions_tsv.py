"""There is one way to write a register, so its hash can be named."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omah.core.places.registers import Region, RegionRegister, RegisterError
from omah.engine.registers import import_kpu_tree
from omah.formats.regions_tsv import read_regions, write_regions

HEAD = "#omah-regions-1\t2024-02-14\tcontoh\n"
names = st.text(
    st.characters(exclude_categories=["C", "Z"], codec="utf-8"), min_size=1, max_size=9
)


@given(
    st.dictionaries(st.from_regex(r"[1-9][0-9]", fullmatch=True), names, min_size=1),
    st.randoms(),
)
def test_writing_and_reading_is_identity_in_any_order(provinsi, random):
    regions = [Region(code, name, 7, code) for code, name in provinsi.items()]
    random.shuffle(regions)
    content = write_regions(RegionRegister.of("2024-02-14", "contoh", regions))
    register = read_regions(content)
    assert write_regions(register) == content
    assert list(register) == sorted(regions, key=lambda region: region.code)
    assert (register.version, register.source) == ("2024-02-14", "contoh")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a register"),
        ("kode,nama\n35,JATIM\n", "not a register"),
        ("#omah-dapil-1\t2024\tx\n35\t1\t35\tJATIM\n", "not '#omah-regions-1'"),
        (HEAD + "35\t1\tJATIM\n", "has not 4 columns"),
        (HEAD + "35\t1\t35\tJATIM\tx\n3517\t2\tx\n", "has not 4 columns"),
        (HEAD + "35\tsatu\t35\tJATIM\n", "KPU id is no whole number"),
        (HEAD + "35\t1\t35\tJATIM\n35\t1\t35\tJATIM\n", "given once"),
        (HEAD + "35\t1\t35\tJATIM\n\n", "has not 4 columns"),
    ],
)
def test_a_damaged_file_is_refused(text, message):
    with pytest.raises(RegisterError, match=message):
        read_regions(text.encode())


@pytest.mark.parametrize("name", ["JAWA\tTIMUR", "JAWA\nTIMUR", "JAWA\u2028TIMUR"])
def test_a_name_that_would_break_a_line_is_refused(name):
    register = RegionRegister.of("2024-02-14", "contoh", [Region("35", name)])
    with pytest.raises(RegisterError, match="tab or a line break"):
        write_regions(register)


@pytest.mark.real
@pytest.mark.slow
def test_the_tree_of_2024_is_imported_whole(real_data):
    regions = real_data / "regions"
    register = import_kpu_tree(
        regions / "kpu-2024-tree-to-tps.parquet",
        regions / "wilayah_2025.csv",
        version="2024-02-14",
        source="KPU 2024",
    )
    assert len(register) == 914_062
    content = write_regions(register)
    assert write_regions(read_regions(content)) == content
    assert len(hashlib.sha256(content).hexdigest()) == 64
    assert register.find_kemendagri("35.17.09").name == "JOMBANG"
    assert sum(1 for region in register if region.kemendagri) == 91_023
