"""A nation's night in simulated time: who sends when, an outage, all sent again.

Every submission is one sheet of one station. It becomes ready along an arrival
curve; its phone tries, and tries again after a pause that doubles, until it holds
an answer. The house serves at a rate that was measured and queues no more than
phones have patience for. Some answers are lost on the way, so some submissions
come twice; the house answers those again and stores them once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

STATIONS, FORMS = 823_236, 5
HOUR_S, DAY_S = 3_600, 86_400
OUTAGE_S = 3 * HOUR_S
PATIENCE_S = 60
"""So long a phone waits for an answer; the capture app's own figure."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 15, 900
ANSWERS_LOST_PPM = 20_000
TICK_S = 10
"""The step of the simulated clock."""
SEED = 20_240_214
WANTED_PCT = 95
SCALE, STEPS = 200, 6
ENOUGH_PER_S = 200

CURVES: Mapping[str, Sequence[tuple[float, float]]] = {
    "jakarta-2024": ((0, 0), (6, 7.27), (19, 99.92), (24, 100)),
    "brazil-2022": ((0, 0), (4.42, 96.93), (12, 100)),
    "mexico-2024": ((0, 0), (24, 95.23), (48, 100)),
}
"""Hours after the polls close, and the share that was in, as the press wrote it.

Jakarta: Sirekap's 7.27 % of the nation at 19:00 on 14 February 2024, then the
99.92 % of DKI on the morning after 27 November 2024 (taken as 08:00). Brazil: first
round. Mexico: PREP. Between the points the share grows evenly; the ends are ours.
What was in is what came through those systems: people were ready earlier.
"""


@dataclass(frozen=True, slots=True)
class Night:
    """What became of a night."""

    in_after_24h_pct: float
    last_hour: float
    attempts: int
    most_waiting: int
    lost: int
    doubled: int

    def figures(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def ready_times(curve: Sequence[tuple[float, float]], count: int) -> NDArray[np.int64]:
    """Return when each submission is ready, in seconds after the polls close."""
    hours, shares = zip(*curve, strict=True)
    ranks = (np.arange(count) + 0.5) / count * 100
    ready: NDArray[np.int64] = (np.interp(ranks, shares, hours) * HOUR_S).astype(
        np.int64
    )
    return ready


def outage_of(curve: Sequence[tuple[float, float]]) -> int:
    """Return the second from which three hours hold the most of the curve."""
    hours, shares = zip(*curve, strict=True)
    starts = np.arange(0, 24 * HOUR_S, 600)
    at = np.interp(starts / HOUR_S, hours, shares)
    later = np.interp((starts + OUTAGE_S) / HOUR_S, hours, shares)
    return int(starts[np.argmax(later - at)])


def rehearse(
    curve: Sequence[tuple[float, float]],
    rate: float,
    *,
    count: int = STATIONS * FORMS,
    outage_s: int = OUTAGE_S,
) -> Night:
    """Play a night tick by tick with a house that serves ``rate`` a second."""
    chance = np.random.default_rng(SEED)
    begins = outage_of(curve)
    stored_at = np.full(count, -1, np.int64)
    times_stored = np.zeros(count, np.int8)
    pauses = np.full(count, FIRST_PAUSE_S, np.int32)
    due = Calendar(ready_times(curve, count))
    room = int(rate * PATIENCE_S)
    attempts = most_waiting = 0
    credit = 0.0
    queue: NDArray[np.int64] = np.empty(0, np.int64)
    now = 0
    while due.is_full() or len(queue):
        come = due.at(now)
        attempts += len(come)
        is_down = begins <= now < begins + outage_s
        queue = np.concatenate([queue, come])
        taken = 0 if is_down else room
        turned_away, queue = queue[taken:], queue[:taken]
        credit = 0.0 if is_down else min(credit, 1.0) + rate * TICK_S
        served, queue = queue[: int(credit)], queue[int(credit) :]
        credit -= len(served)
        fresh = served[stored_at[served] < 0]
        stored_at[fresh] = now
        times_stored[fresh] += 1
        unheard = served[chance.integers(0, 10**6, len(served)) < ANSWERS_LOST_PPM]
        again = np.concatenate([turned_away, unheard])
        most_waiting = max(most_waiting, len(queue) + len(again))
        wait = (pauses[again] * chance.uniform(0.5, 1.5, len(again))).astype(np.int64)
        due.put(again, now + TICK_S + wait)
        pauses[again] = np.minimum(pauses[again] * 2, LONGEST_PAUSE_S)
        now += TICK_S
    in_time = (stored_at >= 0) & (stored_at < DAY_S)
    return Night(
        in_after_24h_pct=round(float(in_time.mean()) * 100, 2),
        last_hour=round(float(stored_at.max()) / HOUR_S, 2),
        attempts=attempts,
        most_waiting=most_waiting,
        lost=int((times_stored == 0).sum()),
        doubled=int((times_stored > 1).sum()),
    )


class Calendar:
    """Which submissions try at which second."""

    def __init__(self, ready: NDArray[np.int64]) -> None:
        """Take the sorted times at which each submission tries first."""
        self._ready = ready
        self._next = 0
        self._again: dict[int, list[NDArray[np.int64]]] = {}

    def is_full(self) -> bool:
        return self._next < len(self._ready) or bool(self._again)

    def at(self, second: int) -> NDArray[np.int64]:
        end = int(np.searchsorted(self._ready, second, side="right"))
        first = np.arange(self._next, end)
        self._next = end
        return np.concatenate([first, *self._again.pop(second // TICK_S, [])])

    def put(self, who: NDArray[np.int64], when: NDArray[np.int64]) -> None:
        if not len(who):
            return
        ticks = when // TICK_S
        order = np.argsort(ticks, kind="stable")
        found, starts = np.unique(ticks[order], return_index=True)
        for tick, group in zip(found, np.split(who[order], starts[1:]), strict=True):
            self._again.setdefault(int(tick), []).append(group)


def required(curve: Sequence[tuple[float, float]]) -> float | None:
    """Return the rate at which 95 % are in within a day, the outage included.

    Sought on a small part of the nation and scaled; ``None`` if no rate is enough,
    because the curve itself is later than that.
    """
    low, high = 0.0, ENOUGH_PER_S / SCALE
    if not is_enough(curve, high):
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(curve, middle) else (middle, high)
    return round(high * SCALE, 1)


def is_enough(curve: Sequence[tuple[float, float]], rate: float) -> bool:
    night = rehearse(curve, rate, count=STATIONS * FORMS // SCALE)
    return night.in_after_24h_pct >= WANTED_PCT


def measure(rate: float) -> dict[str, Any]:
    """Rehearse every curve for the whole nation, with the outage."""
    return {
        name: {
            "outage_begins_hour": round(outage_of(curve) / HOUR_S, 2),
            "required_sheets_per_s": required(curve),
            **rehearse(curve, rate).figures(),
        }
        for name, curve in CURVES.items()
    }
