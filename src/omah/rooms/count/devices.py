"""Keys of posts: enrolled on record, used to sign requests, revoked when lost."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from omah.adapters.keys import Signer, load_key, new_person_key, save_key
from omah.core.log import canonical_json
from omah.core.log.canonical_json import Json
from omah.core.log.roll import RefusedError, Why
from omah.core.log.statements import Statement, key_id
from omah.core.people.access import PostHeld
from omah.formats.keys_spki import BadKeyError, from_base64, holds, load_public
from omah.rooms.count.house import House
from omah.rooms.count.words import Door
from omah.rooms.people.actions import keep_device, revoke_device
from omah.rooms.people.models import Device, Post

PROOF_PREFIX = b"omah device v1\n"
REQUEST_PREFIX = b"omah request v1\n"
LATE_ARRIVALS = timedelta(days=7)


class EnrolmentError(Exception):
    """The device gets no key; ``why`` says the reason."""

    def __init__(self, why: Door | Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Offer:
    """A public key that a device offers, proved by a signature with it."""

    public_key: str
    proof: str
    label: str


def post_code(post: Post) -> str:
    """Return the post's id on record: what it is for and where, and no name."""
    return code_of(post.held())


def code_of(post: PostHeld) -> str:
    """Return the same of a post as the rules know it."""
    return f"{post.role}-{post.region or 'nasional'}-{post.id}"


def proof_message(election: str, post: str, public_key: str) -> bytes:
    """Return the bytes that a device signs to enrol."""
    parts: Json = {"election": election, "post": post, "public_key": public_key}
    return PROOF_PREFIX + canonical_json.encode(parts)


def enrol(house: House, post: Post, offer: Offer) -> Device:
    """Give a post the key of a device; once, however often it is asked."""
    code = post_code(post)
    try:
        spki = from_base64(offer.public_key)
        load_public(spki)
        proof = from_base64(offer.proof)
    except (ValueError, BadKeyError):
        raise EnrolmentError(Door.MALFORMED) from None
    message = proof_message(house.election.root.id, code, offer.public_key)
    if not holds(spki, message, proof):
        raise EnrolmentError(Door.BAD_PROOF)
    statement = enrolled(house, post, offer.public_key)
    return keep_device(
        post,
        key=key_id(spki),
        public_spki=spki,
        label=offer.label,
        statement=statement,
    )


def enrolled(house: House, post: Post, public_key: str) -> str:
    """Put post and key on record; return the id of the statement, if it is new."""
    code, say = post_code(post), house.election.say
    with house.ledger() as ledger:
        roll = ledger.fold().roll
        known = roll.keys.get(key_id(from_base64(public_key)))
        if known is not None and known.post == code and known.revoked_at is None:
            return ""
        said: list[Statement] = []
        if code not in roll.posts:
            granted = {"post": code, "role": post.role, "region": post.region}
            said.append(say("root", "post.granted", **granted, commitment=""))
        said.append(say("root", "key.enrolled", post=code, public_key=public_key))
        try:
            ledger.append(*said)
        except RefusedError as refused:
            raise EnrolmentError(refused.why) from None
    return said[-1].id


def revoke(house: House, device: Device, *, reason: str) -> None:
    """End a lost device's key, on record and in the house."""
    with house.ledger() as ledger:
        known = ledger.fold().roll.keys.get(device.key)
        if known is not None and known.revoked_at is None:
            ledger.append(
                house.election.say(
                    "root",
                    "key.revoked",
                    revoked=device.key,
                    from_index=ledger.size,
                    reason=reason,
                )
            )
    revoke_device(device)


def revoke_lapsed(house: House) -> int:
    """End the keys of posts that have lapsed; return how many.

    What was signed in time may come late over a bad network, so a post's keys last
    some days longer than the post.
    """
    last = timezone.localdate() - LATE_ARRIVALS
    lapsed = Device.objects.filter(revoked_at__isnull=True, post__until__lt=last)
    devices = list(lapsed)
    for device in devices:
        revoke(house, device, reason="masa-jabatan-berakhir")
    return len(devices)


def request_message(election: str, facts: dict[str, Json]) -> bytes:
    """Return the bytes that a device signs under a request without a session."""
    return REQUEST_PREFIX + canonical_json.encode({**facts, "election": election})


def signed_by_device(
    house: House, key: str, signature: str, facts: dict[str, Json]
) -> Why | None:
    """Return why a request is not this enrolled device's, or ``None`` if it is."""
    with house.fold() as fold:
        known = fold.roll.keys.get(key)
    if known is None:
        return Why.UNKNOWN_KEY
    if known.revoked_at is not None:
        return Why.REVOKED_KEY
    message = request_message(house.election.root.id, facts)
    try:
        is_signed = holds(
            from_base64(known.public_key), message, from_base64(signature)
        )
    except ValueError:
        is_signed = False
    return None if is_signed else Why.BAD_SIGNATURE


def held_signer(house: House, post: Post) -> Signer:
    """Return the key that the house keeps for a post which signs on its pages.

    The office's own browser pages work without JavaScript, so the house signs for
    the person who is signed in. On record it is a key of that post like any other.
    """
    folder = house.election.folder / "keys" / "held"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{post_code(post)}.pem"
    with house.lock:
        if not path.exists():
            save_key(path, new_person_key().private)
        signer = Signer(load_key(path))
        enrolled(house, post, signer.public_key)
    return signer
