"""Voting days and checked stations; no rule lives here."""

from django.db import models
from django.db.models import Q

from omah.core.service.transfer import ElectionKind

POST = "people.Post"


class VotingDay(models.Model):
    """The day on which a region votes; last days are counted back from it."""

    region = models.CharField(max_length=13, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ElectionKind])
    day = models.DateField()
    made_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="a_vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


class StationCheck(models.Model):
    """What somebody measured at a station on a day; a new look is a new row."""

    station = models.CharField(max_length=13)
    answers = models.JSONField()
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["station", "-at"], name="looks_at_a_station")]
        constraints = [
            models.CheckConstraint(
                name="a_check_is_of_a_station", condition=~Q(station="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station} {self.at:%Y-%m-%d}"
