"""Rounds of signing, their parties, and what was signed. No rule lives here."""

from django.db import models
from django.db.models import F, Q

from omah.core.office.agreements import Hour, Standing, Target

POST = "people.Post"


class Round(models.Model):
    """Papers that a host's offices sign at one hour; the host's form makes its id."""

    id = models.UUIDField(primary_key=True)
    host = models.CharField(max_length=13, blank=True, db_index=True)
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    papers = models.JSONField()
    targets = models.JSONField(default=list)
    opens_at = models.DateTimeField(db_index=True)
    closes_at = models.DateTimeField()
    needs_second_factor = models.BooleanField(default=True)
    is_for_all = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_hour_ends_after_it_begins",
                condition=Q(closes_at__gt=F("opens_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def hour(self) -> Hour:
        return Hour(self.opens_at, self.closes_at, self.needs_second_factor)

    def target_rows(self) -> list[Target]:
        return [Target(*row) for row in self.targets]


class Party(models.Model):
    """Whose signature is asked for: an office's head, or one employee by name."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="parties")
    office = models.CharField(max_length=13, blank=True, db_index=True)
    name = models.CharField(max_length=120)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["office", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_office_signs_a_round_once",
                fields=["round", "office"],
                condition=Q(person__isnull=True),
            ),
            models.UniqueConstraint(
                name="an_employee_signs_a_round_once",
                fields=["round", "office", "person"],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> Standing:
        signature = getattr(self, "signature", None)
        if signature is None:
            return Standing.MISSING
        return Standing.SEALED if signature.sealed_sha256 else Standing.SIGNED


class Signature(models.Model):
    """A press of the button that counts, with the very text; never changed.

    ``sealed_sha256`` names the sealed paper once it is made from this row.
    """

    party = models.OneToOneField(
        Party, on_delete=models.PROTECT, related_name="signature"
    )
    post = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    text = models.JSONField()
    text_sha256 = models.CharField(max_length=64)
    second_factor = models.BooleanField()
    at = models.DateTimeField()
    sealed_sha256 = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.party} {self.at:%Y-%m-%d %H:%M:%S}"
