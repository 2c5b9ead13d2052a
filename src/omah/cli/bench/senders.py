"""Phones that go on sending until they hold a receipt for everything.

One sender is one thread with the phones of a few villages. What it was promised it
writes down, so that the promise can be compared with what was kept.
"""

import hashlib
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from omah.cli.bench.invented import Phone
from omah.cli.bench.line import CUT, Line
from omah.core.log.statements import Statement

BATCH = 5
PIECE_BYTES = 16_384
PAUSE_S = 0.05

Letter = tuple[Phone, Statement]


@dataclass
class Photograph:
    """Bytes that go up in pieces; ``safe`` is what the house has promised."""

    phone: Phone
    station: str
    content: bytes
    safe: int = 0
    whole: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Sender:
    """A thread's outbox: letters without a receipt, and what was promised."""

    port: int
    chance: random.Random
    outbox: list[Letter] = field(default_factory=list)
    promised: dict[str, tuple[Letter, dict[str, Any]]] = field(default_factory=dict)
    photographs: list[Photograph] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    sent_again: int = 0
    cut: int = 0
    problem: str = ""
    ended: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def give(self, letters: list[Letter]) -> None:
        with self.lock:
            self.outbox += letters

    def run(self) -> None:
        """Send until told to end; a cut line is taken up again."""
        line = Line(self.port)
        while not self.ended.is_set():
            try:
                self.send_some(line)
            except CUT as problem:
                self.cut += 1
                self.problem = str(problem)
                time.sleep(PAUSE_S)
        line.close()

    def is_done(self) -> bool:
        return not self.outbox and all(photo.whole for photo in self.photographs)

    def left(self) -> int:
        """Return how many letters wait, and bytes of photographs."""
        photographs = sum(len(photo.content) - photo.safe for photo in self.photographs)
        return len(self.outbox) + photographs

    def repeat(self) -> None:
        """Send all that was ever promised once more, phone by phone."""
        line = Line(self.port)
        letters = [letter for letter, _ in self.promised.values()]
        for start in range(0, len(letters), BATCH):
            self.deliver(line, letters[start : start + BATCH])
        self.sent_again += len(letters)
        line.close()

    def send_some(self, line: Line) -> None:
        """Send a few letters, new or promised before, then a piece of a photograph."""
        with self.lock:
            fresh = self.outbox[:BATCH]
        known = [letter for letter, _ in self.promised.values()]
        again = self.chance.sample(known, min(len(known), 1 if fresh else BATCH))
        self.sent_again += len(again)
        self.deliver(line, [*fresh, *again])
        waiting = [photo for photo in self.photographs if not photo.whole]
        if waiting:
            self.send_piece(line, self.chance.choice(waiting))

    def deliver(self, line: Line, letters: list[Letter]) -> None:
        """Hand letters in, by phone, and keep the receipts."""
        for phone in {letter[0].post: letter[0] for letter in letters}.values():
            said = [statement for owner, statement in letters if owner is phone]
            for statement, answer in zip(said, line.hand_in(phone, said), strict=True):
                self.note((phone, statement), answer)

    def note(self, letter: Letter, answer: dict[str, Any]) -> None:
        statement, receipt = letter[1], answer["receipt"]
        if receipt is None:
            if not answer["refused"]["retry"]:
                self.broken.append(f"{statement.type}: {answer['refused']['code']}")
            return
        first = self.promised.setdefault(statement.id, (letter, receipt))[1]
        if receipt != first:
            self.broken.append(f"another receipt for {statement.id}")
        with self.lock:
            self.outbox = [o for o in self.outbox if o[1].id != statement.id]

    def send_piece(self, line: Line, photo: Photograph) -> None:
        """Send the next piece from what is safe, as the house says it."""
        safe = line.safe(photo.phone, photo.sha256)["safe"]
        if safe < photo.safe:
            self.broken.append(f"{photo.safe - safe} safe bytes of a photograph gone")
        piece = photo.content[safe : safe + PIECE_BYTES]
        total = len(photo.content)
        status, told = line.put(
            photo.phone, photo.sha256, piece, offset=safe, total=total
        )
        if status != 200:
            return
        photo.safe, photo.whole = told["safe"], told["whole"]
        if photo.whole:
            statement = photo.phone.captures(photo.station, photo.sha256)
            self.give([(photo.phone, statement)])
