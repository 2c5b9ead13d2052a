"""What the reader is given: only rules that every right sheet keeps."""

import pytest

from omah.adapters.eyes import arithmetic_of
from omah.core.count.rules import Severity
from omah.formats.form_toml import form_ids


@pytest.mark.parametrize("form", form_ids())
def test_the_reader_weighs_arithmetic_and_not_expectations(form):
    rules = arithmetic_of(form)
    votes = "R8" if "-dpr" in form else "R7"
    assert {"R1", "R4", votes} <= {rule.code for rule in rules}
    assert {rule.severity for rule in rules} == {Severity.ERROR}


def test_the_reserve_of_ballots_says_nothing_of_ink():
    codes = {rule.code for rule in arithmetic_of("c-hasil-ppwp-2024")}
    assert "R13" not in codes
