"""How dark each bubble is: a second, independent witness of a number."""

import numpy as np
from numpy.typing import NDArray

from omah.reading.cut import Place, cut_alike, inset, sides_mm
from omah.reading.image import Grey

# The ring and its printed digit lie in the outer part of a bubble's box.
RING_SHARE = 0.15
# Side of the cut bubbles in px.
INNER_PX = 12
# A bubble this much darker than the middling one of its column is fully black;
# blackened ones on the photographed 2024 forms are 0.45 to 0.7 darker.
BLACK = 0.45


def measure_bubbles(picture: Grey, place: Place) -> NDArray[np.float32] | None:
    """Return how dark each bubble of a number is, beside those of its column.

    Parameters
    ----------
    picture
        ``(H, W) uint8`` picture of the page.
    place
        Where the number lies in it.

    Returns
    -------
    ndarray or None
        ``(N, 10) float32``: a row per digit box, 0 empty to 1 blackened; ``None``
        where the form prints no bubbles.
    """
    columns = place.number.bubbles
    if not columns:
        return None
    inner = [inset(b, b.w / 1000 * RING_SHARE) for column in columns for b in column]
    crops = cut_alike(picture, place.homography, sides_mm(inner), (INNER_PX, INNER_PX))
    light = crops.mean(axis=(1, 2)).reshape(len(columns), -1)
    darker = 1 - light / np.median(light, axis=1, keepdims=True)
    return np.asarray((darker / BLACK).clip(0, 1), np.float32)
