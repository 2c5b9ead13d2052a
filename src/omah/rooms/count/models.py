"""Statements, never changed; and the tables that screens use, made from them."""

from django.db import models


class Statement(models.Model):
    """A signed statement in its order; triggers refuse any change or removal."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=100)
    received_at = models.PositiveBigIntegerField()
    entry = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "seq"], name="statements_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.sha256[:12]}"


class Sheet(models.Model):
    """A station's sheet of one contest as it stands; made again from statements."""

    contest = models.CharField(max_length=64)
    station = models.CharField(max_length=13)
    form = models.CharField(max_length=64)
    state = models.CharField(max_length=20)
    figures = models.JSONField(default=dict)
    differing = models.JSONField(default=list)
    unconfirmed = models.JSONField(default=list)
    changed_seq = models.PositiveBigIntegerField()
    changed_at = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "station"], name="one_sheet_of_a_station"
            ),
        ]
        indexes = [
            models.Index(fields=["contest", "state", "station"], name="sheets_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.station} {self.state}"


class Capture(models.Model):
    """A photograph of a sheet by its original, with what was last said of it."""

    contest = models.CharField(max_length=64)
    station = models.CharField(max_length=13)
    original_sha256 = models.CharField(max_length=64, db_index=True)
    page = models.PositiveSmallIntegerField()
    public_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=64, blank=True)
    seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "station", "original_sha256"],
                name="one_row_of_a_photograph",
            ),
        ]
        indexes = [
            models.Index(
                fields=["contest", "station"],
                name="captures_to_look_at",
                condition=models.Q(public_sha256="", reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.station} p{self.page}"


class Handover(models.Model):
    """An office asks a post to see to a sheet; never changed, the last one stands."""

    contest = models.CharField(max_length=64)
    station = models.CharField(max_length=13)
    to = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["contest", "station"], name="handovers_of_a_sheet")
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.station} {self.to}"


class NoteWords(models.Model):
    """The words behind a note's fingerprint; deleted, the fingerprint says nothing."""

    statement = models.CharField(max_length=64, unique=True)
    contest = models.CharField(max_length=64)
    region = models.CharField(max_length=13, db_index=True)
    reason = models.CharField(max_length=40)
    text = models.TextField(max_length=2000)
    salt = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region} {self.reason}"
