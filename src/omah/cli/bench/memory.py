"""The most memory that one reading process takes, whatever the file.

All files are read by one process, one after the other: nothing may pile up.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from omah.cli.bench.hostile import FILES, FORM
from omah.reading.reasons import Reason

# The kernel's mark of this program alone: what getrusage tells a child begins at the
# size of the process that started it.
PROGRAM = """
import json, sys
from pathlib import Path
from omah.adapters.eyes import load_reader, settle_down
settle_down()
for path in sys.argv[2:]:
    reading = load_reader((sys.argv[1],)).read(Path(path).read_bytes())
    status = Path('/proc/self/status').read_text()
    peak_kb = int(status.split('VmHWM:')[1].split()[0])
    print(json.dumps([reading.status, reading.reason, peak_kb // 1024]))
"""

Told = tuple[str, str | None, int]
"""Status, reason, and the process's peak in MB so far."""


def measure() -> dict[str, Any]:
    told = read_all()
    return {
        "files": len(told),
        "rejected": sum(status == "rejected" for status, _, _ in told.values()),
        "right_reason": sum(
            reason is not None and Reason(reason) in FILES[name][1]
            for name, (_, reason, _) in told.items()
        ),
        "peak_mb": max(peak for _, _, peak in told.values()),
        "peak_mb_after": {name: peak for name, (_, _, peak) in told.items()},
    }


def read_all() -> dict[str, Told]:
    """Return what one process says of each file, by what the file is."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(k) for k in range(len(FILES))]
        for path, (make, _) in zip(paths, FILES.values(), strict=True):
            path.write_bytes(make())
        done = subprocess.run(  # noqa: S603  our own program over our own files
            [sys.executable, "-c", PROGRAM, FORM, *map(str, paths)],
            capture_output=True,
            text=True,
            check=True,
        )
    lines = map(json.loads, done.stdout.splitlines())
    return dict(zip(FILES, map(tuple, lines), strict=True))
