"""A table of sheets is understood by its header, or refused."""

import pytest

from omah.formats.columns_toml import COLUMN_SETS, FIELD, columns_of, load_columns


@pytest.mark.parametrize("name", COLUMN_SETS)
def test_every_packaged_description_fits_its_own_table(name):
    columns = load_columns(name)
    assert all(FIELD.fullmatch(field) for field, _ in columns.fields)
    assert columns_of(columns.needed()) == columns


def test_our_own_tables_may_have_names_and_a_status():
    header = ["station", "provinsi", "kabkota", "kecamatan", "keldes", "status"]
    columns = columns_of([*header, "votes.1", "note"])
    assert columns.names == ("provinsi", "kabkota", "kecamatan", "keldes")
    assert columns.status == "status"
    assert columns.fields == (("votes.1", "votes.1"),)


def test_an_unknown_description_is_refused():
    with pytest.raises(ValueError, match="no table is called 'dpr'"):
        load_columns("dpr")
