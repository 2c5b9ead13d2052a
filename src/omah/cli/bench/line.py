"""A phone's line to the house: statements and pieces of photographs over HTTP."""

import hashlib
import json
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any

from omah.cli.bench.invented import Phone
from omah.cli.bench.processes import HOST
from omah.core.log import canonical_json
from omah.core.log.canonical_json import Json
from omah.core.log.statements import Statement
from omah.formats.keys_spki import sign, to_base64

CUT = (OSError, HTTPException, ValueError)
"""What a cut network raises at any step; ValueError: half an answer."""


class Line:
    """A connection that is kept while it lasts; any call may raise ``CUT``."""

    def __init__(self, port: int, timeout_s: float = 60) -> None:
        self._port = port
        self._timeout_s = timeout_s
        self._connection: HTTPConnection | None = None

    def hand_in(
        self, phone: Phone, statements: Sequence[Statement]
    ) -> list[dict[str, Any]]:
        """Return an answer for each statement: a receipt or a refusal."""
        headers = {"Content-Type": "application/json"}
        status, told = self.call(
            phone, "POST", "/api/v1/statements", submission(statements), headers
        )
        if status != 200:
            raise HTTPException(f"status {status}: {told}")
        answers: list[dict[str, Any]] = told["answers"]
        return answers

    def put(
        self, phone: Phone, sha256: str, piece: bytes, *, offset: int, total: int
    ) -> tuple[int, dict[str, Any]]:
        path = f"/api/v1/photos/{sha256}?offset={offset}&total={total}"
        headers = seal(phone, sha256, piece, offset=offset, total=total)
        return self.call(phone, "PUT", path, piece, headers)

    def safe(self, phone: Phone, sha256: str) -> dict[str, Any]:
        """Ask how much of a photograph is safe."""
        path, headers = f"/api/v1/photos/{sha256}", {"Omah-Key": phone.signer.key}
        return self.call(phone, "GET", path, None, headers)[1]

    def call(
        self,
        phone: Phone,
        method: str,
        path: str,
        body: bytes | None,
        headers: dict[str, str],
    ) -> tuple[int, dict[str, Any]]:
        if self._connection is None:
            self._connection = HTTPConnection(HOST, self._port, timeout=self._timeout_s)
        headers = {**headers, "X-Forwarded-For": phone.address}
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            return answer.status, json.loads(answer.read())
        except CUT:
            self.close()
            raise

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def submission(statements: Sequence[Statement]) -> bytes:
    """Return the body of a request that hands statements in."""
    said = [{"body": said.body, "sig": said.sig} for said in statements]
    return json.dumps({"statements": said}, separators=(",", ":")).encode()


def seal(
    phone: Phone, sha256: str, piece: bytes, *, offset: int, total: int
) -> dict[str, str]:
    """Return the headers by which a device signs a piece of a photograph."""
    facts: dict[str, Json] = {
        "method": "PUT",
        "photo": sha256,
        "offset": offset,
        "total": total,
        "piece": hashlib.sha256(piece).hexdigest(),
        "election": phone.election,
    }
    message = b"omah request v1\n" + canonical_json.encode(facts)
    signature = to_base64(sign(phone.signer.private, message))
    return {"Omah-Key": phone.signer.key, "Omah-Signature": signature}
