"""What other hands bring: codes in a picture, text messages. Both become statements.

Nothing is recorded here: the phone hands the statements in at the one door for all,
where the signature counts and not the carrier.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp

from omah.core.log.fold import Fold
from omah.core.log.statement_kinds import BadStatementError
from omah.core.log.statements import Statement, signed
from omah.formats.keys_spki import statement_holds
from omah.formats.short_text import (
    ShortText,
    ShortTextError,
    body_of,
    read_short_texts,
)
from omah.reading.image import ImageRefusedError, read_header

MAX_PICTURE_BYTES = 8_000_000
MAX_PICTURE_PIXELS = 40_000_000
MAX_TEXT_BYTES = 20_000
MAX_CODES = 20
QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class NotReadableError(Exception):
    """The picture can't be read."""


def codes_in(picture: bytes) -> list[str]:
    """Return the texts of the QR codes in a picture."""
    image = decoded(picture)
    found = zxingcpp.read_barcodes(image, formats=QR_CODES)
    return [code.text for code in found[:MAX_CODES] if code.text]


def decoded(picture: bytes) -> np.ndarray:
    """Return a grey image, refusing what would fill the memory once unpacked."""
    if len(picture) > MAX_PICTURE_BYTES:
        raise NotReadableError
    try:
        header = read_header(picture)
        if header.width * header.height > MAX_PICTURE_PIXELS:
            raise NotReadableError
        image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    except (cv2.error, ImageRefusedError):
        raise NotReadableError from None
    if image is None:
        raise NotReadableError
    return image


def statements_in(text: str, fold: Fold, election: str) -> list[Statement]:
    """Return the statements in text messages, those whose signature holds.

    Raises
    ------
    ShortTextError
        If a message is missing or mistyped, or no enrolled key has signed it.
    """
    return [
        signed_by_someone(short, fold, election) for short in read_short_texts(text)
    ]


def signed_by_someone(short: ShortText, fold: Fold, election: str) -> Statement:
    for statement, public_key in candidates(short, fold, election):
        if statement_holds(statement, public_key):
            return statement
    raise ShortTextError("no enrolled phone has signed this")


def candidates(
    short: ShortText, fold: Fold, election: str
) -> Iterator[tuple[Statement, str]]:
    """Yield the statements that the messages may stand for, with their keys."""
    keys = fold.keys_beginning(short.key_prefix.hex())
    for (contest, form), opened in fold.contests.items():
        if contest != short.contest or len(opened.fields) != len(short.figures):
            continue
        for id_, key in keys.items():
            body = body_of(
                short,
                election=election,
                key=id_,
                post=key.post,
                form=form,
                fields=tuple(opened.fields),
            )
            try:
                yield signed(body, short.sig), key.public_key
            except BadStatementError:
                continue
