"""Web push on the wire, held against the worked examples of the RFCs."""

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from omah.formats import web_push
from omah.formats.web_push import BadPlaceError, check_keys, from_text, to_text

# RFC 8291, appendix A.
MESSAGE = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
P256DH = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkN"
    "toIAiw4"
)
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vC"
    "YLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL"
    "WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def key_of(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(from_text(text)), web_push.CURVE)


def test_the_worked_example_of_rfc_8291_is_sealed_to_the_byte():
    sealed = web_push.seal(
        MESSAGE, p256dh=P256DH, auth=AUTH, sender=key_of(SENDER), salt=from_text(SALT)
    )
    assert to_text(sealed) == SEALED


def test_a_message_that_no_push_service_takes_is_refused_here():
    longest = web_push.LONGEST_MESSAGE
    keys = {"p256dh": P256DH, "auth": AUTH, "sender": key_of(SENDER)}
    whole = web_push.seal(b"x" * longest, salt=from_text(SALT), **keys)
    assert len(whole) <= web_push.RECORD_BYTES
    with pytest.raises(ValueError, match="at most"):
        web_push.seal(b"x" * (longest + 1), salt=from_text(SALT), **keys)
    with pytest.raises(ValueError, match="salt"):
        web_push.seal(b"x", salt=b"short", **keys)


def test_who_sends_is_signed_as_rfc_8292_says():
    key = key_of(SENDER)
    said = web_push.says_who(
        key, origin="https://push.test", contact="mailto:a@b.test", expires=7
    )
    assert said.startswith("vapid t=")
    token, _, public = said.removeprefix("vapid t=").partition(", k=")
    head, claims, signature = token.split(".")
    assert json.loads(from_text(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(from_text(claims)) == {
        "aud": "https://push.test", "exp": 7, "sub": "mailto:a@b.test",
    }  # fmt: skip
    r, s = (int.from_bytes(from_text(signature)[a : a + 32]) for a in (0, 32))
    named = ec.EllipticCurvePublicKey.from_encoded_point(
        web_push.CURVE, from_text(public)
    )
    named.verify(
        encode_dss_signature(r, s),
        f"{head}.{claims}".encode(),
        ec.ECDSA(hashes.SHA256()),
    )


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [(P256DH[:-2], AUTH), ("A" * 87, AUTH), (P256DH, AUTH[:-2]), ("é", AUTH), ("", "")],
)
def test_keys_with_which_nothing_can_be_sealed_are_refused(p256dh, auth):
    check_keys(P256DH, AUTH)
    with pytest.raises(BadPlaceError):
        check_keys(p256dh, auth)
