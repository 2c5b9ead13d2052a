"""No file, however large or hostile, makes a reading process grow beyond bounds."""

import os
import sys

import pytest

from omah.cli.bench.hostile import FILES
from omah.cli.bench.memory import Told, read_all
from omah.reading.reasons import Reason

MOST_MB = 600


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        return read_all()


@pytest.mark.parametrize("name", FILES)
def test_reading_any_file_takes_less_than_600_megabytes(name, told):
    status, reason, peak_mb = told[name]
    assert (status, Reason(reason) in FILES[name][1]) == ("rejected", True), reason
    assert peak_mb < MOST_MB
