"""The register is read strictly, and by date and contest."""

import pytest

from omah.core.count.contests import ContestKind
from omah.core.count.rules import Operator, Term
from omah.formats.form_toml import form_ids, load_form
from omah.formats.rules_md import claim_text
from omah.formats.rules_toml import (
    RegisterError,
    load_rules,
    parse_claim,
    parse_rules,
    register_text,
    ruled_forms,
    rules_of_form,
)

RULE = """
[R1]
severity = "error"
title = { id = "a", en = "b" }
law = "UU 7/2017"
confidence = "seen"
worker = { id = "a.", en = "b." }
officer = { id = "a.", en = "b." }
"""
CHECK = '[[R1.check]]\nsays = "valid = total"\n'


def test_a_claim_is_two_sums_and_a_comparison():
    claim = parse_claim("a.{g} + 2.5% b <= 300 + votes.*")
    assert claim.left == (Term("a.{g}"), Term("b", 1, 40))
    assert claim.operator is Operator.AT_MOST
    assert claim.right == (Term(factor=300), Term("votes.*"))


@pytest.mark.parametrize(
    "text",
    ["valid", "valid =", "valid + = total", "valid = total x", "valid - total = 0"],
)
def test_what_is_no_claim_is_refused(text):
    with pytest.raises(RegisterError):
        parse_claim(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RULE, "needs checks or one known function"),
        (RULE + 'function = "guess"\n', "needs checks or one known function"),
        (RULE + 'colour = "red"\n' + CHECK, "colour unknown"),
        (RULE.replace('law = "UU 7/2017"\n', "") + CHECK, "law missing"),
        (RULE.replace("seen", "sure") + CHECK, "confidence is one of"),
        (RULE + CHECK + 'counts = "j"\n', "counts names no value"),
        (RULE + CHECK.replace("says", "say"), "says missing"),
    ],
)
def test_a_faulty_register_names_rule_and_fault(text, says):
    with pytest.raises(RegisterError, match=says):
        parse_rules(text)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        ("2019-12-31", False),
        ("2020-01-01", True),
        ("2020-12-31", True),
        ("2021-01-01", False),
    ],
)
def test_a_rule_holds_from_its_first_to_its_last_day(on, in_force):
    dates = 'from = "2020-01-01"\nuntil = "2020-12-31"\n'
    assert bool(parse_rules(RULE + dates + CHECK, on)) is in_force


def test_a_check_may_be_dated_closer_than_its_rule():
    text = RULE + CHECK + 'until = "2020-12-31"\n'
    assert parse_rules(text, "2020-06-01")[0].checks
    assert not parse_rules(text, "2024-02-14")[0].checks


def test_a_day_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        load_rules("14 Feb 2024")


def test_every_claim_of_the_register_can_be_written_and_read_again():
    for rule in parse_rules(register_text()):
        for check in rule.checks:
            assert parse_claim(claim_text(check.claim)) == check.claim


@pytest.mark.parametrize("form", ruled_forms())
def test_every_form_has_rules_for_one_contest(form):
    rules = rules_of_form(form)
    codes = [rule.code for rule in rules]
    assert {"R1", "R4", "R18"} <= set(codes)
    assert ("R7" in codes) is not ("R8" in codes)
    assert all(len(r.checks) == 1 for r in rules if r.code in {"R12", "R13"})


def test_a_form_has_the_rules_of_its_kind_and_day_and_nothing_says_them_twice():
    form = load_form("c-hasil-kwk-2024")
    rules = load_rules("2024-11-27", ContestKind.KEPALA_DAERAH)
    assert rules_of_form(form.id) == rules
    assert len(set(ruled_forms())) == len(ruled_forms()) > len(form_ids())


def test_a_contest_keeps_only_its_own_checks():
    kinds = {
        c.kinds for r in load_rules("2024-02-14", ContestKind.DPR) for c in r.checks
    }
    assert all(ContestKind.DPR in k for k in kinds)


def test_an_unknown_form_has_no_rules():
    with pytest.raises(KeyError):
        rules_of_form("c-hasil-lurah-2030")
