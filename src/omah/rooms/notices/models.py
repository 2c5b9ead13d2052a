"""Notices, addresses for e-mail, and what went out; no rule lives here."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

PERSON = "people.Person"


class Channel(models.TextChoices):
    """A way out of the house; what stands in for one is named on the screen."""

    MAIL = "surel"
    PUSH = "push"
    MESSAGE = "pesan"


class Notice(models.Model):
    """Something that one person should hear, and where it is told in full."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=400)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="notices_of_a_person"),
            models.Index(
                fields=["person"],
                name="unread_notices",
                condition=Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.url}"


class MailAddress(models.Model):
    """Where a person agreed to get notices by e-mail; used once confirmed."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    agreed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"address of person {self.person_id}"


class PushPlace(models.Model):
    """A browser that asked for notices, and the keys with which they are sealed."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    endpoint = models.URLField(max_length=700, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ["agreed_at", "pk"]

    def __str__(self) -> str:
        return f"place {self.pk} of person {self.person_id}"

    @property
    def service(self) -> str:
        """The host of its push service: all that is known of the device."""
        return urlsplit(self.endpoint).hostname or ""


class MessageNumber(models.Model):
    """Where a person agreed to get short messages."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"number of person {self.person_id}"


class Sending(models.Model):
    """A notice on its way out of the house, once a channel."""

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="sendings"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"], name="a_notice_goes_out_once_a_channel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}"
