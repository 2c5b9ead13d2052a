"""What stations add up to, beside what was announced; nothing is explained away."""

import pytest

from omah.core.places.regions import Level
from omah.engine.official import compare_president_2019
from omah.engine.open_table import open_sheet_table
from omah.engine.recap import recap_table

HEADER = "prov,kab,kec,kel,tps,dpt_l,dpt_p,kpu_pas1,kpu_pas2,kpu_sah,kpu_tsah,kpu_jum\n"


def test_a_region_without_stations_is_not_equal_but_unknown(tmp_path):
    stations = tmp_path / "stations.csv"
    stations.write_text(
        HEADER + "A,B,C,D,1,-1,90,10,20,30,0,30\nA,B,C,D,2,80,90,,,,,\n", "utf-8"
    )
    official = tmp_path / "official.csv"
    official.write_text("prov,v1,v2\nA,11,20\n+Luar Negeri,5,6\n", "utf-8")
    recap = recap_table(open_sheet_table(stations))
    first, abroad = compare_president_2019(recap, official, Level.PROVINSI)
    assert (first.region, first.differences, first.unknown) == ("A", (-1, 0), 1)
    assert (abroad.region, abroad.differences) == ("Luar Negeri", None)
    (nation,) = recap.of("")
    assert nation.total.unknown("voters.dpt.l") == 1


@pytest.mark.real
def test_president_2019_differs_from_the_announced_votes_as_measured(real_data):
    results = real_data / "results"
    table = results / "president-2019-tps-two-transcriptions.parquet"
    recap = recap_table(open_sheet_table(table))
    official = results / "president-2019-official-provinsi.csv"
    rows = list(compare_president_2019(recap, official, Level.PROVINSI))
    assert len(rows) == 35
    assert sum(row.official[0] for row in rows) == 85_607_362
    assert sum(row.official[1] for row in rows) == 68_650_239
    assert sum(row.differences[0] for row in rows) == 84_143_641 - 85_607_362
    assert sum(row.differences[1] for row in rows) == 67_777_917 - 68_650_239
    assert not any(row.differences == (0, 0) for row in rows)
    assert {row.region for row in rows if row.differences[0] > 0} == {
        *("Luar Negeri", "SULAWESI SELATAN")
    }
