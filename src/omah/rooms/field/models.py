"""Rosters, marks of coming and going, broadcasts and calls; no rule lives here."""

import uuid

from django.db import models
from django.db.models import F, Q

from omah.core.office import roster

POST, PERSON = "people.Post", "people.Person"


class Secretariat(models.Model):
    """Where a body works, and how many must be there while it is open."""

    region = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    needed = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """One day of the week on which a secretariat is open (Monday is 0)."""

    secretariat = models.ForeignKey(
        Secretariat, on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="a_day_of_the_week", condition=Q(weekday__lte=6)
            ),
            models.CheckConstraint(
                name="closes_after_it_opens", condition=Q(closes__gt=F("opens"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H.%M}-{self.closes:%H.%M}"


class Shift(models.Model):
    """A post's turn at its body's secretariat."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    region = models.CharField(max_length=13)
    post = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="shifts")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "begins"], name="shifts_of_a_body")]
        constraints = [
            models.CheckConstraint(
                name="shift_ends_after_it_begins", condition=Q(ends__gt=F("begins"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.begins:%Y-%m-%d %H.%M}"

    def value(self) -> roster.Shift:
        window = roster.Window(self.begins, self.ends)
        return roster.Shift(str(self.pk), str(self.post_id), window)


class Mark(models.Model):
    """Someone came or went; the device makes the id, so sending twice is once."""

    id = models.UUIDField(primary_key=True)
    post = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="marks")
    region = models.CharField(max_length=13)
    way = models.CharField(max_length=3, choices=[(w, w) for w in roster.Way])
    claimed_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["region", "claimed_at"], name="marks_of_a_body")
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.way} {self.claimed_at:%Y-%m-%d %H.%M}"

    def value(self) -> roster.Mark:
        return roster.Mark(roster.Way(self.way), self.claimed_at, self.received_at)


class Card(models.Model):
    """How the offices above reach a person, and what the public may see of them."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="card")
    phone = models.CharField(max_length=20, blank=True)
    name_public_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.person)


class Broadcast(models.Model):
    """Word from an office to the bodies below, each of which confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    region = models.CharField(max_length=13, db_index=True)
    roles = models.JSONField()
    sender = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    sent_at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class ReadReceipt(models.Model):
    """A post says that it has read a broadcast."""

    broadcast = models.ForeignKey(
        Broadcast, on_delete=models.CASCADE, related_name="receipts"
    )
    post = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["broadcast", "post"], name="one_receipt_of_a_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.read_at:%Y-%m-%d %H.%M}"


class Outcome(models.TextChoices):
    """What came of a call."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    SHOWN = "shown"  # the number was shown to whoever means to call


class Call(models.Model):
    """Someone called a post, so that nobody else calls it for the same."""

    post = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="calls")
    by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.post} {self.outcome}"
