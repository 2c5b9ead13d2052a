"""A small invented election for tests: keys, posts, statements, ledger, log."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from omah.adapters.election import Election as Staff
from omah.adapters.files import Disk, Folder
from omah.adapters.keys import Signer
from omah.adapters.ledger import Ledger, Promise
from omah.adapters.ledger_rows import SqliteRows
from omah.adapters.log import Log, LogKey, Sequencer, log_key
from omah.core.log.statements import Statement
from omah.core.places.registers import Region, RegionRegister
from omah.formats.contest_toml import load_contest
from omah.formats.regions_tsv import write_regions
from omah.formats.rules_toml import register_text
from omah.site.lists import LOG_FOLDER, is_listed
from omah.site.publish import fields_of
from omah.site.release import Release
from omah.site.seal import seal

PHOTO = cv2.imencode(".jpg", np.full((40, 30), 255, np.uint8))[1].tobytes()
LOG_NAME = "omah.example/uji"
STATION = "3517092003001"
CONTEST = "wali-kota"
FORM = "c-hasil-ppwp-2024"
DEFINITION = """
id = "wali-kota"
kind = "kepala-daerah"
election = "uji-2027"
title = { id = "Wali Kota", en = "Mayor" }
date = 2027-06-23
region = "3517"
form = "c-hasil-ppwp-2024"
invented = true
candidates = [
  { number = 1, name = "Pasangan Satu" },
  { number = 2, name = "Pasangan Dua" },
]
"""
FACTS = load_contest(DEFINITION)
FIELDS = fields_of(FACTS)
REGISTER = RegionRegister.of(
    "2027-06-23",
    "rekaan",
    [
        Region("35", "PROVINSI"),
        Region("3517", "KOTA"),
        Region("351709", "KECAMATAN"),
        Region("3517092003", "DESA"),
        *(Region(f"351709200300{n}", f"TPS {n}") for n in (1, 2, 3)),
    ],
)
DEFINITIONS = {
    "wali-kota.toml": DEFINITION.encode(),
    "regions.tsv": write_regions(REGISTER),
    "rules.toml": register_text().encode(),
}
SHEET = {"station": STATION, "contest": CONTEST, "form": FORM}
FIGURES = dict.fromkeys(FIELDS, 0) | {
    "votes.1": 41,
    "votes.2": 7,
    "valid": 48,
    "invalid": 2,
    "total": 50,
    "voters.dpt.l": 31,
    "voters.dpt.p": 33,
    "voters.dpt.j": 64,
    "used.dpt.l": 24,
    "used.dpt.p": 26,
    "used.dpt.j": 50,
    "used.total.l": 24,
    "used.total.p": 26,
    "used.total.j": 50,
    "ballots.received": 66,
    "ballots.used": 50,
    "ballots.unused": 16,
}


def sha_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha(text: str) -> str:
    return sha_of(text.encode())


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
            registers={"regions.tsv": sha_of(DEFINITIONS["regions.tsv"])},
            rules={"rules.toml": sha_of(DEFINITIONS["rules.toml"])},
        )
        self.said.append(self.root)
        self.root_says(
            "contest.opened",
            contest=CONTEST,
            region="3517",
            form=FORM,
            fields=list(FIELDS),
            definition_sha256=sha_of(DEFINITION.encode()),
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
            public_sha256=sha_of(PHOTO),
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
    promise = Promise(LOG_NAME, key.private)
    return Ledger(SqliteRows(path), promise, clock=lambda: 1_800_000_000)


class HastyDisk(Disk):
    """A disk that does not wait: for tests that write much and lose nothing."""

    def write(self, path, content):
        path.write_bytes(content)

    def sync_folder(self, path):
        pass


def open_log(folder: Path) -> Log:
    folder.mkdir(exist_ok=True, parents=True)
    return Log(Folder(folder, HastyDisk()), key_of_log())


def staff_of(folder: Path, election: Election) -> Staff:
    """The private half that a release needs, with the keys of this file."""
    return Staff(
        folder,
        open_ledger(folder / "ledger.sqlite"),
        key_of_log(),
        {"publisher": POSTS["penerbit"][2]},
        election.root,
        lambda: 1_800_000_000,
    )


def seal_again(election: Election, place: Path) -> None:
    """What a publisher who cheats can do: new lists, new root, new checkpoint."""
    staff = staff_of(place, election)
    public = Folder(place / "public")
    names = [name for name in public.names() if is_listed(name)]
    hashes = {name: sha_of((public.root / name).read_bytes()) for name in names}
    seal(
        public,
        hashes,
        staff.ledger,
        Sequencer(staff.ledger, open_log(public.root / LOG_FOLDER)),
        POSTS["penerbit"][2],
        size=len(election.said),
        at=1_800_000_001,
    )
    staff.ledger.close()


def publish(election: Election, place: Path) -> Path:
    """Release the election's site; return the public folder."""
    staff = staff_of(place, election)
    staff.ledger.append(*election.said)
    public = place / "public"
    Release(
        public, staff, [FACTS], REGISTER, DEFINITIONS, lambda _: PHOTO, "Penerbit"
    ).run()
    staff.ledger.close()
    return public
