"""Assignments, what was answered, each step of it, and its evidence. No rule."""

from django.db import models
from django.db.models import Q

from omah.core.office import assignments
from omah.core.office.assignments import (
    Accepted,
    Answered,
    Asked,
    Letter,
    Move,
    Returned,
)

POST = "people.Post"


class Assignment(models.Model):
    """What an office asks of others by a day; the asker's form makes its id."""

    id = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=13, blank=True, db_index=True)
    made_by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=4000)
    evidence = models.CharField(max_length=600, blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_date = models.DateField(null=True)
    due = models.DateField()
    above = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="below"
    )
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_letter_has_a_number_and_a_date",
                condition=Q(letter_number="") ^ Q(letter_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def value(self) -> assignments.Assignment:
        return assignments.Assignment(
            office=self.office,
            title=self.title,
            due=self.due,
            letter=self.letter(),
            above=self.above.value() if self.above else None,
        )

    def letter(self) -> Letter | None:
        if self.letter_date is None:
            return None
        return Letter(self.letter_number, self.letter_date)


class Answer(models.Model):
    """What one office or body owes for an assignment, and how it stands."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="answers"
    )
    office = models.CharField(max_length=13, db_index=True)
    name = models.CharField(max_length=120)
    state = models.CharField(
        max_length=8,
        default=Asked.name,
        choices=[(state.name, state.name) for state in assignments.STATES],
    )
    handed_in_on = models.DateField(null=True)
    reason = models.TextField(max_length=2000, blank=True)
    repair_by = models.DateField(null=True)
    values = models.JSONField(default=dict)
    review = models.JSONField(default=dict)
    visit_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["office"]
        constraints = [
            models.UniqueConstraint(
                name="one_answer_of_an_office", fields=["assignment", "office"]
            ),
            models.CheckConstraint(
                name="what_lies_with_the_asker_has_its_day",
                condition=Q(state__in=[Answered.name, Accepted.name])
                ^ Q(handed_in_on=None),
            ),
            models.CheckConstraint(
                name="a_return_has_its_reason",
                condition=Q(state=Returned.name) ^ Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.state}"

    def value(self) -> assignments.State:
        if self.state == Returned.name:
            return Returned(self.reason, self.repair_by)
        if self.handed_in_on is None:
            return Asked()
        kind = Accepted if self.state == Accepted.name else Answered
        return kind(self.handed_in_on)

    def become(self, state: assignments.State) -> None:
        """Take on the columns of a state."""
        self.state = state.name
        self.handed_in_on = getattr(state, "on", None)
        self.reason = state.reason if isinstance(state, Returned) else ""
        self.repair_by = state.repair_by if isinstance(state, Returned) else None


class Step(models.Model):
    """A move that was made, with all that was handed in or said; never changed."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=6, choices=[(move, move) for move in Move])
    by = models.ForeignKey(POST, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=2000, blank=True)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.move}"


class Evidence(models.Model):
    """A file that was handed in; its bytes lie under their hash, privately."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
