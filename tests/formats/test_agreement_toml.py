"""A paper that offices sign is read whole, or refused."""

import pytest

from omah.formats.agreement_toml import load_paper
from omah.formats.toml_table import SpecError

GOOD = """
order = 1
title = "Pakta {year}"
opening = "Saya, {name}:"
pledges = ["Jujur."]
closing = ""
law = "PermenPANRB 49/2011"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order = 1", ""),
        ("order = 1", "order = 1\nextra = 1"),
        ("{name}", "{nik}"),
        ("{name}", "{}"),
        ('closing = ""', ""),
        ('closing = ""', "closing = 3"),
        ('closing = ""', 'closing = ""\ntargets = "many"'),
        ('pledges = ["Jujur."]', "pledges = [1]"),
        ("order = 1", "order ="),
    ],
)
def test_a_faulty_paper_is_refused(old, new):
    assert load_paper("pakta", GOOD)[0] == 1
    with pytest.raises(SpecError):
        load_paper("pakta", GOOD.replace(old, new))
