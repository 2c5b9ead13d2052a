"""The room of voters: how to vote elsewhere, who helps."""
