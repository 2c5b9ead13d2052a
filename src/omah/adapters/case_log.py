"""The citizens' log: a second log in a folder of its own, with its own key.

Entries are commitments (`omah.core.service.cases_record`); the database keeps their
order, the folder publishes them. One process at a time writes the folder.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from omah.adapters.files import Folder
from omah.adapters.keys import load_key, new_log_key, save_key
from omah.adapters.log import Log, LogKey, Sequencer, Source, log_key
from omah.formats.receipt import Receipt, receipt_holds, sign_receipt

NAME = "omah/layanan"
MERGE_DELAY_S = 3600


class CaseLog:
    """The log in a folder, with the key that stands beside it, never in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.public = folder / "public"
        self.key = _key_in(folder)
        self.public.mkdir(parents=True, exist_ok=True)

    def receipt(self, entry_id: str, received_at: int) -> Receipt:
        """Return the signed promise for an entry; the same each time."""
        unsigned = Receipt(entry_id, received_at, MERGE_DELAY_S, self.key.public.name)
        return sign_receipt(unsigned, self.key.private)

    def holds(self, receipt: Receipt) -> bool:
        """Return whether this log's key has signed a receipt."""
        return receipt_holds(receipt, self.key.public)

    def publish(self, source: Source) -> int:
        """Copy what is new to the folder; return the size of the log."""
        with self._alone():
            log = Log(Folder(self.public), self.key)
            return Sequencer(source, log).run()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "writer.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _key_in(folder: Path) -> LogKey:
    """Return the log's key, made on first use."""
    keys = folder / "keys"
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = keys / "log.pem"
    if not path.exists():
        with suppress(FileExistsError):  # another process was first
            save_key(path, new_log_key())
    private = load_key(path)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError("log.pem does not hold an Ed25519 key")
    return log_key(NAME, private)
