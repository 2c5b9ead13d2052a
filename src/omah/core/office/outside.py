"""Services outside the house that cannot be reached yet, and what stands in."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class OutsideService:
    """A service of somebody else that the house would call.

    Attributes
    ----------
    name, used_for
        Whose it is and what for, in the language of the reader.
    stands_in
        What does its work here meanwhile; empty where the real one is called.
    recorded
        How many calls were kept that the real one would have got; None if uncounted.
    failed
        How many calls came back with an error.
    waiting
        How many are still to be made.
    """

    name: str
    used_for: str
    stands_in: str = ""
    recorded: int | None = None
    failed: int = 0
    waiting: int = 0

    def uncounted(self) -> "OutsideService":
        """Return the service without its figures, which are of the whole house."""
        return replace(self, recorded=None, failed=0, waiting=0)
