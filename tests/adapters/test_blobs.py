"""Blobs: kept under their hash, and never given out changed."""

import hashlib

import pytest

from omah.adapters.blobs import BlobChangedError, Blobs, blob_name
from omah.adapters.files import Folder


def test_a_blob_is_kept_once_under_its_hash(tmp_path):
    blobs = Blobs(Folder(tmp_path))
    assert blobs.put(b"detail") == blobs.put(b"detail")
    assert blobs.get(hashlib.sha256(b"detail").hexdigest()) == b"detail"
    assert len(list(Folder(tmp_path).names())) == 1


def test_a_blob_that_was_changed_is_not_given_out(tmp_path):
    blobs = Blobs(Folder(tmp_path))
    sha256 = blobs.put(b"detail")
    (tmp_path / blob_name(sha256)).write_bytes(b"other")
    with pytest.raises(BlobChangedError):
        blobs.get(sha256)
