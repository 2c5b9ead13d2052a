"""What every kind of seat rules prints: heading, rows, ties, numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from omah.core.seats.rules import Source
from omah.core.seats.ties import Decision, TieNeedsDecision
from omah.core.seats.votes import DistrictVotes

Cell = str | int | bool | list[str] | list[dict[str, object]]
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Report:
    """One answer in words and in rows; ``used`` are decisions that decided."""

    text: tuple[str, ...]
    rows: tuple[Row, ...]
    ties: tuple[TieNeedsDecision, ...]
    used: tuple[Decision, ...] = ()
    warnings: tuple[str, ...] = ()


def heading(source: Source) -> list[str]:
    lines = [source.title_id, source.title_en]
    for ref in source.law:
        doubt = "" if ref.read else "  [belum diperiksa ulang / not read again]"
        lines += [f"  {ref.article}{doubt}", f"    {ref.sentence_id}"]
        lines.append(f"    {ref.sentence_en}")
    return lines


def whole(number: int) -> str:
    """Write 1234567 as 1.234.567, as Indonesian does."""
    return f"{number:,}".replace(",", ".")


def exact(number: Fraction) -> str:
    """Write a quotient with two decimals, marked when they are not all."""
    hundredths, rest = divmod(number.numerator * 100, number.denominator)
    if number.denominator == 1:
        return whole(number.numerator)
    mark = "≈ " if rest else ""
    return f"{mark}{whole(hundredths // 100)},{hundredths % 100:02}"


def percent(share: Fraction) -> str:
    """Write a share cut to two decimals: 3,999 % must not look like 4 %."""
    hundredths = share.numerator * 10000 // share.denominator
    return f"{hundredths // 100},{hundredths % 100:02} %"


def names_of(district: DistrictVotes) -> dict[str, Row]:
    """Map each choice to the name columns that the table gave it."""
    return {
        line.choice: {
            **({"party": line.party} if line.party else {}),
            **({"candidate": line.candidate} if line.candidate else {}),
        }
        for line in district.lines
    }


def tie_row(tie: TieNeedsDecision) -> Row:
    row: Row = {"district": tie.district}
    if tie.party:
        row["party"] = tie.party
    row |= {"tie": list(tie.tied), "seat": tie.seat, "places": tie.places}
    if tie.evidence:
        row["evidence"] = [
            {
                "level": spread.level.name.lower(),
                "regions": spread.regions,
                "with_votes": dict(spread.with_votes),
                "leads": dict(spread.leads),
            }
            for spread in tie.evidence
        ]
    return row


def tie_text(tie: TieNeedsDecision) -> Iterable[str]:
    where = " / ".join(filter(None, (tie.district, tie.party))) or "Indonesia"
    yield ""
    yield f"SERI / TIE  {where}: {', '.join(tie.tied)}"
    yield (
        f"  sama / equal: {exact(tie.amount)}; kursi / seat {tie.seat}, "
        f"{tie.places} dari / of {len(tie.tied)}: menunggu keputusan pleno / "
        "waits for a recorded decision (--decision FILE)"
    )
    for spread in tie.evidence:
        parts = [
            f"{name} {spread.with_votes[name]} (unggul / leads {spread.leads[name]})"
            for name in tie.tied
        ]
        level = spread.level.name.lower()
        yield f"  {level}, {spread.regions}: ada suara / with votes {'; '.join(parts)}"
