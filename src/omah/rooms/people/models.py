"""Accounts, posts, invitations and devices; no rule lives here."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from omah.core.people.access import Acting, Division, PostHeld
from omah.core.people.roles import OF_PEOPLE, Role


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts; only an accepted invitation calls it."""

    def create_person(self, handle: str, name: str, password: str) -> "Person":
        person = self.model(handle=handle, name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in; what they may do hangs on their posts alone.

    Groups are for the editors' desk of the sites; they follow from posts too.
    """

    handle = models.CharField(_("nama masuk"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    language = models.CharField(max_length=2, default="id")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()
    USERNAME_FIELD = "handle"

    def __str__(self) -> str:
        return self.handle

    def get_full_name(self) -> str:
        """Return the name by which the editors' desk calls a person."""
        return self.name


class Body(models.Model):
    """An office or an ad hoc body by name; its region's code is its partition."""

    region = models.CharField(max_length=13, unique=True, blank=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["region"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role in a region ("jabatan"), with its holder and its days."""

    role = models.CharField(max_length=20, choices=[(r, r) for r in OF_PEOPLE])
    division = models.CharField(
        max_length=40, blank=True, choices=[(d, d) for d in Division]
    )
    region = models.CharField(max_length=13, blank=True, db_index=True)
    holder = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="posts"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    acting = models.CharField(
        max_length=3, blank=True, choices=[(a, a) for a in Acting if a]
    )
    statement = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.region or '-'}"

    def held(self) -> PostHeld:
        """This post as the value that the rule of doors reads."""
        return PostHeld(
            id=str(self.pk),
            role=Role(self.role),
            region=self.region,
            since=self.since.isoformat(),
            until=self.until.isoformat() if self.until else "",
            division=self.division,
            acting=Acting(self.acting),
        )


class Invitation(models.Model):
    """A paper or a link that lets one person take one post, once."""

    token_sha256 = models.CharField(max_length=64, unique=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="invitations")
    made_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT)
    instead_of = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.post} until {self.expires_at:%Y-%m-%d}"


class Device(models.Model):
    """A browser's key: the private half never leaves it."""

    key = models.CharField(max_length=64, unique=True)
    public_spki = models.BinaryField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="devices")
    label = models.CharField(max_length=60, blank=True)
    enrolled_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    statement = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.label}".strip()
