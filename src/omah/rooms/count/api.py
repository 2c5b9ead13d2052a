"""The API of the count, /api/v1/: statements and photographs in, receipts out.

Who may call what: a statement carries its own signature, so whoever brings it may
hand it in, without a session. A piece of a photograph is signed by the device that
sends it. All else needs a session, and a CSRF token where something changes.
"""

import errno
import hashlib
import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache, wraps
from typing import Annotated

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from ninja import NinjaAPI, Path
from ninja.errors import HttpError, ValidationError
from ninja.utils import check_csrf

from omah.adapters.blobs import StoreGoneError
from omah.adapters.election import NoElectionError
from omah.adapters.uploads import MAX_PHOTO_BYTES, Safe, UploadError
from omah.core.log.canonical_json import Json, NotCanonicalError
from omah.core.log.statement_kinds import BadStatementError
from omah.core.log.statements import Statement, signed
from omah.formats.receipt import Receipt
from omah.formats.rules_js import rules_module
from omah.formats.rules_toml import load_rules
from omah.rooms.count import limits
from omah.rooms.count.actions import submit
from omah.rooms.count.described import (
    ASKS,
    ENROLS,
    GONE,
    LIMITED,
    PIECES,
    SCRIPT,
    SENDS,
    SIGNED_IN,
    SUBMITS,
)
from omah.rooms.count.devices import EnrolmentError, Offer, enrol, signed_by_device
from omah.rooms.count.house import House, house
from omah.rooms.count.schemas import (
    Answers,
    DeviceIn,
    DeviceOut,
    ElectionOut,
    Me,
    ProblemOut,
    RefusedOut,
    SafeOut,
    SignedStatement,
    Submission,
    Tasks,
)
from omah.rooms.count.sheets_out import me_out, tasks_out
from omah.rooms.count.words import Door, words_of
from omah.rooms.people.doors import public, signed_in
from omah.rooms.people.models import Person, Post
from omah.rooms.people.selectors import posts_today
from omah.site.publish import fields_of

SHA256 = r"[0-9a-f]{64}"
PhotoHash = Annotated[str, Path(pattern=f"^{SHA256}$")]
MAX_SUBMISSION_BYTES = 1_000_000
MAX_IDS = 200
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What a disk without room answers, or a limit on a file."""

api = NinjaAPI(
    title="Omah", version="1", docs_url=None, openapi_url=None, urls_namespace="api"
)
View = Callable[..., object]


def refused(why: StrEnum, status: int, **more: object) -> JsonResponse:
    words = refused_out(why)
    return JsonResponse({"refused": words.model_dump(), **more}, status=status)


def refused_out(why: StrEnum) -> RefusedOut:
    words = words_of(why)
    return RefusedOut(code=words.code, id=words.id, en=words.en, retry=words.retry)


def too_many(seconds: int) -> JsonResponse:
    answer = refused(Door.TOO_MANY, 429)
    answer["Retry-After"] = str(seconds)
    return answer


def within_limits(view: View) -> View:
    """Count the request against its address."""

    @wraps(view)
    def limited(request: HttpRequest, *args: object, **kwargs: object) -> object:
        address = limits.address_of(request)
        wait = limits.spend(limits.REQUESTS_OF_ADDRESS, address)
        wait = wait or limits.wait_for(limits.REFUSED_OF_ADDRESS, address)
        return too_many(wait) if wait else view(request, *args, **kwargs)

    return limited


def with_token(view: View) -> View:
    """A session changes something only with a CSRF token: header X-CSRFToken."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> object:
        if check_csrf(request) is not None:
            return refused(Door.CSRF, 403)
        return view(request, *args, **kwargs)

    return checked


def charge_refusal(request: HttpRequest, times: int = 1) -> None:
    limits.spend(limits.REFUSED_OF_ADDRESS, limits.address_of(request), times)


@api.exception_handler(NoElectionError)
def no_election(_request: HttpRequest, _problem: NoElectionError) -> HttpResponse:
    return refused(Door.NO_ELECTION, 503)


@api.exception_handler(OSError)
def no_room(_request: HttpRequest, problem: OSError) -> HttpResponse:
    """Nothing was promised; the phone keeps its work and sends it again."""
    if problem.errno not in FULL:
        raise problem
    return refused(Door.DISK_FULL, 507)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def no_database(_request: HttpRequest, problem: Exception) -> HttpResponse:
    is_full = "is full" in str(problem) or "No space left" in str(problem)
    return refused(Door.DISK_FULL if is_full else Door.NO_DATABASE, 503)


@api.exception_handler(StoreGoneError)
def no_store(_request: HttpRequest, _problem: StoreGoneError) -> HttpResponse:
    return refused(Door.NO_STORE, 503)


@api.exception_handler(ValidationError)
@api.exception_handler(HttpError)
def malformed(request: HttpRequest, _problem: Exception) -> HttpResponse:
    charge_refusal(request)
    return refused(Door.MALFORMED, 422)


@api.get("openapi.json", include_in_schema=False)
@public
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


@api.get("election", response={200: ElectionOut, **GONE},
         summary="The election that is served")  # fmt: skip
@public
def election(request: HttpRequest) -> object:
    return election_out(house())


def election_out(here: House) -> ElectionOut:
    root = here.election.root
    return ElectionOut(
        id=root.id, name=root.text("name"), log_key=here.election.log_key.public.text
    )


@api.get("me", response={200: Me, **SIGNED_IN},
         summary="My posts and devices, and the server's time")  # fmt: skip
@signed_in
def me(request: HttpRequest) -> object:
    get_token(request)  # so that the browser has the cookie of the CSRF token
    return me_out(house(), person_of(request), election_out(house()))


@api.get("tasks", response={200: Tasks, **SIGNED_IN},
         summary="Sheets that my posts may read, and how")  # fmt: skip
@signed_in
def tasks(request: HttpRequest, post: int = 0, after: str = "") -> object:
    mine = own_post(request, post)
    if mine is None:
        return refused(Door.NOT_YOUR_POST, 403)
    return tasks_out(house(), mine, after)


@api.get("rules/{contest}.js", response={404: ProblemOut, **GONE}, openapi_extra=SCRIPT,
         summary="The contest's rules, to run on the phone")  # fmt: skip
@public
def rules(request: HttpRequest, contest: str) -> HttpResponse:
    here = house()
    if contest not in here.contests:
        return refused(Door.NOT_HERE, 404)
    text = rules_text(here.election.root.id, contest)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304)
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def rules_text(_election: str, contest: str) -> str:
    facts = house().contests[contest]
    return rules_module(load_rules(facts.date, facts.kind), fields_of(facts))


@api.post("devices", response={200: DeviceOut, **ENROLS},
          summary="Give my post this device's key")  # fmt: skip
@signed_in
@with_token
def enrol_device(request: HttpRequest, offer: DeviceIn) -> object:
    mine = own_post(request, offer.post)
    if mine is None:
        return refused(Door.NOT_YOUR_POST, 403)
    try:
        device = enrol(house(), mine, Offer(offer.public_key, offer.proof, offer.label))
    except EnrolmentError as problem:
        charge_refusal(request)
        return refused(problem.why, 422)
    return DeviceOut(
        key=device.key, label=device.label, post=str(device.post), revoked=False
    )


@api.post("statements", response={200: Answers, **SUBMITS},
          summary="Hand in signed statements; each is answered by itself")  # fmt: skip
@public
@within_limits
def statements(request: HttpRequest, submission: Submission) -> object:
    if len(request.body) > MAX_SUBMISSION_BYTES:
        return refused(Door.TOO_LARGE, 413)
    read = [read_statement(given) for given in submission.statements]
    fit = [said for said in read if isinstance(said, Statement)]
    answered = submit(house(), fit)
    found = {said.id: answer for said, answer in zip(fit, answered, strict=True)}
    answers = [
        answer_out("", said)
        if isinstance(said, Door)
        else answer_out(said.id, found[said.id])
        for said in read
    ]
    for said in fit:
        if isinstance(found[said.id], Receipt):  # so the signature holds
            limits.spend(limits.STATEMENTS_OF_DEVICE, said.key)
    charge_address(request, read, answers)
    return JsonResponse({"answers": answers})


def charge_address(
    request: HttpRequest,
    read: Sequence[Statement | Door],
    answers: Sequence[dict[str, object]],
) -> None:
    """Let a device that floods exhaust its own allowance, not its village's."""
    floods = sum(said is Door.TOO_MANY for said in read)
    refusals = sum(answer["refused"] is not None for answer in answers)
    if refusals > floods:
        charge_refusal(request, refusals - floods)
    if floods and floods == len(read):
        limits.give_back(limits.REQUESTS_OF_ADDRESS, limits.address_of(request))


def read_statement(given: SignedStatement) -> Statement | Door:
    """Return the statement, or why it is not even looked at."""
    try:
        said = signed(given.body, given.sig)
    except (BadStatementError, NotCanonicalError):
        return Door.MALFORMED
    wait = limits.wait_for(limits.STATEMENTS_OF_DEVICE, said.key)
    return Door.TOO_MANY if wait else said


def answer_out(id_: str, answer: Receipt | StrEnum | None) -> dict[str, object]:
    """Return an `Answer` as plain values: thousands a minute go this way."""
    receipt = receipt_out(answer) if isinstance(answer, Receipt) else None
    why = refused_out(answer).model_dump() if isinstance(answer, StrEnum) else None
    return {"statement": id_, "receipt": receipt, "refused": why}


def receipt_out(receipt: Receipt) -> dict[str, object]:
    return {
        "statement": receipt.statement,
        "received_at": receipt.received_at,
        "max_merge_delay": receipt.max_merge_delay,
        "log": receipt.log,
        "sig": receipt.sig,
    }


@api.get("receipts", response={200: Answers, **LIMITED},
         summary="Receipts of statements, by id")  # fmt: skip
@public
@within_limits
def receipts(request: HttpRequest, ids: str) -> object:
    asked = [id_ for id_ in ids.split(",")[:MAX_IDS] if re.fullmatch(SHA256, id_)]
    found = house().election.ledger.receipts(asked)
    answers = [answer_out(id_, found.get(id_)) for id_ in asked]
    return JsonResponse({"answers": answers})


@api.get("photos/{sha256}", response={200: SafeOut, **LIMITED}, openapi_extra=ASKS,
         summary="How much of a photo is safe")  # fmt: skip
@public
@within_limits
def photo(request: HttpRequest, sha256: PhotoHash) -> object:
    key = request.headers.get("Omah-Key", "")
    sender = key if re.fullmatch(SHA256, key) else ""
    return safe_out(sha256, house().uploads.safe(sha256, sender))


@api.put("photos/{sha256}", response={200: SafeOut, **PIECES}, openapi_extra=SENDS,
         summary="A piece of a photograph, signed by the device")  # fmt: skip
@public
@within_limits
def put_photo(
    request: HttpRequest, sha256: PhotoHash, offset: int, total: int
) -> object:
    piece = request.body
    key = request.headers.get("Omah-Key", "")
    problem = problem_of_piece(request, sha256, key, offset, total)
    if problem is not None:
        charge_refusal(request)
        return refused(problem, 422 if problem is Door.MALFORMED else 403)
    wait = limits.spend(limits.BYTES_OF_DEVICE, key, len(piece))
    if wait:
        limits.give_back(limits.REQUESTS_OF_ADDRESS, limits.address_of(request))
        return too_many(wait)
    try:
        safe = house().uploads.put(sha256, key, piece, offset=offset, total=total)
    except UploadError as stopped:
        why = Door[stopped.code.upper().replace("-", "_")]
        status = 413 if why is Door.TOO_LARGE else 409
        return refused(why, status, safe=stopped.safe)
    return safe_out(sha256, safe)


def problem_of_piece(
    request: HttpRequest, sha256: str, key: str, offset: int, total: int
) -> StrEnum | None:
    """Return why a piece is not looked at, or ``None``."""
    is_sized = offset >= 0 and 0 < total <= MAX_PHOTO_BYTES
    if not (is_sized and re.fullmatch(SHA256, key)):
        return Door.MALFORMED
    facts: dict[str, Json] = {
        "method": "PUT",
        "photo": sha256,
        "offset": offset,
        "total": total,
        "piece": hashlib.sha256(request.body).hexdigest(),
    }
    signature = request.headers.get("Omah-Signature", "")
    return signed_by_device(house(), key, signature, facts)


def safe_out(sha256: str, safe: Safe) -> SafeOut:
    return SafeOut(sha256=sha256, safe=safe.bytes, whole=safe.whole)


def person_of(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("the door let someone in who has not signed in")
    return request.user


def own_post(request: HttpRequest, id_: int) -> Post | None:
    """Return a post that this person holds today."""
    return posts_today(person_of(request)).filter(pk=id_).first()
