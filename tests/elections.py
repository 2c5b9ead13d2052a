"""A small invented election for tests: keys, posts, statements, ledger, log."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from omah.adapters.files import Folder
from omah.adapters.keys import Signer
from omah.adapters.ledger import Ledger, Promise
from omah.adapters.log import Log, LogKey, Sequencer, log_key
from omah.core.statements import Statement
from omah.site.seal import seal

LOG_NAME = "omah.example/uji"
FIELDS = ("votes.1", "votes.2", "valid", "invalid", "total")
STATION = "3517092003001"
CONTEST = "wali-kota"
FORM = "uji-2027"
SHEET = {"station": STATION, "contest": CONTEST, "form": FORM}
FIGURES = {"votes.1": 41, "votes.2": 7, "valid": 48, "invalid": 2, "total": 50}


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def person(number: int) -> Signer:
    """A key that is the same in every run, so that a failure can be repeated."""
    return Signer(ec.derive_private_key(number, ec.SECP256R1()))


def office_key(number: int) -> ed25519.Ed25519PrivateKey:
    return ed25519.Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))


def key_of_log() -> LogKey:
    return log_key(LOG_NAME, office_key(7))


POSTS = {
    "kpps-1": ("kpps", STATION, person(11)),
    "kpps-2": ("kpps", STATION, person(12)),
    "kpps-3": ("kpps", STATION, person(13)),
    "ppk": ("ppk", "351709", person(14)),
    "saksi": ("witness", "3517", person(15)),
    "mesin": ("machine", "", person(16)),
    "penerbit": ("publisher", "", Signer(office_key(8))),
    "jauh": ("kpps", "3517092003002", person(17)),
}


@dataclass
class Election:
    """Says statements in turn, each a second after the last."""

    root_key: Signer = field(default_factory=lambda: person(10))
    said: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.root_key.say(
            "election.root",
            at=0,
            name="uji-2027",
            public_key=self.root_key.public_key,
            log_key=key_of_log().public.text,
            registers={},
            rules={},
        )
        self.said.append(self.root)
        self.root_says(
            "contest.opened",
            contest=CONTEST,
            region="3517",
            form=FORM,
            fields=list(FIELDS),
            definition_sha256=sha("contest"),
        )
        for post, (role, region, signer) in POSTS.items():
            self.root_says(
                "post.granted", post=post, role=role, region=region, commitment=""
            )
            self.root_says("key.enrolled", post=post, public_key=signer.public_key)

    def root_says(self, type_: str, /, **fields) -> Statement:
        return self._keep(self.root_key, type_, fields)

    def says(self, by: str, type_: str, /, **fields) -> Statement:
        return self._keep(POSTS[by][2], type_, fields)

    def captures(self, page: int = 1, reason: str = "", **place) -> Statement:
        return self.says(
            "kpps-1",
            "sheet.captured",
            **{**SHEET, **place},
            page=page,
            original_sha256=sha(f"original {len(self.said)}"),
            public_sha256=sha("public"),
            reason=reason,
        )

    def reads(self, figures, *, legible: int = 1, captures=(), **place) -> Statement:
        return self.says(
            "mesin",
            "reading.made",
            **{**SHEET, **place},
            captures=list(captures),
            figures=dict(figures),
            ppm=dict.fromkeys(figures, 999_000),
            legible=legible,
            model_sha256=sha("model"),
            detail_sha256="",
        )

    def enters(self, post: str, figures, *, blind: int = 1, **place) -> Statement:
        return self.says(
            post,
            "entry.made",
            **{**SHEET, **place},
            post=post,
            figures=dict(figures),
            blind=blind,
        )

    def corrects(self, changes, post: str = "ppk", **place) -> Statement:
        return self.says(
            post,
            "sheet.corrected",
            **{**SHEET, **place},
            changes=changes,
            reason="salah-jumlah",
        )

    def _keep(self, signer: Signer, type_: str, fields) -> Statement:
        at = len(self.said)
        said = signer.say(type_, at=at, election=self.root.id, **fields)
        self.said.append(said)
        return said


def open_ledger(path: Path) -> Ledger:
    key = key_of_log()
    return Ledger(path, Promise(LOG_NAME, key.private), clock=lambda: 1_800_000_000)


def open_log(folder: Path) -> Log:
    folder.mkdir(exist_ok=True, parents=True)
    return Log(Folder(folder), key_of_log())


def publish(election: Election, place: Path, files: dict[str, bytes]) -> Path:
    """Publish files with the election's log; return the public folder."""
    public = Folder(place / "public")
    public.root.mkdir()
    ledger = open_ledger(place / "ledger.sqlite")
    ledger.append(*election.said)
    sequencer = Sequencer(ledger, open_log(public.root / "log"))
    for name, content in files.items():
        public.put(name, content)
    hashes = {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    seal(
        public,
        hashes,
        ledger,
        sequencer,
        POSTS["penerbit"][2],
        size=ledger.size,
        at=1_800_000_000,
    )
    ledger.close()
    return public.root
