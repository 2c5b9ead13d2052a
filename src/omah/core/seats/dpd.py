"""DPD: the four highest of each province; ranks 5 to 8 may replace them."""

from collections.abc import Sequence
from dataclasses import dataclass

from omah.core.seats.ranking import Ranked, Ranking, rank
from omah.core.seats.rules import HighestRules
from omah.core.seats.ties import Decision
from omah.core.seats.votes import DistrictVotes


@dataclass(frozen=True, slots=True)
class ProvinceResult:
    """Who is elected in one province, and who would replace them."""

    district: str
    ranking: Ranking
    replacements: tuple[Ranked, ...]


def elect_highest(
    district: DistrictVotes, rules: HighestRules, decisions: Sequence[Decision] = ()
) -> ProvinceResult:
    """Return the elected of one province and their replacements.

    A tie for the last seat waits: the law looks at the more even spread over
    the kabupaten and kota of the province. Ties among replacements do not
    wait; they share a rank until one of them is needed.

    References
    ----------
    UU 7/2017 Pasal 423 ayat (1).
    """
    ranking = rank(
        district.by_choice(),
        rules.seats,
        district=district.district,
        decisions=decisions,
    )
    last = rules.seats + rules.replacements
    following = tuple(r for r in ranking.others if r.rank <= last)
    return ProvinceResult(district.district, ranking, following)
