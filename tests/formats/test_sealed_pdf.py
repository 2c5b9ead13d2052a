"""A sealed PDF verifies, and fails when a byte changes."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pypdfium2
import pytest

from omah.adapters.certificates import NAME, Authority
from omah.core.office.agreements import Paper, Signatory, Target, text_of
from omah.formats.agreement_pdf import Signed, render_agreement
from omah.formats.sealed_pdf import (
    MAX_SEALED_BYTES,
    Seal,
    SealError,
    Verdict,
    inspect_pdf,
    seal_pdf,
)

NOW = datetime(2026, 1, 13, 3, 0, tzinfo=UTC)
PACT = Paper("pakta", "Pakta Integritas", "Saya, {name}, {post}:",
             ("tidak menerima suap;",), "", "PermenPANRB 49/2011",
             has_targets=True)  # fmt: skip
SARI = Signatory("Sari Contoh", "Ketua", "KPU Kota Contoh")
TARGETS = (Target("Layanan", "Jawaban tepat waktu", "100 %"),)


def paper() -> bytes:
    text = text_of([PACT], TARGETS, SARI, host="KPU Provinsi Contoh", year=2026)
    signed = Signed("13 Januari 2026 10.00 WIB", "faktor kedua", "ab" * 32, NAME)
    return render_agreement(text, signed)


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("otoritas"))


def sealed_by(authority: Authority) -> bytes:
    issued = authority.issue(name=SARI.name, post=SARI.post, office=SARI.office,
                             at=datetime.now(UTC))  # fmt: skip
    seal = Seal(issued.certificate, issued.private_key, issued.issuer)
    return seal_pdf(paper(), seal, name=SARI.name, reason="Pakta Integritas")


@pytest.fixture(scope="module")
def sealed(authority) -> bytes:
    return sealed_by(authority)


def test_a_sealed_paper_says_who_signed_it(sealed, authority):
    found = inspect_pdf(sealed, [authority.root])
    assert (found.verdict, found.name, found.office) == (
        Verdict.SEALED, SARI.name, SARI.office
    )  # fmt: skip
    assert abs((datetime.now(UTC) - found.at).total_seconds()) < 300


def test_the_paper_holds_names_targets_and_pledges():
    with pypdfium2.PdfDocument(paper()) as document:
        text = document[0].get_textpage().get_text_range()
    for words in (
        *vars_of(SARI),
        "tidak menerima suap",
        "Jawaban tepat waktu",
        "100 %",
    ):
        assert words in text
    assert paper() == paper()


def vars_of(signatory: Signatory) -> tuple[str, str, str]:
    return signatory.name, signatory.post, signatory.office


def test_any_byte_outside_the_signature_s_container_breaks_the_seal(sealed, authority):
    begins = sealed.index(b"/Contents <") + len(b"/Contents <")
    ends = sealed.index(b">", begins)
    outside = [*range(begins), *range(ends, len(sealed))]
    for place in random.Random(2026).sample(outside, 60):  # noqa: S311  any bytes will do
        changed = bytearray(sealed)
        changed[place] ^= 1
        found = inspect_pdf(bytes(changed), [authority.root])
        assert found.verdict in {Verdict.CHANGED, Verdict.UNREADABLE}, place


def test_nothing_hides_in_the_padding_of_the_container(sealed, authority):
    begins = sealed.index(b"/Contents <") + len(b"/Contents <")
    last = sealed.index(b">", begins) - 1
    assert sealed[last : last + 1] == b"0"
    hidden = sealed[:last] + b"1" + sealed[last + 1 :]
    assert inspect_pdf(hidden, [authority.root]).verdict is Verdict.CHANGED


def test_what_is_added_behind_breaks_the_seal(sealed, authority):
    more = sealed + b"\n1 0 obj\n<<>>\nendobj\n"
    assert inspect_pdf(more, [authority.root]).verdict is Verdict.CHANGED


def test_a_seal_of_another_house_is_a_stranger(sealed, tmp_path):
    other = Authority(tmp_path)
    assert inspect_pdf(sealed, [other.root]).verdict is Verdict.STRANGER
    assert inspect_pdf(sealed, []).verdict is Verdict.STRANGER


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"0" * MAX_SEALED_BYTES,
     b"%PDF-1.7\ntrailer<</Root 1 0 R>>startxref 9 %%EOF"],
)  # fmt: skip
def test_what_is_no_pdf_is_unreadable(content, authority):
    assert inspect_pdf(content, [authority.root]).verdict is Verdict.UNREADABLE


def test_a_paper_without_a_seal_is_unsealed(authority):
    assert inspect_pdf(paper(), [authority.root]).verdict is Verdict.UNSEALED


def test_bytes_that_are_no_pdf_are_not_sealed(authority):
    issued = authority.issue(name="x", post="", office="x", at=NOW)
    seal = Seal(issued.certificate, issued.private_key, issued.issuer)
    with pytest.raises(SealError):
        seal_pdf(b"x", seal, name="x", reason="x")
    assert repr(issued.private_key) not in repr(seal)


def test_a_caller_that_runs_a_loop_may_seal_and_inspect(authority):
    async def both() -> Verdict:
        return inspect_pdf(sealed_by(authority), [authority.root]).verdict

    with ThreadPoolExecutor(1) as thread:  # this one may hold a browser's loop
        done = thread.submit(lambda: asyncio.run(both()))
    assert done.result() is Verdict.SEALED
