"""Where phones bring the words of notes whose fingerprints are on record."""

import json

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from omah.rooms.count import limits
from omah.rooms.count.notes import Kept, keep_words
from omah.rooms.people.doors import public

MAX_BYTES = 20_000
MAX_LETTERS = 2_000
SALT_BYTES = 32
STATUS = {Kept.KEPT: 200, Kept.UNKNOWN: 404, Kept.OTHER_WORDS: 422}


@public
@require_POST
def words(request: HttpRequest) -> JsonResponse:
    """Keep ``{"statement", "text", "salt"}``; the fingerprint is the permission."""
    address = limits.address_of(request)
    if limits.wait_for(limits.REFUSED_OF_ADDRESS, address):
        return JsonResponse({"refused": "too-many"}, status=429)
    given = read(request)
    kept = keep_words(*given) if given else Kept.OTHER_WORDS
    if kept is not Kept.KEPT:
        limits.spend(limits.REFUSED_OF_ADDRESS, address)
        return JsonResponse({"refused": kept.value}, status=STATUS[kept])
    return JsonResponse({"kept": True})


def read(request: HttpRequest) -> tuple[str, str, bytes] | None:
    """Return statement, text and salt; nothing for whatever else was sent."""
    try:
        said = json.loads(request.read(MAX_BYTES))
        statement, text = said["statement"], said["text"]
        salt = bytes.fromhex(said["salt"])
        shaped = isinstance(statement, str) and isinstance(text, str)
        text.encode()  # a lone surrogate is no text
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    is_fit = shaped and 0 < len(text) <= MAX_LETTERS and len(salt) == SALT_BYTES
    return (statement, text, salt) if is_fit and "\0" not in text + statement else None
