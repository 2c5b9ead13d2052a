"""One published town for all tests of the site that only look at it."""

from pathlib import Path

import pytest
from tests.site import elections as given

from omah.site.publish import publish


@pytest.fixture(scope="session")
def register() -> given.Names:
    return given.Names()


@pytest.fixture(scope="session")
def town(tmp_path_factory, register) -> Path:
    """The folder of a published town with every status in it."""
    out = tmp_path_factory.mktemp("town")
    publish_town(out, register)
    return out


def publish_town(out: Path, register: given.Names, record=None, **changes):
    return publish(
        record or given.make_record(register),
        changes.pop("contests", [given.make_contest()]),
        register,
        given.photos,
        out,
        published_at=given.NOON + 1000,
        publisher="KPU Kota Tirtapura",
        **changes,
    )
