"""Release an election: pages, definitions, hash lists, seal and log, in one folder.

The order makes a kill harmless to trust: files first, then the signed root that
names them, then the log's checkpoint. Running it again completes what was cut off.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from omah.adapters.blobs import blob_name
from omah.adapters.election import Election
from omah.adapters.files import Folder
from omah.adapters.log import Log, Sequencer
from omah.core.count.contests import Contest
from omah.core.log.statements import parse_entry
from omah.site.lists import LOG_FOLDER, is_listed
from omah.site.publish import PublicPhoto, Published, PublishReport, publish
from omah.site.seal import seal
from omah.site.tallies import Register

BLOBS = "blobs"
DEFINITIONS = "definitions"
"""Where the files lie whose hashes the election's root names."""


@dataclass(slots=True)
class Release:
    """A folder that is released again and again, and what is known of it so far."""

    out: Path
    election: Election
    contests: Sequence[Contest]
    register: Register
    definitions: Mapping[str, bytes]
    photos: PublicPhoto
    publisher: str
    hashes: dict[str, str] = field(default_factory=dict)
    published: Published | None = None
    sequencer: Sequencer | None = None
    released: int = 0

    def run(self) -> PublishReport:
        """Make the folder say what the ledger says now; return what it took."""
        self.out.mkdir(parents=True, exist_ok=True)
        self._write_definitions()
        size = self.election.ledger.size
        report = publish(
            self.election.ledger.record(size),
            self.contests,
            self.register,
            self.photos,
            self.out,
            published_at=self.election.clock(),
            publisher=self.publisher,
            log_key=self.election.log_key.public.text,
            previous=self.published,
        )
        report.changed += self._new_details(size)
        self._hash(report)
        self.published = report.published
        seal(
            Folder(self.out),
            self.hashes,
            self.election.ledger,
            self._sequencer(),
            self.election.signers["publisher"],
            size=size,
            at=self.election.clock(),
        )
        return report

    def _write_definitions(self) -> None:
        folder = Folder(self.out)
        for name, content in self.definitions.items():
            path = f"{DEFINITIONS}/{name}"
            folder.put_if_changed(path, content)
            self.hashes[path] = hashlib.sha256(content).hexdigest()

    def _new_details(self, size: int) -> list[str]:
        """Return the details of readings that lie here since the last release."""
        folder, found = Folder(self.out), []
        for entry in self.election.ledger.entries(self.released, size):
            said = parse_entry(entry)
            detail = said.body.get("detail_sha256", "")
            if isinstance(detail, str) and detail:
                name = f"{BLOBS}/{blob_name(detail)}"
                found += [name] if folder.has(name) else []
        self.released = size
        return found

    def _hash(self, report: PublishReport) -> None:
        """Hash what changed; on the first release of this process, everything."""
        folder = Folder(self.out)
        for name in report.removed:
            self.hashes.pop(name, None)
        names = report.changed if self.published else filter(is_listed, folder.names())
        for name in names:
            with (self.out / name).open("rb") as stream:
                self.hashes[name] = hashlib.file_digest(stream, "sha256").hexdigest()

    def _sequencer(self) -> Sequencer:
        if self.sequencer is None:
            log = Log(Folder(self.out / LOG_FOLDER), self.election.log_key)
            self.sequencer = Sequencer(self.election.ledger, log)
        return self.sequencer
