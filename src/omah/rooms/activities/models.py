"""Activities, the people named in them, what follows, and their files. No rule."""

from django.db import models
from django.db.models import Q

from omah.core.activities.facts import Kind, Mode, Part
from omah.core.people.access import Division

POST = "people.Post"


class Activity(models.Model):
    """What an office held or took part in; the form makes its id, so twice is once."""

    id = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=13, blank=True, db_index=True)
    division = models.CharField(
        max_length=40, blank=True, choices=[(d, d) for d in Division]
    )
    kind = models.CharField(max_length=12, choices=[(k, k) for k in Kind])
    title = models.CharField(max_length=160)
    series = models.CharField(max_length=80, blank=True)
    host = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=14, choices=[(m, m) for m in Mode])
    place = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=80, blank=True)
    begins_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    purpose = models.TextField(max_length=1000, blank=True)
    summary = models.TextField(max_length=8000, blank=True)
    parties = models.TextField(max_length=8000, blank=True)
    decisions = models.TextField(max_length=8000, blank=True)
    letter_sender = models.CharField(max_length=120, blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_day = models.DateField(null=True, blank=True)
    letter_about = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    news_page = models.PositiveBigIntegerField(null=True)
    report_sha256 = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField(null=True)
    join_code = models.CharField(max_length=12, null=True, unique=True)  # noqa: DJ001  none is not ""
    presence_code = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["-begins_at"]
        constraints = [
            models.CheckConstraint(
                name="an_activity_ends_after_it_begins",
                condition=Q(ends_at__isnull=True)
                | Q(ends_at__gt=models.F("begins_at")),
            ),
            models.CheckConstraint(
                name="a_sent_report_is_kept",
                condition=Q(reported_at__isnull=True) ^ ~Q(report_sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Named(models.Model):
    """A named person of an activity: leader, speaker, moderator, opener."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="named"
    )
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=12, choices=[(p, p) for p in Part])
    affiliation = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    words = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"


class FollowUp(models.Model):
    """A task that follows: a post of the office does it, or someone outside by name."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="follow_ups"
    )
    what = models.CharField(max_length=300)
    post = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    who = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class Photo(models.Model):
    """A photograph without its metadata; nobody keeps one without its words."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="photos"
    )
    sha256 = models.CharField(max_length=64)
    alt = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_photo_says_what_it_shows", condition=~Q(alt="")
            ),
            models.UniqueConstraint(name="a_photo_once", fields=["activity", "sha256"]),
        ]

    def __str__(self) -> str:
        return self.alt


class Document(models.Model):
    """A paper of an activity: invitation, slides, minutes."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="documents"
    )
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    ending = models.CharField(max_length=5)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """Someone who registered or was noted as present.

    ``number`` stands on the certificate and confirms it to anyone; the secret opens
    the participant's own page, and only its hash is kept.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="participants"
    )
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=12, unique=True)
    secret_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    came_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
