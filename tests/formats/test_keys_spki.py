"""Keys and signatures, against the vectors of RFC 6979 and RFC 8032."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from omah.formats.keys_spki import BadKeyError, holds, load_public, sign, spki_of

# RFC 6979, A.2.5: P-256, SHA-256, message "sample".
P256 = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
P256_SIGNATURE = (
    "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
    "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
)
# RFC 8032, 7.1, TEST 2: message 72.
ED25519 = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
ED25519_SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def people_key():
    return ec.derive_private_key(P256, ec.SECP256R1())


def office_key():
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(ED25519))


def test_a_person_s_signature_is_that_of_rfc_6979():
    assert sign(people_key(), b"sample").hex() == P256_SIGNATURE


def test_an_office_s_signature_is_that_of_rfc_8032():
    assert sign(office_key(), b"\x72").hex() == ED25519_SIGNATURE


@pytest.mark.parametrize("key", [people_key(), office_key()])
def test_a_signature_holds_for_its_message_and_key_only(key):
    spki, signature = spki_of(key), sign(key, b"41 suara")
    assert len(signature) == 64
    assert holds(spki, b"41 suara", signature)
    assert not holds(spki, b"14 suara", signature)
    assert not holds(spki, b"41 suara", signature[:-1] + b"\x00\x01")
    assert not holds(spki, b"41 suara", bytes(64))
    assert not holds(spki_of(ec.derive_private_key(3, ec.SECP256R1())), b"", signature)


def test_other_curves_and_odd_writings_are_no_keys():
    other = ec.derive_private_key(3, ec.SECP384R1()).public_key()
    compressed = people_key().public_key()
    point = compressed.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    odd = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200") + point
    for spki in (b"", b"junk", spki_of(other), odd):
        with pytest.raises(BadKeyError):
            load_public(spki)
        assert not holds(spki, b"message", bytes(64))
