"""For every template: whether this house only practises."""

from django.http import HttpRequest

from omah.rooms.count.practice import is_practice


def practice(_request: HttpRequest) -> dict[str, bool]:
    return {"is_practice": is_practice()}
