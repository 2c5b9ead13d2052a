"""What may be done to the count: every door of the house ends here."""

from collections.abc import Sequence
from enum import StrEnum

from omah.adapters.blobs import StoreGoneError
from omah.core.count.figures import Figures
from omah.core.log.canonical_json import Json
from omah.core.log.statements import Statement, figures_json
from omah.formats.receipt import Receipt
from omah.rooms.count.devices import held_signer, post_code
from omah.rooms.count.house import House
from omah.rooms.count.words import Door
from omah.rooms.people.models import Post

FROM_OUTSIDE = frozenset(
    {
        "sheet.captured",
        "entry.made",
        "sheet.corrected",
        "sheet.accepted",
        "objection.raised",
        "objection.answered",
        "minutes.signed",
    }
)
"""Kinds that people send. The rest is said by the house itself."""


class NotDoneError(Exception):
    """An action of a page was refused; ``why`` says the reason."""

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why.value)
        self.why = why


def submit(house: House, statements: Sequence[Statement]) -> list[Receipt | StrEnum]:
    """Take each statement by itself: a receipt for it, or why it was not taken."""
    answers: dict[str, Receipt | StrEnum] = {}
    fit = []
    for said in statements:
        why = at_the_door(house, said)
        if why is None:
            fit.append(said)
        else:
            answers[said.id] = why
    for said, answer in zip(fit, house.admit(fit) if fit else (), strict=True):
        answers[said.id] = answer
    return [answers[said.id] for said in statements]


def at_the_door(house: House, said: Statement) -> Door | None:
    if said.type not in FROM_OUTSIDE:
        return Door.NOT_HERE
    if "station" in said.body and said.text("station") not in house.register:
        return Door.NO_STATION
    if said.type == "sheet.captured" and not said.text("reason"):
        return without_photo(house, said.text("original_sha256"))
    return None


def without_photo(house: House, sha256: str) -> Door | None:
    try:
        return Door.NO_PHOTO if house.originals.kept(sha256) is None else None
    except StoreGoneError:
        return Door.NO_STORE


def settle(
    house: House, post: Post, *, contest: str, station: str, figures: Figures
) -> Receipt:
    """Key in fields on a page of the house, as this post."""
    return say_as(
        house,
        post,
        "entry.made",
        **place(house, contest, station),
        post=post_code(post),
        figures=figures_json(figures),
        blind=1,
    )


def correct(
    house: House,
    post: Post,
    *,
    contest: str,
    station: str,
    changes: dict[str, tuple[int | None, int | None]],
    reason: str,
) -> Receipt:
    """Change accepted figures on a page of the house, with a reason."""
    old = figures_json({field: before for field, (before, _) in changes.items()})
    new = figures_json({field: after for field, (_, after) in changes.items()})
    return say_as(
        house,
        post,
        "sheet.corrected",
        **place(house, contest, station),
        changes={field: [old[field], new[field]] for field in changes},
        reason=reason,
    )


def place(house: House, contest: str, station: str) -> dict[str, Json]:
    form = house.contests[contest].form
    return {"contest": contest, "station": station, "form": form}


def say_as(house: House, post: Post, type_: str, /, **fields: Json) -> Receipt:
    """Sign as a post with the key that the house keeps for it, and submit."""
    signer = held_signer(house, post)
    said = signer.say(
        type_, at=house.election.clock(), election=house.election.root.id, **fields
    )
    (answer,) = submit(house, [said])
    if not isinstance(answer, Receipt):
        raise NotDoneError(answer)
    return answer
