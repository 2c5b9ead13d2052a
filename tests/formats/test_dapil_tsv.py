"""Registers of dapil are imported whole and written in one way only."""

import pytest

from omah.cli.dev_dapil import SINCE, SOURCE, places
from omah.core.count.contests import ContestKind
from omah.core.count.dapil import Dapil, DapilRegister
from omah.core.places.regions import Level
from omah.core.places.registers import RegisterError
from omah.core.service.transfer import CHAMBERS
from omah.engine.dapil import import_dapil_2019, import_dapil_2024
from omah.formats.dapil_tsv import (
    packaged_dapil,
    packaged_places,
    read_dapil,
    write_dapil,
)
from omah.formats.regions_tsv import write_regions

HEAD = "#omah-dapil-1\t2024-02-14\tcontoh\n"


def test_writing_and_reading_is_identity():
    each = [
        Dapil(ContestKind.DPRD_KABKOTA, "2", "DUA", None, ("350101",), ("350102",)),
        Dapil(ContestKind.DPR, "1", "SATU", 7, ("3501", "3502")),
    ]
    content = write_dapil(DapilRegister("2024-02-14", "contoh", each))
    register = read_dapil(content)
    assert list(register) == each[::-1]
    assert write_dapil(register) == content


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a register of dapil"),
        (HEAD + "dpr\t1\t7\t3501\tSATU\n", "not a register of dapil"),
        (HEAD + "mpr\t1\t7\t3501\t\tSATU\n", "'mpr' is not a valid ContestKind"),
        (HEAD + "dpr\t1\ttujuh\t3501\t\tSATU\n", "not a register of dapil"),
        (HEAD + "dpr\t1\t7\t3501\t\tA\ndpr\t2\t7\t3501\t\tB\n", "3501 lies in dpr"),
        ("#omah-regions-1\t2024-02-14\tx\ndpr\t1\t7\t3501\t\tA\n", "not '#omah-dapil"),
    ],
)
def test_a_damaged_file_is_refused(text, message):
    with pytest.raises(RegisterError, match=message):
        read_dapil(text.encode())


def test_a_name_that_would_break_a_line_is_refused():
    broken = Dapil(ContestKind.DPR, "1", "SATU\nDUA", 7, ("3501",))
    with pytest.raises(RegisterError, match="tab or a line break"):
        write_dapil(DapilRegister("2024-02-14", "contoh", [broken]))


@pytest.mark.real
def test_the_dapil_of_2024_have_the_seats_of_the_law(real_data):
    folder = real_data / "districts"
    register = import_dapil_2024(
        folder / "dapil-2024-members.csv",
        folder / "dapil-2024-seats-inferred.csv",
        version="2024-02-14",
        source="KPU 2024",
    )
    assert len(register.of_kind(ContestKind.DPR)) == 84
    assert len(register.of_kind(ContestKind.DPRD_PROVINSI)) == 301
    assert len(register.of_kind(ContestKind.DPRD_KABKOTA)) == 2_325
    assert register.seats(ContestKind.DPR) == 580
    assert register.seats(ContestKind.DPRD_PROVINSI) == 2_372
    assert register.seats(ContestKind.DPRD_KABKOTA) is None
    split = register.touching(ContestKind.DPRD_PROVINSI, "1271")
    assert [dapil.name for dapil in split] == ["SUMATERA UTARA 1", "SUMATERA UTARA 2"]
    assert read_dapil(write_dapil(register)).seats(ContestKind.DPR) == 580


@pytest.mark.real
def test_the_dapil_of_2019_name_what_they_cannot_place(real_data):
    folder = real_data / "districts"
    register, unplaced = import_dapil_2019(
        folder / "dapil-2019.csv",
        folder / "dapil-2019-members.csv",
        folder / "kpu-to-kemendagri-codes-2019.parquet",
        version="2019-04-17",
        source="KPU 2019",
    )
    kinds = ContestKind.DPR, ContestKind.DPRD_PROVINSI, ContestKind.DPRD_KABKOTA
    assert [len(register.of_kind(kind)) for kind in kinds] == [80, 272, 2_206]
    assert [register.seats(kind) for kind in kinds] == [575, 2_207, 17_340]
    assert len(unplaced) == 18
    assert all(name.startswith("kabupaten ") for name in unplaced)


def test_the_packaged_districts_are_those_of_2024():
    packaged = packaged_dapil()
    counts = {kind: len(packaged.of_kind(kind)) for kind in CHAMBERS.values()}
    assert list(counts.values()) == [84, 301, 2325]
    assert packaged.seats(ContestKind.DPR) == 580
    assert packaged.seats(ContestKind.DPRD_PROVINSI) == 2372


def test_every_packaged_kecamatan_lies_in_districts_but_the_known_gaps():
    """KPU's list lacks DPRD members for new kecamatan of Sorong; Jakarta has none."""
    packaged, known = packaged_dapil(), packaged_places()
    kecamatan = known.within("", Level.KECAMATAN)
    assert len(kecamatan) == 7277
    for kind in (ContestKind.DPR, ContestKind.DPRD_PROVINSI):
        assert not [code for code in kecamatan if packaged.of(kind, code) is None]
    villages = known.within("", Level.KELDES)
    split = {code[:6] for code in villages}
    bare = [
        code
        for code in kecamatan
        if packaged.of(ContestKind.DPRD_KABKOTA, code) is None and code not in split
    ]
    assert {code[:2] for code in bare} == {"31", "96"}
    assert len([code for code in bare if code.startswith("96")]) == 24


@pytest.mark.real
def test_the_packaged_districts_are_made_from_what_was_published(real_data):
    made = import_dapil_2024(
        real_data / "districts" / "dapil-2024-members.csv",
        real_data / "districts" / "dapil-2024-seats-inferred.csv",
        version=SINCE,
        source=SOURCE,
    )
    assert write_dapil(made) == write_dapil(packaged_dapil())
    tree = real_data / "regions" / "kpu-2024-tree-to-tps.parquet"
    assert write_regions(places(made, tree)) == write_regions(packaged_places())
