"""Tickets and what was said of them; canned answers, known problems. No rule."""

import uuid

from django.db import models
from django.db.models import Q

from omah.core.office import tickets
from omah.core.office.tickets import Answered, Asked, Closed, Ending, Taken
from omah.core.people.access import Division

POST = "people.Post"


class Ticket(models.Model):
    """A question; the device makes its id, so sending it twice is once.

    The columns say how it stood after the last move; ``value`` and the clocks
    (`omah.core.office.tickets.as_of`) say how it stands now.
    """

    id = models.UUIDField(primary_key=True)
    asker = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="tickets")
    region = models.CharField(max_length=13, db_index=True)
    subject = models.CharField(max_length=120)
    topic = models.CharField(max_length=12, choices=[(t, t) for t in tickets.Topic])
    context = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_index=True)
    first_answer_at = models.DateTimeField(null=True)

    desk = models.CharField(max_length=13)
    desk_since = models.DateTimeField()
    division = models.CharField(max_length=40, choices=[(d, d) for d in Division])
    urgency = models.CharField(max_length=8, choices=[(u, u) for u in tickets.Urgency])
    climbs = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=8, choices=[(s.name, s.name) for s in tickets.STATES]
    )
    taken_by = models.ForeignKey(
        POST, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    ending = models.CharField(
        max_length=10, blank=True, choices=[(e, e) for e in Ending]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_closed_ticket_has_its_ending",
                condition=Q(state=Closed.name) ^ Q(ending=""),
            ),
            models.CheckConstraint(
                name="a_taken_ticket_has_its_taker",
                condition=Q(state=Taken.name) ^ Q(taken_by=None),
            ),
            models.CheckConstraint(
                name="an_answered_ticket_has_its_time",
                condition=Q(state=Answered.name) ^ Q(answered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What people say on the telephone."""
        return uuid.UUID(str(self.pk)).hex[:6].upper()

    def value(self) -> tickets.Ticket:
        return tickets.Ticket(
            asker=str(self.asker_id),
            region=self.region,
            desk=self.desk,
            desk_since=self.desk_since,
            division=self.division,
            urgency=tickets.Urgency(self.urgency),
            state=self.state_value(),
            climbs=self.climbs,
        )

    def state_value(self) -> tickets.State:
        if self.state == Taken.name:
            return Taken(str(self.taken_by_id))
        if self.answered_at is not None:
            return Answered(self.answered_at)
        return Closed(Ending(self.ending)) if self.ending else Asked()

    def become(self, now: tickets.Ticket) -> None:
        """Take on the columns of a value."""
        state = now.state
        self.desk, self.desk_since = now.desk, now.desk_since
        self.division, self.climbs = now.division, now.climbs
        self.state = state.name
        self.taken_by_id = int(state.by) if isinstance(state, Taken) else None
        self.answered_at = state.at if isinstance(state, Answered) else None
        self.ending = state.ending if isinstance(state, Closed) else ""


class Message(models.Model):
    """What was said of a ticket, and with which move; never changed."""

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="messages"
    )
    by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=10, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.move}"


class CannedAnswer(models.Model):
    """An answer that an office and all below it give again and again."""

    region = models.CharField(max_length=13, blank=True, db_index=True)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class KnownProblem(models.Model):
    """Something that is broken for many: said on every page until it is over."""

    region = models.CharField(max_length=13, blank=True, db_index=True)
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=600)
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title
