"""Shapes: what fits at the border and what does not."""

import pytest

from omah.core.log import shapes

GOOD = [
    (shapes.HASH, "0" * 64),
    (shapes.HASH_OR_NONE, ""),
    (shapes.CODE, "c-hasil-ppwp-2024"),
    (shapes.CODE, "a"),
    (shapes.FIELD, "votes.1.total"),
    (shapes.REGION, ""),
    (shapes.REGION, "3517092003"),
    (shapes.STATION, "3517092003001"),
    (shapes.FLAG, 1),
    (shapes.FIGURE, 0),
    (shapes.FIGURE, "?"),
    (shapes.FIGURE, 10**9),
    (shapes.CHANGES, {"votes.1": [1, "?"]}),
    (shapes.PUBLIC_KEY, "AAAA"),
    (shapes.SIGNATURE, "A" * 86 + "=="),
    (shapes.VERIFIER_KEY, "omah/a+0011aaff+AAAAAAAA"),
]
BAD = [
    (shapes.HASH, "0" * 63),
    (shapes.HASH, "A" * 64),
    (shapes.HASH, "0" * 64 + "\n"),
    (shapes.CODE, ""),
    (shapes.CODE, "-a"),
    (shapes.CODE, "a" * 65),
    (shapes.CODE, "Siti Aminah"),
    (shapes.CODE, 1),
    (shapes.FIELD, "votes..1"),
    (shapes.FIELD, "votes.1.2.3.4"),
    (shapes.REGION, "351"),
    (shapes.REGION, "٣٥"),
    (shapes.STATION, ""),
    (shapes.FLAG, 2),
    (shapes.FLAG, True),
    (shapes.FIGURE, -1),
    (shapes.FIGURE, 10**9 + 1),
    (shapes.FIGURE, ""),
    (shapes.FIGURE, None),
    (shapes.CHANGES, {"votes.1": [1, 1]}),
    (shapes.CHANGES, {"votes.1": [1]}),
    (shapes.CHANGES, {"votes.1": "12"}),
    (shapes.CHANGES, {"votes 1": [1, 2]}),
    (shapes.PUBLIC_KEY, "AAA"),
    (shapes.PUBLIC_KEY, "AA=="[:3] + "A"),
    (shapes.PUBLIC_KEY, "AB=="),
    (shapes.PUBLIC_KEY, "!!!!"),
    (shapes.PUBLIC_KEY, "A" * 204),
    (shapes.PUBLIC_KEY, 1),
    (shapes.SIGNATURE, "A" * 88),
    (shapes.SIGNATURE, "A" * 85 + "B=="),
    (shapes.VERIFIER_KEY, "two words+0011aaff+AAAAAAAA"),
    (shapes.list_of(shapes.PAGE, 2), [1, 2, 3]),
    (shapes.list_of(shapes.PAGE, 2), [1, 1]),
    (shapes.list_of(shapes.PAGE, 2), "12"),
    (shapes.map_of(shapes.CODE, shapes.PAGE, 1), {"a": 1, "b": 2}),
    (shapes.map_of(shapes.CODE, shapes.PAGE, 1), [1]),
]


@pytest.mark.parametrize(("shape", "value"), GOOD)
def test_what_fits(shape, value):
    assert shape.fits(value)


@pytest.mark.parametrize(("shape", "value"), BAD)
def test_what_does_not_fit(shape, value):
    assert not shape.fits(value)
