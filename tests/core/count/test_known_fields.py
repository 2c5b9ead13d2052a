"""What no rule names is told; what the forms hold is known."""

import pytest

from omah.core.count.contests import ContestKind
from omah.core.count.known_fields import unknown_fields
from omah.formats.form_toml import form_ids, load_form
from omah.formats.rules_toml import load_rules, rules_of_form

ON = "2024-11-27"


@pytest.mark.parametrize("form_id", form_ids())
def test_every_packaged_form_has_only_fields_that_a_rule_names(form_id):
    fields = tuple(load_form(form_id).fields())
    assert unknown_fields(rules_of_form(form_id), fields) == ()


@pytest.mark.parametrize(
    ("field", "kind", "is_known"),
    [
        ("voters.dpt.l", "dpr", True),
        ("voters.dtp.l", "dpr", False),
        ("voters.dpt", "dpr", False),
        ("ballots.received", "dpr", True),
        ("ballots.received.j", "dpr", False),
        ("votes.1", "kepala-daerah", True),
        ("votes.x", "kepala-daerah", False),
        ("votes.1", "dpr", False),
        ("votes.1.12", "dpr", True),
        ("votes.1.party", "dpr", True),
        ("votes.1.total", "kepala-daerah", False),
        ("votes.*", "kepala-daerah", False),
    ],
)
def test_a_field_is_known_to_the_rules_of_its_own_kind_of_contest(
    field, kind, is_known
):
    unknown = unknown_fields(load_rules(ON, ContestKind(kind)), (field,))
    assert (unknown == ()) is is_known
