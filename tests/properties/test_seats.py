"""What every fair division by divisors owes, whatever the votes."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from omah.core.seats.ranking import rank
from omah.core.seats.sainte_lague import Allocation, allocate
from omah.core.seats.threshold import apply_threshold
from omah.core.seats.ties import Decision

PARTIES = "ABCDEFGH"
# Small numbers make ties common; large ones leave floating point behind.
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 10**18))
VOTES = st.dictionaries(st.sampled_from(PARTIES), COUNTS, min_size=1).filter(
    lambda votes: any(votes.values())
)
SEATS = st.integers(0, 25)


def least(got: Allocation) -> Mapping[str, int]:
    return got.seats


def most(got: Allocation) -> dict[str, int]:
    tied = got.tie.tied if got.tie else ()
    return {party: n + (party in tied) for party, n in got.seats.items()}


@given(VOTES, SEATS)
def test_seats_add_up_to_the_house(votes, seats):
    got = allocate(votes, seats)
    waiting = got.tie.places if got.tie else 0
    assert sum(got.seats.values()) + waiting == seats
    assert got.vacant == 0


@given(VOTES, SEATS)
def test_steps_tell_the_whole_story(votes, seats):
    got = allocate(votes, seats)
    awards = [award for step in got.steps for award in step.awards]
    quotients = [award.quotient for award in awards]
    assert quotients == sorted(quotients, reverse=True)
    told = dict.fromkeys(votes, 0)
    for award in awards:
        assert award.divisor == 2 * told[award.party] + 1
        assert award.votes == votes[award.party]
        told[award.party] += 1
    assert told == got.seats


@given(VOTES, SEATS)
def test_no_unseated_quotient_beats_a_seated_one(votes, seats):
    """The definition itself, checked without the loop that found the seats."""
    got = allocate(votes, seats)
    taken = [
        Fraction(votes[p], 2 * i + 1) for p, n in got.seats.items() for i in range(n)
    ]
    following = [Fraction(v, 2 * got.seats[p] + 1) for p, v in votes.items()]
    if taken:
        assert min(taken) >= max(following)
    if got.tie:
        tied = {p for p in votes if following[list(votes).index(p)] == max(following)}
        assert set(got.tie.tied) == tied
        assert len(tied) > got.tie.places > 0
    elif taken:
        assert min(taken) > max(following) or seats == 0


@given(VOTES, SEATS, st.permutations(PARTIES))
def test_anonymity_new_names_take_the_same_seats(votes, seats, names):
    renamed = dict(zip(PARTIES, names, strict=True))
    before = allocate(votes, seats)
    after = allocate({renamed[p]: v for p, v in votes.items()}, seats)
    assert after.seats == {renamed[p]: n for p, n in before.seats.items()}
    assert (after.tie is None) == (before.tie is None)


@given(VOTES, SEATS, st.randoms(use_true_random=False))
def test_order_of_the_ballot_does_not_matter(votes, seats, shuffler):
    order = list(votes.items())
    shuffler.shuffle(order)
    before, after = allocate(votes, seats), allocate(dict(order), seats)
    assert before.seats == after.seats
    before_tie = set(before.tie.tied) if before.tie else None
    assert before_tie == (set(after.tie.tied) if after.tie else None)


@given(VOTES, SEATS)
def test_house_monotonicity_a_larger_house_takes_no_seat_away(votes, seats):
    smaller, larger = allocate(votes, seats), allocate(votes, seats + 1)
    assert all(larger.seats[p] >= n for p, n in smaller.seats.items())
    assert all(most(larger)[p] >= n for p, n in most(smaller).items())


@given(VOTES, SEATS, st.sampled_from(PARTIES), st.integers(1, 10**6))
def test_population_monotonicity_more_votes_lose_no_seat(votes, seats, party, more):
    votes.setdefault(party, 0)
    before = allocate(votes, seats)
    after = allocate({**votes, party: votes[party] + more}, seats)
    assert least(after)[party] >= least(before)[party]
    assert most(after)[party] >= most(before)[party]
    others = [p for p in votes if p != party]
    assert all(most(after)[p] <= most(before)[p] for p in others)


@given(VOTES, SEATS, st.integers(2, 9))
def test_scale_does_not_matter(votes, seats, factor):
    scaled = allocate({p: v * factor for p, v in votes.items()}, seats)
    assert scaled.seats == allocate(votes, seats).seats


@given(VOTES, SEATS, st.randoms(use_true_random=False))
def test_any_fitting_decision_fills_the_house(votes, seats, shuffler):
    waiting = allocate(votes, seats)
    if waiting.tie is None:
        return
    tied = list(waiting.tie.tied)
    shuffler.shuffle(tied)
    chosen = tuple(tied[: waiting.tie.places])
    decided = Decision("", frozenset(tied), chosen, "BA 1")
    got = allocate(votes, seats, decisions=[decided])
    assert got.tie is None
    assert sum(got.seats.values()) == seats
    assert all(got.seats[p] == waiting.seats[p] + (p in chosen) for p in votes)


@given(VOTES, st.integers(0, 12))
def test_a_list_elects_no_one_below_someone_left_out(votes, places):
    got = rank(votes, places)
    waiting = got.tie.places if got.tie else 0
    assert len(got.elected) + waiting + got.unfilled == places
    left_out = [r.votes for r in got.others]
    if got.elected and left_out:
        assert min(votes[name] for name in got.elected) > max(left_out)


@given(st.lists(VOTES, min_size=1, max_size=5))
def test_threshold_shares_add_up_to_one(districts):
    result = apply_threshold(districts, Fraction(4, 100))
    assert sum(share.share for share in result.shares) == 1
    for share in result.shares:
        assert share.passes == (100 * share.votes >= 4 * result.valid_votes)
