"""Short text messages that carry a signed entry where nothing else gets through.

The phone packs what the receiver can't know: figures in the order of field ids, the
time, eight bytes of the key's id, the signature. Form, post and election follow from
contest and key. The bytes travel as base32, which survives any telephone network
and can be read aloud, in messages of this form::

    OMAH 3F2A 1/2 AEEXOYLMNE... QK

that is, the first digits of the statement's id, which part of how many, the letters,
and two check letters over all that stands before them.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from omah.core.log.canonical_json import Json
from omah.core.log.shapes import MAX_FIGURE, UNKNOWN
from omah.core.log.statements import Body

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MESSAGE = re.compile(
    r"(OMAH ([0-9A-F]{4}) (\d{1,2})/(\d{1,2}) ([A-Z2-7]+)) ([A-Z2-7]{2})(?![A-Z2-7])"
)
LAYOUT = 1
KEY_PREFIX_BYTES = 8
_SIGNATURE_BYTES = 64
_NOT_SAID, _UNKNOWN, _FIRST_FIGURE = 0, 1, 2


class ShortTextError(ValueError):
    """The messages hold no whole entry; the words say which part is wrong."""


@dataclass(frozen=True, slots=True)
class ShortText:
    """What the messages of one entry say.

    Attributes
    ----------
    key_prefix
        First eight bytes of the key's id.
    figures
        One value for each field in the order of field ids: a figure, ``"?"`` for
        unknown, ``None`` for a field not spoken of.
    sig
        Signature in base64.
    """

    contest: str
    station: str
    at: int
    key_prefix: bytes
    blind: int
    figures: tuple[int | str | None, ...]
    sig: str


def read_short_texts(text: str) -> list[ShortText]:
    """Return the entries in pasted messages, in any order, with words between.

    Raises
    ------
    ShortTextError
        If there is no message, a part is missing, or one is mistyped.

    Examples
    --------
    >>> read_short_texts("OMAH 3F2A 1/2 AEEX QQ")
    Traceback (most recent call last):
    omah.formats.short_text.ShortTextError: part 1 of 3F2A is mistyped
    """
    sent: dict[tuple[str, int], dict[int, str]] = {}
    for whole, name, part, count, letters, check in _messages(text):
        if check_letters(whole) != check:
            raise ShortTextError(f"part {part} of {name} is mistyped")
        sent.setdefault((name, int(count)), {})[int(part)] = letters
    if not sent:
        raise ShortTextError("there is no message of ours")
    return [_unpacked(_joined(*key, parts)) for key, parts in sent.items()]


def body_of(
    short: ShortText,
    *,
    election: str,
    key: str,
    post: str,
    form: str,
    fields: Sequence[str],
) -> Body:
    """Return the body that was signed, if key, post and form are the right ones.

    Whether they are, only the signature can say.

    Raises
    ------
    ShortTextError
        If the form has another number of fields.
    """
    if len(fields) != len(short.figures):
        raise ShortTextError("the form has another number of fields")
    figures: dict[str, Json] = {
        field: value
        for field, value in zip(sorted(fields), short.figures, strict=True)
        if value is not None
    }
    return {
        "type": "entry.made",
        "v": 1,
        "key": key,
        "election": election,
        "at": short.at,
        "station": short.station,
        "contest": short.contest,
        "form": form,
        "post": post,
        "figures": figures,
        "blind": short.blind,
    }


def check_letters(text: str) -> str:
    """Return two letters that change with any one letter of a text.

    Examples
    --------
    >>> check_letters("OMAH 3F2A 1/2 AEEX") != check_letters("OMAH 3F2A 1/2 AEEY")
    True
    """
    total = 0
    for letter in text:
        total = (total * 37 + ord(letter)) % 1021
    return LETTERS[total >> 5] + LETTERS[total & 31]


def _messages(text: str) -> list[tuple[str, ...]]:
    return MESSAGE.findall(" ".join(text.upper().split()))


def _joined(name: str, count: int, parts: dict[int, str]) -> bytes:
    absent = [str(part) for part in range(1, count + 1) if part not in parts]
    if absent:
        raise ShortTextError(f"part {', '.join(absent)} of {name} is missing")
    letters = "".join(parts[part] for part in range(1, count + 1))
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise ShortTextError(f"{name} is cut off") from None


def _unpacked(data: bytes) -> ShortText:
    if len(data) < 2 or data[0] != LAYOUT:
        raise ShortTextError("a message of another version")
    contest, rest = data[2 : 2 + data[1]], data[2 + data[1] : -_SIGNATURE_BYTES]
    head, figures = rest[:20], rest[20:]
    if len(head) < 20 or not contest.isascii():
        raise ShortTextError("the message is cut off")
    return ShortText(
        contest=contest.decode(),
        station=f"{int.from_bytes(head[:6], 'big'):013d}",
        at=int.from_bytes(head[6:11], "big"),
        key_prefix=head[11:19],
        blind=head[19],
        figures=tuple(map(_figure, _varints(figures))),
        sig=base64.b64encode(data[-_SIGNATURE_BYTES:]).decode(),
    )


def _varints(data: bytes) -> list[int]:
    found: list[int] = []
    number, shift = 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if number > MAX_FIGURE + _FIRST_FIGURE or shift > 35:
            raise ShortTextError("a figure is too large")
        if byte < 128:
            found.append(number)
            number, shift = 0, 0
    if shift:
        raise ShortTextError("the message is cut off")
    return found


def _figure(code: int) -> int | str | None:
    if code == _NOT_SAID:
        return None
    return UNKNOWN if code == _UNKNOWN else code - _FIRST_FIGURE
