"""DPD, president and regional heads, in words and rows."""

from collections.abc import Sequence

from omah.cli.seats.report import Report, Row, heading, names_of, percent, whole
from omah.core.seats.dpd import ProvinceResult, elect_highest
from omah.core.seats.president import PresidentResult, elect_president
from omah.core.seats.ranking import Ranked
from omah.core.seats.regional_head import (
    Condition,
    RegionResult,
    elect_regional_head,
)
from omah.core.seats.rules import HighestRules, PresidentRules, RegionalHeadRules
from omah.core.seats.ties import Decision
from omah.core.seats.votes import DistrictVotes

CONDITIONS = {
    Condition.MOST_VOTES: "suara terbanyak / most votes",
    Condition.MAJORITY_OR_RUN_OFF: "lebih dari 50 % / more than half",
    Condition.SINGLE_PAIR: "calon tunggal, lebih dari 50 % / single pair, over half",
}


def report_provinces(
    districts: Sequence[DistrictVotes],
    rules: HighestRules,
    decisions: Sequence[Decision],
) -> Report:
    for district in districts:
        if district.seats not in (None, rules.seats):
            told = f"{district.district}: the table says {district.seats} seats"
            raise ValueError(f"{told}, the rules {rules.seats}")
    results = [elect_highest(d, rules, decisions) for d in districts]
    text = heading(rules.source)
    rows: list[Row] = []
    for district, result in zip(districts, results, strict=True):
        text += ["", district.district]
        for ranked in result.ranking.ranked:
            status = _dpd_status(result, ranked)
            text.append(_ranked_text(ranked, status))
            names = names_of(district)[ranked.name]
            seats = int(ranked.name in result.ranking.elected)
            rows.append(
                {"district": district.district, **names, "votes": ranked.votes}
                | {"seats": seats, "rank": ranked.rank}
                | ({"replacement": True} if ranked in result.replacements else {})
            )
    ties = tuple(r.ranking.tie for r in results if r.ranking.tie)
    used = tuple(r.ranking.decision for r in results if r.ranking.decision)
    return Report(tuple(text), tuple(rows), ties, used)


def report_president(
    districts: Sequence[DistrictVotes],
    rules: PresidentRules,
    decisions: Sequence[Decision],
) -> Report:
    result = elect_president(districts, rules, decisions)
    names = {k: v for d in districts for k, v in names_of(d).items()}
    text = [*heading(rules.source), "", _president_scope(result)]
    rows: list[Row] = []
    for pair in sorted(result.pairs, key=lambda p: -p.votes):
        text.append(
            f"  {whole(pair.votes):>12} {percent(pair.share):>8} "
            f"{pair.provinces_reached:>3} provinsi ≥ 20 %  {pair.pair}"
        )
        seats = int(pair.pair == result.elected)
        rows.append(
            {"district": "", **names[pair.pair], "votes": pair.votes}
            | {"seats": seats, "provinces": pair.provinces_reached}
        )
    outcome, chosen = _president_outcome(result)
    text.append(f"  = {outcome}: {', '.join(chosen) or '-'}")
    rows.append({"district": "", "outcome": outcome, "names": list(chosen)})
    ties = (result.tie,) if result.tie else ()
    used = (result.decision,) if result.decision else ()
    return Report(tuple(text), tuple(rows), ties, used)


def report_regions(
    districts: Sequence[DistrictVotes],
    rules: RegionalHeadRules,
    decisions: Sequence[Decision],
) -> Report:
    results = [elect_regional_head(d, rules, decisions) for d in districts]
    text = heading(rules.source)
    rows: list[Row] = []
    for district, result in zip(districts, results, strict=True):
        text += ["", f"{district.district}: {CONDITIONS[result.condition]}"]
        for ranked in result.ranked:
            status = "terpilih / elected" if ranked.name == result.elected else ""
            text.append(_ranked_text(ranked, status))
            rows.append(
                {"district": district.district, **names_of(district)[ranked.name]}
                | {"votes": ranked.votes, "seats": int(ranked.name == result.elected)}
            )
        if not result.elected and not result.tie:
            outcome, names = _region_outcome(result)
            text.append(f"  = {outcome}: {', '.join(names) or '-'}")
            row: Row = {"district": district.district, "outcome": outcome}
            rows.append(row | {"names": list(names)})
    ties = tuple(r.tie for r in results if r.tie)
    used = tuple(r.decision for r in results if r.decision)
    return Report(tuple(text), tuple(rows), ties, used)


def _ranked_text(ranked: Ranked, status: str) -> str:
    line = f"  {ranked.rank:>3}  {whole(ranked.votes):>11}  {ranked.name}"
    return f"{line}  {status}".rstrip()


def _dpd_status(result: ProvinceResult, ranked: Ranked) -> str:
    if ranked.name in result.ranking.elected:
        return "terpilih / elected"
    return "pengganti / replacement" if ranked in result.replacements else ""


def _president_scope(result: PresidentResult) -> str:
    return (
        f"{whole(result.valid_votes)} suara sah / valid votes; {result.provinces} "
        f"provinsi, perlu / needed {result.provinces_needed}"
    )


def _president_outcome(result: PresidentResult) -> tuple[str, tuple[str, ...]]:
    if result.elected:
        return "elected", (result.elected,)
    if result.second_round:
        return "second-round", result.second_round
    return "tie", result.tie.tied if result.tie else ()


def _region_outcome(result: RegionResult) -> tuple[str, tuple[str, ...]]:
    if result.run_off:
        return "run-off", result.run_off
    return "new-election", ()
