"""Who waits for the ledger is served together, and nobody spoils it for others."""

import sys
from functools import partial
from threading import Barrier, Event, Lock, Thread

import pytest

from omah.rooms.count import together
from omah.rooms.count.together import Together

CALLERS = 20


class Desk:
    """Doubles numbers; the first call waits until the others have queued."""

    def __init__(self):
        self.calls = []
        self.may_go = Event()
        self.entered = Event()

    def serve(self, asked):
        self.calls.append(list(asked))
        self.entered.set()
        self.may_go.wait(30)
        if 13 in asked:
            raise ValueError("thirteen")
        return [2 * number for number in asked]


def ask_all(desk, numbers):
    """Let one caller lead and the rest queue behind it; return what each was told."""
    ask = Together(desk.serve, Lock())
    told = {}

    def one(number):
        try:
            told[number] = ask([number])
        except ValueError as problem:
            told[number] = str(problem)

    threads = [Thread(target=one, args=[number]) for number in numbers]
    threads[0].start()
    desk.entered.wait(30)
    for thread in threads[1:]:
        thread.start()
    while len(ask._waiting) < len(numbers) - 1:
        pass
    desk.may_go.set()
    for thread in threads:
        thread.join(30)
    return told


def test_all_who_wait_are_served_in_one_call():
    desk = Desk()
    told = ask_all(desk, range(100, 100 + CALLERS))
    assert told == {n: [2 * n] for n in range(100, 100 + CALLERS)}
    assert [len(call) for call in desk.calls] == [1, CALLERS - 1]


def test_one_that_fails_fails_alone():
    desk = Desk()
    told = ask_all(desk, [1, 12, 13, 14])
    assert told == {1: [2], 12: [24], 13: "thirteen", 14: [28]}


def test_a_failure_that_concerns_all_is_not_asked_for_again(monkeypatch):
    desk = Desk()
    commonly = partial(Together, common=(ValueError,))
    monkeypatch.setattr(sys.modules[__name__], "Together", commonly)
    told = ask_all(desk, [1, 12, 13, 14])
    assert told == {1: [2], 12: "thirteen", 13: "thirteen", 14: "thirteen"}
    assert len(desk.calls) == 2


def test_no_call_is_larger_than_allowed(monkeypatch):
    monkeypatch.setattr(together, "MOST", 3)
    desk = Desk()
    told = ask_all(desk, range(100, 100 + CALLERS))
    assert len(told) == CALLERS
    assert max(map(len, desk.calls)) <= 3


def test_several_are_asked_and_told_in_their_order():
    ask = Together(lambda asked: [2 * number for number in asked], Lock())
    assert ask([3, 1, 2]) == [6, 2, 4]
    assert ask([]) == []


def test_after_a_failure_the_next_caller_is_served():
    def serve(asked):
        if 13 in asked:
            raise ValueError("thirteen")
        return list(asked)

    ask = Together(serve, Lock())
    with pytest.raises(ValueError, match="thirteen"):
        ask([13])
    assert ask([1]) == [1]


def test_many_callers_at_once_each_get_their_own():
    ask = Together(lambda asked: [number * number for number in asked], Lock())
    barrier, wrong = Barrier(8), []

    def run(start):
        barrier.wait()
        numbers = range(start, start + 300)
        wrong.extend(n for n in numbers if ask([n, -n]) != [n**2, n**2])

    threads = [Thread(target=run, args=[1000 * n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not wrong
    assert not any(thread.is_alive() for thread in threads)
