"""The invented contest whose practice sheets `omah forms fill` prints."""

from omah.core.count.contests import Candidate, Contest, ContestKind, Party
from omah.core.count.forms import Form


def practice_contest(form: Form, id_: str, region: str) -> Contest:
    """Return a contest with a choice for every row of votes that a form has."""
    candidates: dict[int, Candidate] = {}
    lists: dict[int, list[Candidate]] = {}
    for field in form.fields():
        match field.split("."):
            case ["votes", number]:
                candidates[int(number)] = Candidate(int(number), f"Calon {number}")
            case ["votes", party, number] if number.isdigit():
                lists[int(party)].append(Candidate(int(number), f"Calon {number}"))
            case ["votes", party, _]:
                lists.setdefault(int(party), [])
    return Contest(
        id=id_,
        kind=ContestKind(form.contest_kind),
        election=id_,
        title_id="Latihan",
        title_en="Practice",
        date=form.valid_from,
        region=region,
        form=form.id,
        candidates=tuple(candidates.values()),
        parties=tuple(Party(n, f"Partai {n}", tuple(lists[n])) for n in lists),
        invented=True,
    )
