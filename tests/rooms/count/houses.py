"""What tests of the count share: an election of a house, and phones that sign."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from tests.elections import (
    DEFINITION,
    DEFINITIONS,
    FACTS,
    FIELDS,
    FIGURES,
    SHEET,
    STATION,
)

from omah.adapters.election import OpenedForm, create_election
from omah.adapters.keys import Signer, new_person_key
from omah.formats.keys_spki import sign, to_base64
from omah.rooms.count import devices
from omah.rooms.count.adopt import adopt, write_definitions
from omah.rooms.count.house import House
from omah.rooms.people.models import Post

SECOND_STATION = "3517092003002"


def begin(folder: Path) -> None:
    """Begin the invented election in a folder, and take it into the database."""
    election = create_election(
        folder,
        name="uji-2027",
        forms=[OpenedForm(FACTS, DEFINITION.encode(), FIELDS)],
        registers={"regions.tsv": DEFINITIONS["regions.tsv"]},
        rules={"rules.toml": DEFINITIONS["rules.toml"]},
    )
    election.ledger.close()
    write_definitions(folder, DEFINITIONS, publisher="KPU Kota (rekaan)")
    adopt(folder)


@dataclass
class Phone:
    """A device of a post: signs statements and pieces of photographs."""

    house: House
    post: Post
    signer: Signer
    said: int = 0

    @classmethod
    def enrolled(cls, house: House, post: Post) -> "Phone":
        phone = cls(house, post, new_person_key())
        devices.enrol(house, post, phone.offer())
        return phone

    @property
    def code(self) -> str:
        return devices.post_code(self.post)

    def offer(self, label: str = "ponsel") -> devices.Offer:
        message = devices.proof_message(
            self.house.election.root.id, self.code, self.signer.public_key
        )
        proof = to_base64(sign(self.signer.private, message))
        return devices.Offer(self.signer.public_key, proof, label)

    def says(self, type_: str, /, **fields):
        self.said += 1
        root = self.house.election.root.id
        return self.signer.say(type_, at=self.said, election=root, **fields)

    def enters(self, figures=FIGURES, *, blind: int = 1, **place):
        return self.says(
            "entry.made",
            **{**SHEET, **place},
            post=self.code,
            figures=dict(figures),
            blind=blind,
        )

    def captures(self, original: str, page: int = 1, **more):
        fields = {"public_sha256": "", "reason": "", **SHEET, **more}
        return self.says(
            "sheet.captured", page=page, original_sha256=original, **fields
        )

    def corrects(self, changes, reason="salah-jumlah", **place):
        fields = {**SHEET, **place}
        return self.says("sheet.corrected", **fields, changes=changes, reason=reason)

    def seal(self, sha256: str, piece: bytes, offset: int, total: int) -> dict:
        """Headers of a piece of a photograph."""
        facts = {
            "method": "PUT",
            "photo": sha256,
            "offset": offset,
            "total": total,
            "piece": hashlib.sha256(piece).hexdigest(),
        }
        message = devices.request_message(self.house.election.root.id, facts)
        signature = to_base64(sign(self.signer.private, message))
        return {"Omah-Key": self.signer.key, "Omah-Signature": signature}


def hand_in(client, *statements, **more):
    """Post statements to the API; return the answers."""
    body = {"statements": [{"body": s.body, "sig": s.sig} for s in statements]}
    got = client.post(
        "/api/v1/statements", json.dumps(body), content_type="application/json", **more
    )
    return got.json()["answers"] if got.status_code == 200 else got


def send_photo(client, phone: Phone, content: bytes, piece_bytes: int = 100_000):
    """Send a photograph in pieces; return its hash and the last answer."""
    sha256 = hashlib.sha256(content).hexdigest()
    got = None
    for offset in range(0, len(content), piece_bytes):
        piece = content[offset : offset + piece_bytes]
        got = put_piece(client, phone, sha256, piece, offset, len(content))
        assert got.status_code == 200, got.content
    return sha256, got


def put_piece(client, phone, sha256, piece, offset, total, headers=None):
    return client.put(
        f"/api/v1/photos/{sha256}?offset={offset}&total={total}",
        piece,
        content_type="application/octet-stream",
        headers=headers or phone.seal(sha256, piece, offset, total),
    )


__all__ = ["FIGURES", "SECOND_STATION", "STATION", "Phone", "begin", "hand_in"]
