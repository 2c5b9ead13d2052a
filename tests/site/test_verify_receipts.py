"""Receipts kept on a phone, held against the published log."""

import json
from dataclasses import asdict, replace

import pytest
from tests.elections import FIGURES, Election, key_of_log, office_key, publish

from omah.adapters.files import Folder
from omah.cli.main import OK, WRONG, main
from omah.formats.receipt import Receipt, sign_receipt
from omah.site.verify import verify
from omah.site.verify_receipts import BadReceiptError, Kept, read_receipts


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A publication, the receipt of an entry in it, and of one never admitted."""
    election = Election()
    inside = promised(election.enters("kpps-1", FIGURES))
    folder = publish(election, tmp_path_factory.mktemp("receipts"))
    return folder, inside, promised(election.enters("kpps-2", FIGURES))


def promised(said, *, key=None) -> Kept:
    log = key_of_log()
    promise = Receipt(said.id, 1_800_000_000, 60, log.public.name)
    return Kept(said, sign_receipt(promise, key or log.private))


def kept_as_file(*kept: Kept) -> str:
    return "".join(
        json.dumps(
            {
                "entry": {"body": dict(one.statement.body), "sig": one.statement.sig},
                "receipt": asdict(one.receipt),
            }
        )
        + "\n"
        for one in kept
    )


def found(folder, *kept, key=None):
    verdict = verify(Folder(folder), key, receipts=kept)
    return [one.what for one in verdict.mismatches]


def test_a_promise_that_was_kept_agrees_and_is_read_from_the_file(published):
    folder, inside, _ = published
    assert read_receipts(kept_as_file(inside)) == [inside]
    for key in (None, key_of_log().public):
        assert found(folder, inside, key=key) == []


def test_what_was_promised_and_is_not_in_the_log_is_named(published):
    folder, inside, outside = published
    assert found(folder, inside, outside) == [
        "the log promised it and does not hold it"
    ]


def test_a_receipt_that_the_log_has_not_signed_proves_nothing(published):
    folder, inside, _ = published
    forged = promised(inside.statement, key=office_key(9))
    moved = Kept(inside.statement, replace(inside.receipt, received_at=1))
    for one in (forged, moved):
        assert found(folder, one) == ["the log has not signed it"]


def test_the_receipt_of_another_statement_is_named(published):
    folder, inside, outside = published
    swapped = Kept(outside.statement, inside.receipt)
    assert found(folder, swapped) == ["it is the receipt of another statement"]


@pytest.mark.parametrize("line", ["{}", "[]", "nonsense", '{"entry": 1, "receipt": 2}'])
def test_a_line_that_is_no_receipt_is_named(line, published):
    _, inside, _ = published
    text = kept_as_file(inside) + line
    with pytest.raises(BadReceiptError, match="line 2"):
        read_receipts(text)


def test_the_command_says_what_the_file_says(published, tmp_path, capsys):
    folder, inside, outside = published
    path = tmp_path / "tanda-terima.json"
    for kept, code in (([inside], OK), ([inside, outside], WRONG)):
        path.write_text(kept_as_file(*kept))
        assert main(["verify", str(folder), "--receipts", str(path)]) == code
    assert main(["verify", str(folder), "--receipts", str(tmp_path / "none")]) == 2
