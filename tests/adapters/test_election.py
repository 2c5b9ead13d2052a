"""The private half of an election: made once, opened again, kept to itself."""

import stat

import pytest

from omah.adapters.election import (
    NoElectionError,
    OpenedForm,
    create_election,
    open_election,
)
from omah.core.count.contests import Candidate, Contest, ContestKind
from omah.core.log.whole_fold import fold
from omah.core.people.roles import Role
from omah.formats.keys_spki import statement_holds

CONTEST = Contest(
    id="wali-kota",
    kind=ContestKind.KEPALA_DAERAH,
    election="contoh-2029",
    title_id="Wali Kota",
    title_en="Mayor",
    date="2029-02-14",
    region="9901",
    form="c-hasil-ppwp-2024",
    candidates=(Candidate(1, "Pasangan Satu"),),
    invented=True,
)


def make(folder):
    form = OpenedForm(CONTEST, b"definition", ("votes.1", "valid"))
    return create_election(
        folder / "private",
        name="contoh-2029",
        forms=[form],
        registers={"regions.tsv": b"register"},
        rules={"rules.toml": b"rules"},
    )


def test_a_new_election_says_root_contest_and_posts_and_none_is_refused(tmp_path):
    election = make(tmp_path)
    folded = fold(election.ledger.statements(), statement_holds)
    assert folded.refusals == []
    assert ("wali-kota", "c-hasil-ppwp-2024") in folded.contests
    assert {post.role for post in folded.roll.posts.held().values()} >= {
        Role.OPERATOR,
        Role.MACHINE,
        Role.PUBLISHER,
    }


def test_it_opens_again_with_the_same_keys_and_root(tmp_path):
    first = make(tmp_path)
    again = open_election(tmp_path / "private")
    assert again.root.id == first.root.id
    assert again.log_key.public.text == first.log_key.public.text
    assert again.signers["machine"].key == first.signers["machine"].key


def test_an_election_is_not_made_over_another(tmp_path):
    make(tmp_path)
    with pytest.raises(FileExistsError):
        make(tmp_path)


def test_an_absent_election_is_said_so(tmp_path):
    with pytest.raises(NoElectionError):
        open_election(tmp_path / "nowhere")


def test_private_keys_are_for_their_owner_alone(tmp_path):
    make(tmp_path)
    for path in (tmp_path / "private" / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
