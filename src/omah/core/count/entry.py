"""When a figure is accepted: the rule of two independent readings.

Two people who hold different posts, or the machine and one person who had not
seen the machine's figures, must say the same of a field. The first two that
agree, in the order of the log, settle the field for good; afterwards only a
correction changes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from omah.core.count.figures import Figures
from omah.core.count.record import SheetStatus

MACHINE = ""
"""The source of every machine reading: two machines are not two readers."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source says of a sheet, or of some of its fields.

    Attributes
    ----------
    source
        The post that speaks, or ``MACHINE``. Two phones of a post are one source.
    figures
        Field id to figure. ``None``: a person says that no number stands there;
        from the machine it says only that the machine read none.
    blind
        Whether the person had not seen the machine's figures.
    """

    source: str
    figures: Figures
    blind: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sheet's figures are by now, and which fields keep it waiting."""

    status: SheetStatus
    figures: Figures
    differing: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()


def judge(fields: Iterable[str], voices: Sequence[Voice]) -> Judgement:
    """Return what stands, given all that was said about a sheet.

    Parameters
    ----------
    fields
        Field ids that the form has in this contest; others are passed over.
    voices
        In the order of the log. Of what one source says about a field only the
        first counts, so nobody can try values until one fits.

    Returns
    -------
    Judgement
        ``WAITING`` where nobody has said anything yet; ``DIFFERS`` if a field
        has two values and no two independent sources agree on one of them;
        ``UNCONFIRMED`` if a field rests on one reading only; else ``ACCEPTED``.
        A differing field has the figure ``None``.

    Examples
    --------
    >>> machine = Voice(MACHINE, {"votes.1": 41, "votes.2": 7})
    >>> person = Voice("kpps-1", {"votes.1": 41, "votes.2": 1})
    >>> judge(["votes.1", "votes.2"], [machine, person]).differing
    ('votes.2',)
    >>> judge(["votes.1"], [machine, person]).status
    <SheetStatus.ACCEPTED: 'accepted'>

    Notes
    -----
    Rules on sums play no part here: the paper is the truth, and findings stand
    beside accepted figures.
    """
    if not any(voice.figures for voice in voices):
        return Judgement(SheetStatus.WAITING, {})
    figures: dict[str, int | None] = {}
    differing: list[str] = []
    unconfirmed: list[str] = []
    claims = _claims(voices)
    for field in fields:
        of_field = claims.get(field, [])
        agreed = _first_agreement(field, of_field)
        if agreed is not None:
            figures[field] = agreed.figures[field]
            continue
        said = {v.figures[field] for v in of_field if not _is_silent(field, v)}
        figures[field] = said.pop() if len(said) == 1 else None
        (differing if said else unconfirmed).append(field)
    status = _status(differing, unconfirmed)
    return Judgement(status, figures, tuple(differing), tuple(unconfirmed))


def corrected(
    figures: Figures, changes: Mapping[str, tuple[int | None, int | None]]
) -> Figures:
    """Return the figures after a correction.

    Raises
    ------
    ValueError
        If a change starts from another figure than the one that stands.

    Examples
    --------
    >>> corrected({"votes.1": 41}, {"votes.1": (41, 14)})
    {'votes.1': 14}
    """
    for field, (old, _) in changes.items():
        if field not in figures or figures[field] != old:
            raise ValueError(f"{field} does not stand at {old}")
    return {**figures, **{field: new for field, (_, new) in changes.items()}}


def _claims(voices: Sequence[Voice]) -> dict[str, list[Voice]]:
    """Return, of each field, the first voice of every source that speaks of it."""
    claims: dict[str, list[Voice]] = {}
    sources: set[str] = set()
    for voice in voices:
        is_new = voice.source not in sources
        sources.add(voice.source)
        for field in voice.figures:
            said = claims.setdefault(field, [])
            if is_new or all(earlier.source != voice.source for earlier in said):
                said.append(voice)
    return claims


def _first_agreement(field: str, voices: Sequence[Voice]) -> Voice | None:
    for place, later in enumerate(voices):
        for earlier in voices[:place]:
            is_same = earlier.figures[field] == later.figures[field]
            if is_same and _are_independent(earlier, later):
                return later
    return None


def _are_independent(one: Voice, other: Voice) -> bool:
    """Two posts are; the machine and a person are if the person had not seen it."""
    if MACHINE in (one.source, other.source):
        return one.blind and other.blind
    return True


def _is_silent(field: str, voice: Voice) -> bool:
    return voice.source == MACHINE and voice.figures[field] is None


def _status(differing: Sequence[str], unconfirmed: Sequence[str]) -> SheetStatus:
    if differing:
        return SheetStatus.DIFFERS
    return SheetStatus.UNCONFIRMED if unconfirmed else SheetStatus.ACCEPTED
