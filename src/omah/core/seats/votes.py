"""Votes of one district as they stand on the minutes, line by line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One line: votes for a party, for its candidate, or for a candidate alone.

    Attributes
    ----------
    party
        Party name; empty where candidates stand without parties.
    candidate
        Candidate or pair; empty for votes cast on the party itself.
    votes
        Valid votes, 0 or more.
    """

    party: str
    candidate: str
    votes: int

    @property
    def choice(self) -> str:
        """The name that competes where parties do not: candidate, else party."""
        return self.candidate or self.party


@dataclass(frozen=True, slots=True)
class DistrictVotes:
    """Lines of one electoral district (*daerah pemilihan*, province, region).

    Attributes
    ----------
    seats
        Seats to fill; ``None`` where the rules say it, not the file.

    Examples
    --------
    >>> lines = (VoteLine("A", "", 5), VoteLine("A", "Siti", 7), VoteLine("B", "", 3))
    >>> dapil = DistrictVotes("Dapil 1", 2, lines)
    >>> dapil.by_party()
    {'A': 12, 'B': 3}
    >>> dapil.of_candidates("A")
    {'Siti': 7}
    """

    district: str
    seats: int | None
    lines: tuple[VoteLine, ...]

    def by_party(self) -> dict[str, int]:
        """Return a party's votes: its own plus its candidates' (Pasal 415)."""
        votes: dict[str, int] = {}
        for line in self.lines:
            votes[line.party] = votes.get(line.party, 0) + line.votes
        return votes

    def of_candidates(self, party: str) -> dict[str, int]:
        """Return the votes of each candidate on this party's list."""
        return {
            line.candidate: line.votes
            for line in self.lines
            if line.candidate and line.party == party
        }

    def by_choice(self) -> dict[str, int]:
        """Return the votes of each candidate, or of each party without any.

        Raises
        ------
        ValueError
            If two lines share the name that competes.
        """
        votes = {line.choice: line.votes for line in self.lines}
        if len(votes) < len(self.lines):
            raise ValueError(f"{self.district}: two lines have the same name")
        return votes
