"""A template of an assignment is read whole, or refused."""

import pytest

from omah.formats.assignment_toml import load_template
from omah.formats.toml_table import SpecError

GOOD = """
order = 1
title = { id = "a", en = "a" }
asks = { id = "a", en = "a" }
evidence = "none"
evidence_words = { id = "a", en = "a" }
[[questions]]
name = "q"
kind = "text"
label = { id = "a", en = "a" }
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order = 1", ""),
        ("order = 1", "order = 1\nextra = 1"),
        ('kind = "text"', 'kind = "colour"'),
        ('kind = "text"', 'kind = "score"'),
        ('kind = "text"', 'kind = "choice"'),
        ('kind = "text"', 'kind = "text"\nmost = 3'),
        ("order = 1", 'order = 1\noptional = ["other"]'),
        ("[[questions]]", "[questions]"),
        ("order = 1", "order ="),
    ],
)
def test_a_faulty_template_is_refused(old, new):
    assert load_template("t", GOOD)[0] == 1
    with pytest.raises(SpecError):
        load_template("t", GOOD.replace(old, new))
