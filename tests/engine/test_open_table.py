"""Every kind of table is read to the same figures, or refused with one sentence."""

import json

import duckdb
import pytest

from omah.core.count.rules import expand
from omah.core.places.regions import Level
from omah.engine.check import check_table
from omah.engine.open_table import open_sheet_table, open_to_check
from omah.engine.recap import recap_table
from omah.engine.sheet_table import TableError
from omah.formats.rules_toml import rules_of_form

A, B = "3517092003001", "3517092003002"
TABLE = f"""\
station,provinsi,kabkota,kecamatan,keldes,status,votes.1,votes.2,valid
{A},JATIM,JOMBANG,JOMBANG,Jabon,accepted,60,,230
{B},JATIM,JOMBANG,JOMBANG,Jabon,unconfirmed,0,7,7
"""


def as_parquet(path, text, types=""):
    csv = path.with_suffix(".text")
    csv.write_text(text)
    source = f"read_csv('{csv}', all_varchar = true, header = true)"
    duckdb.sql(f"copy (select * {types} from {source}) to '{path}' (format parquet)")  # noqa: S608  our own paths
    return path


@pytest.fixture(params=[".csv", ".parquet"])
def write(request, tmp_path):
    def written(text):
        path = tmp_path / f"sheets{request.param}"
        if request.param == ".csv":
            path.write_text(text)
        else:
            as_parquet(path, text)
        return path

    return written


def test_both_kinds_of_table_hold_the_same_sheets(write):
    table = open_sheet_table(write(TABLE))
    assert table.notes == ()
    (first, second) = recap_table(table).of("3517")
    assert (first.name, first.standing.value) == ("JOMBANG", "accepted")
    assert first.total.fields["votes.2"].known == 0
    assert second.total.fields["votes.1"].value == 0
    assert second.total.fields["votes.1"].known == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("station,votes.1\n3517,3\n", "a station code has 13 digits, not '3517'"),
        (f"station,votes.1\n{A},3\n{A},3\n", f"(repeats )?station {A}"),
        (f"station,votes.1\n{A},1.234\n", "'votes.1'.*1\\.234"),
        (f"station,votes.1\n{A},tiga\n", "'votes.1'.*'tiga'|'tiga'.*"),
        (f"station,votes.1\n{A},-3\n", "'votes.1' is -3 somewhere"),
        (f"station,votes.1\n{A},1000000000\n", "'votes.1'.*1000000000"),
        ("station,votes.1\n", "no rows"),
        ("station,name\n3517092003001,x\n", "no column that is a field"),
        (f"station,status,votes.1\n{A},Sah,3\n", "'Sah'"),
        ("tps,votes.1\n3517092003001,3\n", "no column 'station'"),
        ("prov,kab,kec,kel,tps,kpu_pas1\nRiau,Siak,,Perawang,2,5\n", "every region"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused(write, text, message):
    with pytest.raises(TableError, match=message) as caught:
        open_sheet_table(write(text))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("sheets.")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("'nan'::double", "no whole number in 'votes.1' but 'nan'"),
        ("'inf'::double", "no whole number"),
        ("1.5::double", "no whole number"),
        ("1e30::double", "no whole number"),
        ("2::decimal(4, 1)", ""),
        ("null::double", ""),
        ("99999999999::ubigint", "no whole number"),
        ("true", "holds BOOLEAN, not whole numbers"),
        ("date '2024-02-14'", "holds DATE"),
    ],
)
def test_numbers_of_other_types_are_whole_or_named(tmp_path, number, says):
    path = as_parquet(
        tmp_path / "a.parquet", f"station\n{A}\n", f', {number} as "votes.1"'
    )
    if not says:
        assert open_sheet_table(path).fields == ("votes.1",)
        return
    with pytest.raises(TableError, match=says):
        open_sheet_table(path)


def test_a_number_below_zero_is_a_finding_when_checked(write):
    table = open_to_check(write(f"station,valid,invalid,total\n{A},-1,8,7\n"))
    instances = expand(rules_of_form("c-hasil-ppwp-2024"), table.fields)
    report = check_table(table, instances)
    broken = {code.code for code in report.codes if code.broken}
    assert "R11" in broken
    assert report.clean == 0


def test_a_description_fits_without_some_of_its_columns(write):
    path = write(f"kode_tps,v1,v2,v3,suara_sah\n{A},60,140,30,230\n")
    assert open_sheet_table(path).fields == ("votes.1", "votes.2", "votes.3", "valid")


def test_a_renamed_station_column_does_not_hide_the_rest(write):
    table = open_sheet_table(write(f"station,v1,v2,suara_sah\n{A},60,140,200\n"))
    assert table.fields == ("votes.1", "votes.2", "valid")
    assert table.columns.station == "station"


def test_codes_from_abroad_may_hold_letters(write):
    abroad = "99BF010001001"
    table = recap_table(
        open_sheet_table(write(f"station,votes.1\n{abroad},5\n{A},3\n"))
    )
    assert [row.code for row in table.at(Level.KABKOTA)] == ["3517", "99BF"]


def test_a_folder_of_kpu_documents_can_be_added_up_and_names_the_others(tmp_path):
    for station, votes in ((A, 60), (B, 7)):
        page = {"chart": {"100025": votes}, "administrasi": {"suara_sah": None}}
        (tmp_path / f"{station}.json").write_text(json.dumps(page))
    for number in range(7):
        (tmp_path / f"wilayah_{number}.json").write_text("[]")
    table = open_sheet_table(tmp_path)
    (nation,) = recap_table(table).of("")
    assert nation.total.fields["votes.1"].value == 67
    assert nation.total.unknown("valid") == 2
    (note,) = table.notes
    assert note.endswith("and 2 more")


def test_what_is_no_table_is_refused(tmp_path):
    picture = tmp_path / "page.png"
    picture.write_bytes(b"\x89PNG")
    with pytest.raises(TableError, match=r"\.csv or a \.parquet"):
        open_sheet_table(picture)
    with pytest.raises(TableError, match="no such file"):
        open_sheet_table(tmp_path / "absent.csv")
    with pytest.raises(TableError, match="holds no sheet"):
        open_sheet_table(tmp_path)
