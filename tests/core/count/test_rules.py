"""Every rule at its border: below, at, above, and where it must not apply."""

import re
from pathlib import Path

import pytest
from tests.sheets import DPR_2024, DPR_SHEET, PRESIDENT_2024, SHEET

from omah.core.count.contests import ContestKind
from omah.core.count.rule_station import Context
from omah.core.count.rules import Finding, Operator, Severity, Term, check_sheet, expand
from omah.formats.rules_toml import load_rules, parse_rules, register_text

PILKADA_2024 = load_rules("2024-11-27", ContestKind.KEPALA_DAERAH)
PILKADA_2020 = load_rules("2020-12-09", ContestKind.KEPALA_DAERAH)
PRESIDENT_2019 = load_rules("2019-04-17", ContestKind.PRESIDENT)
ROOT = Path(__file__).resolve().parents[3]


def broken(changes, sheet=SHEET, rules=PRESIDENT_2024, context=None):
    """Which codes a changed sheet breaks."""
    return {f.code for f in check_sheet(rules, {**sheet, **changes}, context)}


def without(*names, sheet=SHEET):
    return {name: number for name, number in sheet.items() if name not in names}


@pytest.mark.parametrize(
    ("rules", "sheet"), [(PRESIDENT_2024, SHEET), (DPR_2024, DPR_SHEET)]
)
def test_the_consistent_example_breaks_nothing(rules, sheet):
    assert check_sheet(rules, sheet) == ()


def test_a_finding_names_the_fields_and_both_numbers():
    assert check_sheet(PRESIDENT_2024, {**SHEET, "votes.2": 139}) == (
        Finding(
            "R7", Severity.ERROR, ("votes.1", "votes.2", "votes.3", "valid"), (229, 230)
        ),
    )


@pytest.mark.parametrize("name", sorted(SHEET))
def test_unknown_is_not_zero_and_breaks_nothing(name):
    assert check_sheet(PRESIDENT_2024, {**SHEET, name: None}) == ()


def test_a_sheet_with_nothing_known_breaks_nothing():
    assert check_sheet(PRESIDENT_2024, dict.fromkeys(SHEET)) == ()


@pytest.mark.parametrize("slip", [-1, 1])
@pytest.mark.parametrize("row", ["voters.dpt", "used.dpk", "disabled"])
def test_r1_men_and_women_make_the_total_in_every_row(row, slip):
    assert "R1" in broken({f"{row}.l": SHEET[f"{row}.l"] + slip})


def test_r1_does_not_apply_to_rows_that_the_form_lacks():
    rows = [i.claim.fields() for i in instances("R1")]
    assert ("voters.dptb.l", "voters.dptb.p", "voters.dptb.j") not in rows
    assert len(rows) == 6


@pytest.mark.parametrize("sex", "lpj")
@pytest.mark.parametrize("slip", [-1, 1])
def test_r2_the_three_kinds_of_voters_make_all_users_in_each_column(sex, slip):
    name = f"used.total.{sex}"
    assert "R2" in broken({name: SHEET[name] + slip})


def test_r2_counts_by_the_column_of_totals():
    counted = [i.claim.fields()[0] for i in instances("R2") if i.counted]
    assert counted == ["used.dpt.j"]


@pytest.mark.parametrize("slip", [-1, 1])
def test_r3_ballots_received_are_used_returned_or_unused(slip):
    assert "R3" in broken({"ballots.unused": 54 + slip})


def test_r3_does_not_apply_without_the_ballot_page():
    assert "R3" not in {i.code for i in expand(PRESIDENT_2024, ("total", "valid"))}


@pytest.mark.parametrize("slip", [-1, 1])
def test_r4_valid_and_invalid_make_all_votes(slip):
    assert "R4" in broken({"invalid": 7 + slip})


@pytest.mark.parametrize("slip", [-1, 1])
def test_r5_all_votes_are_the_ballots_used(slip):
    assert "R5" in broken({"ballots.used": 237 + slip})


@pytest.mark.parametrize("slip", [-1, 1])
def test_r6_ballots_used_are_the_voters_who_voted(slip):
    assert "R6" in broken({"used.total.j": 237 + slip})


def test_r6_does_not_apply_without_the_ballot_page_but_r18_does():
    sheet = without("ballots.used")
    assert broken({"used.total.j": 236}, sheet) & {"R6", "R18"} == {"R18"}


@pytest.mark.parametrize("slip", [-1, 1])
def test_r7_the_candidates_votes_make_the_valid_votes(slip):
    assert "R7" in broken({"votes.3": 30 + slip})


def test_r7_does_not_apply_to_party_lists():
    assert "R7" not in {i.code for i in expand(DPR_2024, tuple(DPR_SHEET))}


@pytest.mark.parametrize("slip", [-1, 1])
@pytest.mark.parametrize("name", ["votes.1.party", "votes.1.2", "votes.17.1"])
def test_r8_party_and_candidate_votes_make_the_party_total(name, slip):
    changes = {name: DPR_SHEET[name] + slip}
    assert broken(changes, DPR_SHEET, DPR_2024) == {"R8"}


def test_r8_the_parties_make_the_valid_votes():
    moved = {"votes.17.total": 131, "votes.17.party": 31}
    found = check_sheet(DPR_2024, {**DPR_SHEET, **moved})
    assert [f.fields for f in found] == [("votes.1.total", "votes.17.total", "valid")]


def test_r8_does_not_apply_to_the_presidential_sheet():
    assert "R8" not in {i.code for i in expand(PRESIDENT_2024, tuple(DPR_SHEET))}


def test_party_totals_are_not_compared_where_no_candidate_is_known_of():
    bare = {"votes.1.party": 10, "votes.1.total": 60, "votes.2.total": 9, "valid": 69}
    assert broken({}, bare, DPR_2024) == set()
    assert broken({"valid": 70}, bare, DPR_2024) == {"R8"}
    other_has_candidates = {**bare, "votes.2.party": 4, "votes.2.1": 5}
    assert broken({}, other_has_candidates, DPR_2024) == {"R8"}


@pytest.mark.parametrize(("used", "breaks"), [(286, False), (287, False), (288, True)])
def test_r9_voters_from_the_roll_are_within_the_roll(used, breaks):
    assert ("R9" in broken({"used.dpt.j": used})) is breaks


@pytest.mark.parametrize(
    ("disabled", "breaks"), [(123, False), (124, False), (125, True)]
)
def test_r10_voters_with_disabilities_are_within_those_who_voted(disabled, breaks):
    assert ("R10" in broken({"disabled.p": disabled})) is breaks


@pytest.mark.parametrize(
    ("number", "breaks"), [(-1, True), (0, False), (999, False), (1000, True)]
)
def test_r11_figures_fit_three_boxes(number, breaks):
    assert ("R11" in broken({"ballots.returned": number})) is breaks


@pytest.mark.parametrize(
    ("rules", "limit"),
    [(PRESIDENT_2024, 300), (PILKADA_2020, 500), (PILKADA_2024, 600)],
)
def test_r12_the_roll_is_within_the_limit_of_its_election(rules, limit):
    for voters, breaks in [(limit - 1, False), (limit, False), (limit + 1, True)]:
        found = broken({"voters.dpt.j": voters}, rules=rules)
        assert ("R12" in found) is breaks


@pytest.mark.parametrize(
    ("rules", "voters", "received"),
    [
        (PRESIDENT_2024, 287, 293),
        (PRESIDENT_2024, 300, 306),
        (PRESIDENT_2024, 600, 612),
        (PRESIDENT_2024, 0, 0),
        (PRESIDENT_2024, 1, 2),
        (PILKADA_2024, 300, 308),
        (PILKADA_2024, 600, 615),
    ],
)
def test_r13_the_reserve_is_rounded_up_to_whole_ballots(rules, voters, received):
    for slip, breaks in [(-1, True), (0, False), (1, True)]:
        changes = {"voters.dpt.j": voters, "ballots.received": received + slip}
        assert ("R13" in broken(changes, rules=rules)) is breaks


@pytest.mark.parametrize("slip", [-1, 0, 1])
def test_r14_the_roll_on_the_form_is_that_of_the_register(slip):
    context = Context(roll={"l": 140, "p": 147, "j": 287 + slip})
    assert ("R14" in broken({}, context=context)) is bool(slip)


def test_r14_does_not_apply_without_the_register():
    assert "R14" not in broken({}, context=Context(roll={"j": None}))


@pytest.mark.parametrize("name", ["voters.dpt.l", "used.dpt.j", "used.dpk.p"])
def test_r15_voter_figures_agree_between_the_contests_of_a_station(name):
    other = {**SHEET, name: SHEET[name] + 1}
    context = Context(ContestKind.PRESIDENT, station={ContestKind.DPR: other})
    assert "R15" in broken({}, context=context)


@pytest.mark.parametrize(
    ("ours", "theirs", "moved_there", "breaks"),
    [
        (ContestKind.PRESIDENT, ContestKind.DPR, 2, False),
        (ContestKind.PRESIDENT, ContestKind.DPR, 3, False),
        (ContestKind.PRESIDENT, ContestKind.DPR, 4, True),
        (ContestKind.DPRD_KABKOTA, ContestKind.DPD, 2, True),
        (ContestKind.DPRD_KABKOTA, ContestKind.DPD, 4, False),
        (ContestKind.DPR, ContestKind.DPD, 4, False),
        (ContestKind.DPR, ContestKind.DPD, 2, False),
        (ContestKind.PRESIDENT, ContestKind.PRESIDENT, 9, False),
        (None, ContestKind.DPR, 9, False),
    ],
)
def test_r15_moved_voters_may_only_fall_with_their_ballots(
    ours, theirs, moved_there, breaks
):
    other = {"used.dptb.j": moved_there}
    context = Context(ours, station={theirs: other})
    assert ("R15" in broken({}, context=context)) is breaks


@pytest.mark.parametrize("slip", [-1, 0, 1])
def test_r16_every_copy_says_what_the_form_says(slip):
    context = Context(copies={"saksi 1": {"votes.2": 140 + slip, "votes.3": None}})
    assert ("R16" in broken({}, context=context)) is bool(slip)


@pytest.mark.parametrize(("users", "unusual"), [(286, False), (287, True), (288, True)])
def test_r17_every_voter_of_the_roll_voting_is_unusual(users, unusual):
    found = check_sheet(PRESIDENT_2024, {**SHEET, "used.total.j": users})
    fields = ("used.total.j", "voters.dpt.j")
    assert any(f.code == "R17" and f.fields == fields for f in found) is unusual


def test_r17_turnout_does_not_apply_where_nobody_is_on_the_roll():
    assert "R17" not in broken({"voters.dpt.j": 0})


@pytest.mark.parametrize(
    ("votes", "valid", "unusual"), [(229, 230, False), (230, 230, True), (0, 0, False)]
)
def test_r17_one_candidate_with_every_vote_is_unusual(votes, valid, unusual):
    assert ("R17" in broken({"votes.1": votes, "valid": valid})) is unusual


@pytest.mark.parametrize(("invalid", "unusual"), [(23, False), (24, False), (25, True)])
def test_r17_more_than_a_tenth_invalid_is_unusual(invalid, unusual):
    assert ("R17" in broken({"invalid": invalid})) is unusual


@pytest.mark.parametrize(("unlisted", "unusual"), [(24, False), (25, True)])
def test_r17_more_than_a_tenth_unlisted_is_unusual(unlisted, unusual):
    assert ("R17" in broken({"used.dpk.j": unlisted})) is unusual


def test_r17_only_informs():
    found = check_sheet(PRESIDENT_2024, {**SHEET, "invalid": 99})
    assert {f.severity for f in found if f.code == "R17"} == {Severity.INFO}


@pytest.mark.parametrize("slip", [-1, 1])
def test_r18_all_votes_are_the_voters_who_voted(slip):
    assert "R18" in broken({"total": 237 + slip})


@pytest.mark.parametrize("slip", [-1, 0, 1])
def test_r19_the_rolls_of_2019_make_all_voters(slip):
    rows = {"dpt": 287, "dptb": 3, "dpk": 3, "total": 293 + slip}
    figures = {f"voters.{row}.j": number for row, number in rows.items()}
    assert ("R19" in broken({}, figures, PRESIDENT_2019)) is bool(slip)


def test_r19_does_not_apply_after_2019():
    assert "R19" not in {rule.code for rule in PRESIDENT_2024}


def instances(code, rules=PRESIDENT_2024, sheet=SHEET):
    return [i for i in expand(rules, tuple(sheet)) if i.code == code]


def test_an_instance_needs_the_fields_of_its_guard_too():
    (turnout,) = (i for i in instances("R17") if "used.total.j" in i.claim.fields()[:1])
    assert turnout.fields() == {"used.total.j", "voters.dpt.j"}
    assert all(i.fields() == {"valid", "invalid", "total"} for i in instances("R4"))


def test_a_share_is_rounded_up_on_both_sides_of_zero():
    share = Term("x", 1, 50)
    assert [share.value({"x": n}) for n in (0, 1, 50, 51, -1, -50, -51)] == [
        *(0, 1, 1, 2),
        *(0, -1, -1),
    ]


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        (Operator.EQUAL, (False, True, False)),
        (Operator.AT_MOST, (True, True, False)),
        (Operator.AT_LEAST, (False, True, True)),
        (Operator.BELOW, (True, False, False)),
        (Operator.ABOVE, (False, False, True)),
    ],
)
def test_operators_compare_below_at_and_above(operator, holds):
    assert tuple(operator.holds(n, 5) for n in (4, 5, 6)) == holds


REGISTER = parse_rules(register_text())


@pytest.mark.parametrize("rule", REGISTER, ids=lambda rule: rule.code)
def test_every_rule_has_a_law_four_sentences_a_test_and_a_section(rule):
    says = rule.sentences
    texts = (says.worker_id, says.worker_en, says.officer_id, says.officer_en)
    assert all(text.endswith(".") for text in texts)
    assert rule.law
    assert rule.valid_from
    assert any(name.startswith(f"test_{rule.code.lower()}_") for name in globals())
    page = (ROOT / "docs" / "reference" / "rules.md").read_text()
    assert f"## {rule.code} " in page


@pytest.mark.parametrize("rule", REGISTER, ids=lambda rule: rule.code)
def test_sentences_name_no_number_but_the_two_compared(rule):
    says = rule.sentences
    for text in (says.worker_id, says.worker_en, says.officer_id, says.officer_en):
        assert set(re.findall(r"{(\w+)}", text)) <= {"left", "right"}
        assert text.format(left=1, right=2)


def test_codes_are_unique_and_in_order():
    assert [rule.code for rule in REGISTER] == [f"R{n}" for n in range(1, 20)]
