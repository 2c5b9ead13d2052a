"""What the API's description says beside each answer that goes well."""

from typing import Any

from omah.rooms.count.schemas import PieceRefused, ProblemOut, ShutOut

Answers = dict[int, Any]

GONE: Answers = {503: ProblemOut}
"""No election, no database or no store just now: come again."""

LIMITED: Answers = {**GONE, 422: ProblemOut, 429: ProblemOut}
SIGNED_IN: Answers = {**GONE, 401: ShutOut, 403: ShutOut | ProblemOut, 422: ProblemOut}
ENROLS: Answers = SIGNED_IN
SUBMITS: Answers = {**LIMITED, 413: ProblemOut}
PIECES: Answers = {
    **LIMITED,
    403: ProblemOut,
    409: PieceRefused,
    413: PieceRefused,
    507: ProblemOut,
}

KEY = {
    "name": "Omah-Key",
    "in": "header",
    "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "description": "Id of the device's key, 64 hexadecimal digits",
}
SIGNATURE = {
    "name": "Omah-Signature",
    "in": "header",
    "schema": {"type": "string"},
    "description": "ECDSA signature (base64) over the piece's facts",
}
BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
ASKS: dict[str, Any] = {"parameters": [KEY]}
SENDS: dict[str, Any] = {
    "parameters": [KEY, SIGNATURE],
    "requestBody": {"required": True, "content": BYTES},
}
SCRIPT: dict[str, Any] = {
    "responses": {
        200: {
            "description": "A module with check(figures) and sentence(finding)",
            "content": {"text/javascript": {"schema": {"type": "string"}}},
        },
        304: {"description": "Not changed"},
    }
}
