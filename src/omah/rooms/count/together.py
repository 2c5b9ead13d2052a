"""One transaction for all who wait: a disk asked once answers for many.

Whoever comes first leads: takes what waits, serves it, and hands on to the next
that has come meanwhile. There is no thread for it, and nobody waits for company.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import accumulate
from threading import Lock
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Told = TypeVar("Told")

MOST = 500
"""So many are served in one transaction at the most."""


class Seat(Generic[Asked, Told]):
    """One caller: what it asked, and what came of it."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.asked = asked
        self.told: list[Told] | None = None
        self.problem: BaseException | None = None
        self.called = Lock()
        self.called.acquire()

    @property
    def is_served(self) -> bool:
        return self.told is not None or self.problem is not None


class Together(Generic[Asked, Told]):
    """A function over lists, called once for callers that come at one time.

    ``common`` are failures that concern all: a database that is gone is not asked
    again for each caller.
    """

    def __init__(
        self,
        serve: Callable[[Sequence[Asked]], list[Told]],
        alone: AbstractContextManager[object],
        *,
        common: tuple[type[Exception], ...] = (),
    ) -> None:
        self._serve = serve
        self._alone = alone
        self._common = common
        self._door = Lock()
        self._waiting: list[Seat[Asked, Told]] = []
        self._is_led = False

    def __call__(self, asked: Sequence[Asked]) -> list[Told]:
        """Return what the function says of these, or raise what it raised."""
        seat: Seat[Asked, Told] = Seat(asked)
        with self._door:
            self._waiting.append(seat)
            leads, self._is_led = not self._is_led, True
        if not leads:
            seat.called.acquire()
        if not seat.is_served:
            self._lead()
        if seat.told is None:
            raise seat.problem or RuntimeError("nobody has served this seat")
        return seat.told

    def _lead(self) -> None:
        """Serve all that wait, then call the next leader; the caller is among them."""
        with self._alone:
            seats = self._take_seats()
            try:
                self._serve_all(seats)
            finally:
                self._hand_on(seats)

    def _hand_on(self, served: Sequence[Seat[Asked, Told]]) -> None:
        with self._door:
            called = [*served, *self._waiting[:1]]
            self._is_led = bool(self._waiting)
        for seat in called:
            seat.called.release()

    def _take_seats(self) -> list[Seat[Asked, Told]]:
        with self._door:
            counts = accumulate(len(seat.asked) for seat in self._waiting)
            number = 1 + sum(count < MOST for count in counts)
            seats, self._waiting = self._waiting[:number], self._waiting[number:]
        return seats

    def _serve_all(self, seats: Sequence[Seat[Asked, Told]]) -> None:
        """Serve together; if that fails, each alone, so that one can't spoil all."""
        asked = [one for seat in seats for one in seat.asked]
        try:
            told = self._serve(asked)
        except Exception as problem:  # noqa: BLE001  # each caller raises its own
            if len(seats) == 1 or isinstance(problem, self._common):
                for seat in seats:
                    seat.problem = problem
            else:
                for seat in seats:
                    self._serve_all([seat])
            return
        start = 0
        for seat in seats:
            seat.told = told[start : start + len(seat.asked)]
            start += len(seat.asked)
