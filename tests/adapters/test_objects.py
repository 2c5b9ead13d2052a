"""A folder and a store of objects keep the same promises."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.stores import KEYS, running_store

from omah.adapters.blobs import BlobChangedError, Blobs, StoreGoneError, blob_name
from omah.adapters.files import Folder, UnsafeFileError
from omah.adapters.mirror import mirror
from omah.adapters.objects import Objects, bucket_at

BYTES = b"lembar 1" * 1000
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture(scope="module")
def server():
    with pytest.MonkeyPatch.context() as environment:
        for name, value in KEYS.items():
            environment.setenv(name, value)
        with running_store() as running:
            yield running


@pytest.fixture
def objects(server, request):
    prefix = hashlib.sha256(request.node.name.encode()).hexdigest()[:16]
    return Objects(bucket_at(server[1].address), prefix)


@pytest.fixture(params=["folder", "objects"])
def store(request, tmp_path):
    if request.param == "folder":
        return Folder(tmp_path / "store")
    return request.getfixturevalue("objects")


def test_what_is_put_is_found_again_and_only_that(store):
    assert store.size("a/b") is None
    store.put("a/b", BYTES)
    assert (store.get("a/b", 10_000), store.size("a/b")) == (BYTES, 8000)
    store.put("a/b", b"new")
    assert store.get("a/b", 10) == b"new"
    store.put("a/c", b"")
    assert sorted(store.names()) == ["a/b", "a/c"]
    store.remove("a/b")
    with pytest.raises(FileNotFoundError):
        store.get("a/b", 10)


def test_of_many_who_put_a_new_name_at_once_one_wins(store):
    with ThreadPoolExecutor(6) as callers:
        won = list(callers.map(lambda n: store.put_new("x", b"%d" % n), range(6)))
    assert any(won)
    if isinstance(store, Objects):  # a folder's callers hold a lock
        assert won.count(True) == 1
        assert store.get("x", 10) == b"%d" % won.index(True)


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "a/../../b", "", "a\\b", "a\0"])
def test_no_name_leads_out(store, name):
    for call in (store.size, store.keep, lambda n: store.put(n, b"")):
        if isinstance(store, Objects) and call == store.keep:
            continue
        with pytest.raises(UnsafeFileError):
            call(name)


def test_more_than_the_limit_is_not_read(store):
    store.put("large", BYTES)
    with pytest.raises(UnsafeFileError):
        store.get("large", len(BYTES) - 1)


def test_blobs_are_kept_once_and_lent_as_files(store):
    blobs = Blobs(store)
    assert blobs.kept(SHA256) is None
    assert blobs.put(BYTES) == blobs.put(BYTES) == SHA256
    assert blobs.kept(SHA256) == blobs.size(SHA256) == len(BYTES)
    with blobs.as_files([SHA256, SHA256]) as paths:
        assert [path.read_bytes() for path in paths] == [BYTES, BYTES]


def test_a_changed_blob_is_not_given_out(store):
    store.put(blob_name(SHA256), b"other")
    with pytest.raises(BlobChangedError):
        Blobs(store).get(SHA256)


def test_a_store_that_is_cut_off_says_so_and_keeps_nothing_half(server, objects):
    line = server[1]
    line.cut_after = 3_000
    try:
        with pytest.raises(StoreGoneError):
            objects.put_new("x", BYTES)
    finally:
        line.cut_after = None
    assert line.cuts
    assert objects.size("x") is None
    assert objects.put_new("x", BYTES)


@pytest.mark.parametrize(
    "address", ["", "bucket", "ftp://host/b", "https://host", "https://host/a/b"]
)
def test_an_address_that_names_no_bucket_is_refused(address):
    with pytest.raises(ValueError, match="OMAH_OBJECTS"):
        bucket_at(address)


def test_a_site_is_mirrored_its_checkpoint_last_and_only_what_changed(
    objects, tmp_path, monkeypatch
):
    site, notes = Folder(tmp_path / "site"), Folder(tmp_path)
    for name in ("log/checkpoint", "index.html", "log/tile/0/000.p/1", "z.json"):
        site.put(name, name.encode())
    order = []
    real = objects.put
    monkeypatch.setattr(
        objects, "put", lambda name, content: (order.append(name), real(name, content))
    )
    assert mirror(site.root, objects, notes) == 4
    assert order[-1] == "log/checkpoint"
    assert sorted(objects.names()) == sorted(site.names())
    assert mirror(site.root, objects, notes) == 0
    site.put("index.html", b"changed")
    site.remove("z.json")
    assert mirror(site.root, objects, notes) == 1
    assert objects.get("index.html", 100) == b"changed"
    assert sorted(objects.names()) == sorted(site.names())
