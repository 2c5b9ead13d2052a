"""An old backup put back: the house must not tell the story differently."""

import shutil
from contextlib import closing

import pytest

from omah.cli.bench.line import Line
from omah.cli.bench.processes import HouseError


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_restored_backup_is_not_published_over_a_longer_log(running, letter):
    phone, said = letter
    running.stop()
    kept = running.folder / "backup"
    kept.mkdir()
    for file in running.folder.glob("omah.sqlite3*"):
        shutil.copy(file, kept)
    running.start()
    with closing(Line(running.port)) as line:
        (answer,) = line.hand_in(phone, [said])
    assert answer["receipt"]
    running.stop()
    published = len(running.log())
    for file in running.folder.glob("omah.sqlite3*"):
        file.unlink()
    for file in kept.iterdir():
        shutil.copy(file, running.folder)
    with pytest.raises(HouseError, match="a backup was restored"):
        running.inside(
            "from omah.rooms.count.house import house\n"
            "from omah.rooms.count.releasing import release\n"
            "release(house())"
        )
    checkpoint = (running.public / "log" / "checkpoint").read_text()
    assert int(checkpoint.split("\n")[1]) == published
