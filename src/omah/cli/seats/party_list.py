"""DPR and DPRD: threshold, quotients, open lists, in words and rows."""

from collections.abc import Iterator, Sequence

from omah.cli.seats.report import Report, Row, exact, heading, percent, whole
from omah.core.seats.candidates import ListResult, elect_candidates
from omah.core.seats.rules import PartyListRules
from omah.core.seats.sainte_lague import Allocation, Step, allocate
from omah.core.seats.threshold import Threshold, apply_threshold
from omah.core.seats.ties import Decision, TieNeedsDecision
from omah.core.seats.votes import DistrictVotes

NEXT_ON_LIST = 3  # replacements shown in words; the rows hold everyone


def report_party_list(
    districts: Sequence[DistrictVotes],
    rules: PartyListRules,
    decisions: Sequence[Decision],
) -> Report:
    for district in districts:
        _demand_parties_and_seats(district)
    threshold = None
    if rules.threshold is not None:
        threshold = apply_threshold((d.by_party() for d in districts), rules.threshold)
    text = [*heading(rules.source), *_threshold_text(threshold)]
    rows: list[Row] = []
    ties: list[TieNeedsDecision] = []
    used: list[Decision] = []
    warnings = list(_warnings(districts, rules))
    for district in districts:
        allocation = allocate_district(district, rules, threshold, decisions)
        lists = elect_candidates(district, allocation, decisions)
        text += ["", *_district_text(district, allocation, lists)]
        rows += _rows(district, allocation, lists)
        found = (allocation.tie, *(r.ranking.tie for r in lists))
        ties += [tie for tie in found if tie]
        decided = [s.decision for s in allocation.steps]
        decided += [r.ranking.decision for r in lists]
        used += [decision for decision in decided if decision]
        warnings += _open_seats(allocation, lists)
    return Report(tuple(text), tuple(rows), tuple(ties), tuple(used), tuple(warnings))


def allocate_district(
    district: DistrictVotes,
    rules: PartyListRules,
    threshold: Threshold | None = None,
    decisions: Sequence[Decision] = (),
) -> Allocation:
    """Divide the seats of one district among the parties that are admitted."""
    votes = district.by_party()
    if threshold is not None:
        votes = {p: v for p, v in votes.items() if p in threshold.admitted}
    return allocate(
        votes,
        district.seats or 0,
        divisors=rules.divisors,
        district=district.district,
        decisions=decisions,
    )


def _demand_parties_and_seats(district: DistrictVotes) -> None:
    if district.seats is None:
        raise ValueError("these rules need the column seats")
    if not all(line.party for line in district.lines):
        raise ValueError(f"{district.district}: these rules need a party in every row")


def _warnings(
    districts: Sequence[DistrictVotes], rules: PartyListRules
) -> Iterator[str]:
    seats = sum(d.seats or 0 for d in districts)
    if rules.total_seats is not None and seats != rules.total_seats:
        yield (
            f"the table has {seats} of {rules.total_seats} seats; the threshold is "
            "measured over the votes of this table only"
        )


def _open_seats(allocation: Allocation, lists: Sequence[ListResult]) -> Iterator[str]:
    """Say which seats nobody takes; a seat without a name is not lost in silence."""
    if allocation.vacant:
        yield f"{allocation.district}: no vote supports {allocation.vacant} seats"
    for result in lists:
        if result.ranking.unfilled:
            where = f"{allocation.district} / {result.party}"
            yield f"{where}: {result.ranking.unfilled} seats have no candidate"


def _threshold_text(threshold: Threshold | None) -> Iterator[str]:
    if threshold is None:
        return
    yield ""
    yield (
        f"Ambang batas / threshold {percent(threshold.least)} "
        f"dari / of {whole(threshold.valid_votes)} suara sah / valid votes"
    )
    for party in sorted(threshold.shares, key=lambda share: -share.votes):
        verdict = "lolos / passes" if party.passes else "tidak lolos / fails"
        yield (
            f"  {party.party:<12} {whole(party.votes):>12} "
            f"{percent(party.share):>8}  {verdict}"
        )


def _district_text(
    district: DistrictVotes, allocation: Allocation, lists: Sequence[ListResult]
) -> Iterator[str]:
    yield f"{district.district}: {district.seats} kursi / seats"
    for step in allocation.steps:
        yield from _step_text(step)
    total = ", ".join(f"{p} {n}" for p, n in allocation.seats.items() if n)
    yield f"  = {total or '-'}"
    if allocation.vacant:
        yield f"  tanpa suara / no votes for {allocation.vacant} kursi / seats"
    for result in lists:
        yield from _list_text(result)


def _step_text(step: Step) -> Iterator[str]:
    for number, award in enumerate(step.awards, step.first):
        decided = f"  [{step.decision.document}]" if step.decision else ""
        equal = "  (sama / equal)" if len(step.awards) > 1 else ""
        yield (
            f"  {number:>3}  {award.party:<12} {whole(award.votes):>11} : "
            f"{award.divisor:<3} = {exact(award.quotient)}{equal}{decided}"
        )


def _list_text(result: ListResult) -> Iterator[str]:
    if not result.seats:
        return
    votes = {r.name: r.votes for r in result.ranking.ranked}
    for name in result.ranking.elected:
        yield f"  {result.party}: {name} {whole(votes[name])}  terpilih / elected"
    for nxt in result.ranking.others[:NEXT_ON_LIST]:
        yield f"  {result.party}: {nxt.name} {whole(nxt.votes)}  berikut / next"
    if result.ranking.unfilled:
        yield (
            f"  {result.party}: {result.ranking.unfilled} kursi tanpa calon / "
            "seats without a candidate"
        )


def _rows(
    district: DistrictVotes, allocation: Allocation, lists: Sequence[ListResult]
) -> Iterator[Row]:
    for party, votes in district.by_party().items():
        seats = allocation.seats.get(party, 0)
        yield {
            "district": district.district,
            "party": party,
            "votes": votes,
            "seats": seats,
        }
    if allocation.vacant:
        yield {"district": district.district, "vacant": allocation.vacant}
    for result in lists:
        if unfilled := result.ranking.unfilled:
            row: Row = {"district": district.district, "party": result.party}
            yield row | {"unfilled": unfilled}
        for ranked in result.ranking.ranked:
            yield {
                "district": district.district,
                "party": result.party,
                "candidate": ranked.name,
                "votes": ranked.votes,
                "rank": ranked.rank,
                "elected": ranked.name in result.ranking.elected,
            }
