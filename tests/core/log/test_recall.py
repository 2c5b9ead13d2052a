"""What a fold has forgotten it recalls, and then stands where it stood."""

from tests.elections import CONTEST, FIGURES, POSTS, STATION, Election

from omah.core.count.sheet_states import sheet_of
from omah.core.log.fold import Fold
from omah.core.log.recall import ALWAYS, Recalled, of_key, subject_of
from omah.core.log.roll import Why
from omah.core.log.whole_fold import fold
from omah.formats.keys_spki import statement_holds


class Log:
    """A past that counts what it is asked for."""

    def __init__(self, said):
        self.said = list(enumerate(said))
        self.asked = []

    def of(self, subject):
        self.asked.append(subject)
        return [(i, one) for i, one in self.said if subject_of(one) == subject]

    def subjects(self, prefix):
        return {
            subject_of(one)
            for _, one in self.said
            if subject_of(one).startswith(prefix)
        }

    def type_of(self, id_):
        return next((one.type for _, one in self.said if one.id == id_), None)


def night():
    election = Election()
    election.captures()
    election.enters("kpps-1", FIGURES)
    election.enters("kpps-2", FIGURES)
    election.corrects({"votes.1": [41, 40]})
    return election


def both(election):
    """The fold that has heard everything, and the one that recalls."""
    whole = fold(election.said, statement_holds)
    return whole, Fold(statement_holds, Log(election.said))


def test_a_sheet_recalled_is_the_sheet_that_was_folded():
    election = night()
    whole, recalling = (
        fold(election.said, statement_holds),
        Fold(statement_holds, Log(election.said)),
    )
    assert recalling.sheet(CONTEST, STATION) == whole.sheet(CONTEST, STATION)
    assert recalling.sheet_now(CONTEST, STATION) == whole.sheet_now(CONTEST, STATION)
    for id_, key in whole.roll.keys.held().items():
        assert recalling.roll.keys[id_] == key
    for id_, post in whole.roll.posts.held().items():
        assert recalling.roll.posts[id_] == post
    assert recalling.contests == whole.contests


def test_what_moves_see_is_what_the_record_says():
    election = night()
    whole = fold(election.said, statement_holds)
    record = whole.sheet(CONTEST, STATION)
    fields = whole.contests[CONTEST, record.form].fields
    assert whole.sheet_now(CONTEST, STATION) == sheet_of(fields, record)


def test_a_fold_that_forgets_all_after_every_statement_refuses_the_same():
    election = night()
    whole = fold(election.said, statement_holds)
    log = Log([])
    forgetful = Fold(statement_holds, log)
    for index, said in enumerate(election.said):
        assert forgetful.add(index, said) is None
        log.said.append((index, said))
        forgetful.forget_all()
    for said in election.said[-2:]:
        whys = {f.add(len(election.said), said).why for f in (forgetful, whole)}
        assert whys == {Why.DUPLICATE}
    assert forgetful.sheet(CONTEST, STATION) == whole.sheet(CONTEST, STATION)


def test_a_revoked_key_stays_revoked_through_forgetting():
    election = night()
    keys = [POSTS["kpps-1"][2].key, election.root_key.key]
    for key in keys:
        election.root_says("key.revoked", revoked=key, from_index=5, reason="hilang")
    whole, recalling = both(election)
    for key in keys:
        assert whole.roll.keys[key].revoked_at is not None
        assert recalling.roll.keys[key] == whole.roll.keys[key]
        recalling.forget(of_key(key))
        assert recalling.roll.keys[key] == whole.roll.keys[key]


def test_nothing_is_asked_at_the_start_but_what_everyone_must_know():
    log = Log(night().said)
    Fold(statement_holds, log)
    assert log.asked[0] == ALWAYS
    assert len(log.asked) == 2  # and the root's own key


def test_keys_are_found_by_how_they_begin():
    election = night()
    whole, recalling = (
        fold(election.said, statement_holds),
        Fold(statement_holds, Log(election.said)),
    )
    for id_ in whole.roll.keys.held():
        assert list(recalling.keys_beginning(id_[:12])) == [id_]
    assert recalling.keys_beginning("f" * 64) == {}


def test_a_recalled_mapping_asks_again_for_what_was_not_there():
    asked = []
    memory = Recalled(asked.append)
    assert memory.get("a") is None
    assert "a" not in memory
    memory["a"] = 1
    assert (memory["a"], len(memory), asked) == (1, 1, ["a", "a"])
    memory.forget("a")
    assert memory.get("a") is None


def test_asking_while_it_is_recalled_finds_what_is_held_so_far():
    memory = Recalled(lambda key: memory.__setitem__(key, (memory.get(key) or 0) + 1))
    assert memory["a"] == 1
    assert memory["a"] == 1
