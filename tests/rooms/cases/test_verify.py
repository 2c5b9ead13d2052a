"""The citizens' log is verified by one command, without the house."""

import json

import pytest
from tests.rooms.cases.filing import filed

from omah.adapters.keys import new_log_key
from omah.adapters.log import log_key
from omah.cli.main import main
from omah.core.log.canonical_json import encode
from omah.core.service.cases_record import entry_id
from omah.rooms.cases import actions_log, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(settings, tmp_path):
    """A filed case's downloaded proof, and the log published behind it."""
    settings.DATA = tmp_path / "house"
    case, client = filed()
    filed("lapor")
    actions_log.publish_log()
    got = client.get(f"/layanan/milik/{case.pk}/bukti.json")
    return json.loads(got.content)


@pytest.fixture
def verified(proof, tmp_path, capsys):
    """Return a function that verifies the published log with a proof."""

    def run(given: object = proof, *more: str) -> tuple[int, dict[str, object]]:
        path = tmp_path / "tanda-terima.json"
        path.write_text(json.dumps(given), encoding="utf-8")
        place = str(store.case_log().public)
        code = main(["verify", place, "--receipts", str(path), "--json", *more])
        told = capsys.readouterr().out.splitlines()
        return code, json.loads(told[-1]) if told else {}

    return run


def what(found: dict[str, object]) -> set[str]:
    return {mismatch["what"] for mismatch in found["mismatches"]}


def test_a_receipt_and_its_log_agree(proof, verified):
    code, found = verified()
    assert (code, found["ok"], found["trusted"], found["entries"]) == (
        0,
        True,
        False,
        2,
    )
    code, found = verified(proof, "--key", proof["key"])
    assert (code, found["trusted"]) == (0, True)


@pytest.mark.parametrize(
    ("part", "name", "value", "fault"),
    [
        ("said", "text", "Lain", "what it says was said is not what the log holds"),
        ("entry", "at", 1, "it is the receipt of another entry"),
        ("receipt", "received_at", 1, "the log has not signed it"),
        ("receipt", "sig", "AAAA", "the log has not signed it"),
        ("receipt", "received_at", 1, "it names another time than the log"),
    ],
)
def test_a_changed_proof_does_not_hold(proof, verified, part, name, value, fault):
    proof[part][name] = value
    code, found = verified(proof)
    assert code == 1
    assert fault in what(found)


def test_a_promise_that_the_log_dropped_is_found(proof, verified):
    entry = proof["entry"] | {"at": proof["entry"]["at"] + 1}
    id_ = entry_id(encode(entry))
    receipt = store.case_log().receipt(id_, entry["at"])
    proof["entry"] = entry
    proof["receipt"] |= {
        "statement": id_, "received_at": entry["at"], "sig": receipt.sig
    }  # fmt: skip
    code, found = verified(proof)
    assert code == 1
    assert what(found) == {"the log promised it and does not hold it"}


def test_another_house_s_key_is_not_trusted(proof, verified):
    other = log_key("omah/layanan", new_log_key()).public.text
    code, found = verified(proof, "--key", other)
    assert code == 1
    assert not found["trusted"]
    assert "the log has not signed it" in what(found)


def test_a_changed_entry_is_found_without_any_receipt(proof, capsys):
    folder = store.case_log().public
    bundle = next((folder / "tile" / "entries").rglob("2"))
    bundle.write_bytes(bundle.read_bytes().replace(b"case.file", b"case.fill", 1))
    assert main(["verify", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "the tile is not the tree over the entries" in told


def test_a_strange_file_as_a_receipt_is_wrong_usage(verified):
    assert verified({"receipt": {}})[0] == 2
    assert verified([])[0] == 2


def test_the_log_grows_from_the_checkpoint_that_was_kept(proof, verified, tmp_path):
    kept = tmp_path / "checkpoint"
    kept.write_bytes((store.case_log().public / "checkpoint").read_bytes())
    filed()
    actions_log.publish_log()
    assert verified(proof, "--since", str(kept))[1]["entries"] == 3
