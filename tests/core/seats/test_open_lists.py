from omah.core.seats.candidates import elect_candidates
from omah.core.seats.ranking import rank
from omah.core.seats.sainte_lague import allocate
from omah.core.seats.ties import Decision
from omah.core.seats.votes import DistrictVotes, VoteLine


def dapil(seats, **lists):
    lines = [
        VoteLine(party, candidate, votes)
        for party, candidates in lists.items()
        for candidate, votes in candidates.items()
    ]
    return DistrictVotes("Dapil 1", seats, tuple(lines))


def elect(district, decisions=()):
    allocation = allocate(district.by_party(), district.seats, district="Dapil 1")
    return {r.party: r for r in elect_candidates(district, allocation, decisions)}


def test_most_votes_take_the_seats_in_order_and_the_next_may_replace():
    district = dapil(2, P={"": 5, "Ani": 10, "Budi": 30, "Citra": 20}, Q={"": 1})
    ranking = elect(district)["P"].ranking
    assert ranking.elected == ("Budi", "Citra")
    assert [r.name for r in ranking.others] == ["Ani"]


def test_a_list_without_candidates_elects_nobody():
    assert "Q" not in elect(dapil(1, P={"Ani": 9}, Q={"": 3}))


def test_party_votes_and_candidate_votes_add_up():
    assert dapil(1, P={"": 5, "Ani": 10}).by_party() == {"P": 15}


def test_more_seats_than_candidates_are_counted():
    ranking = elect(dapil(3, P={"": 90, "Ani": 9}, Q={"": 1}))["P"].ranking
    assert (ranking.elected, ranking.unfilled) == (("Ani",), 2)


def test_equal_candidates_for_the_last_seat_wait():
    district = dapil(2, P={"Ani": 20, "Budi": 30, "Citra": 20})
    ranking = elect(district)["P"].ranking
    assert ranking.elected == ("Budi",)
    assert ranking.tie is not None
    assert ranking.tie.tied == ("Ani", "Citra")
    assert (ranking.tie.party, ranking.tie.seat) == ("P", 2)


def test_equal_candidates_that_are_all_elected_do_not_wait():
    ranking = elect(dapil(2, P={"Ani": 20, "Budi": 20, "Citra": 2}))["P"].ranking
    assert ranking.tie is None
    assert ranking.elected == ("Ani", "Budi")


def test_a_decision_names_who_takes_the_seat():
    district = dapil(2, P={"Ani": 20, "Budi": 30, "Citra": 20})
    chosen = Decision("Dapil 1", frozenset({"Ani", "Citra"}), ("Citra",), "BA", "P")
    ranking = elect(district, [chosen])["P"].ranking
    assert ranking.elected == ("Budi", "Citra")
    assert ranking.decision == chosen
    assert [r.name for r in ranking.others] == ["Ani"]


def test_ranks_are_shared_by_equal_votes():
    ranks = [r.rank for r in rank({"a": 5, "b": 9, "c": 5, "d": 1}, 0).ranked]
    assert ranks == [1, 2, 2, 4]
