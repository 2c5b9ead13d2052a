"""The house's authority: one root, one key for each seal, kept by its owner alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from cryptography import x509

from omah.adapters.certificates import Authority

NOW = datetime(2026, 1, 13, 3, 0, tzinfo=UTC)


def issue(authority: Authority, **more):
    words = {"name": "Sari", "post": "Ketua", "office": "KPU", "at": NOW} | more
    return authority.issue(**words)


def test_a_certificate_is_issued_by_the_root_and_names_its_holder(tmp_path):
    authority = Authority(tmp_path / "a")
    issued = issue(authority)
    root = x509.load_der_x509_certificate(authority.root)
    certificate = x509.load_der_x509_certificate(issued.certificate)
    certificate.verify_directly_issued_by(root)
    names = [part.value for part in certificate.subject]
    assert names == ["ID", "KPU", "Ketua", "Sari"]


def test_the_root_is_made_once_even_when_many_ask_at_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: Authority(tmp_path / "a").root, range(16)))
    assert len(set(made)) == 1


def test_the_root_s_key_is_read_by_its_owner_alone(tmp_path):
    Authority(tmp_path / "a")
    assert stat.S_IMODE((tmp_path / "a" / "root.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


def test_a_start_that_was_killed_between_key_and_certificate_is_taken_up(tmp_path):
    first = Authority(tmp_path)
    (tmp_path / "root.crt").unlink()
    again = Authority(tmp_path)
    key = x509.load_der_x509_certificate(again.root).public_key()
    assert key == x509.load_der_x509_certificate(first.root).public_key()


def test_each_seal_has_a_key_of_its_own(tmp_path):
    authority = Authority(tmp_path)
    assert issue(authority).private_key != issue(authority).private_key


def test_a_long_name_is_cut_to_what_a_certificate_holds(tmp_path):
    issued = issue(Authority(tmp_path), office="K" * 200)
    certificate = x509.load_der_x509_certificate(issued.certificate)
    assert "K" * 64 in [part.value for part in certificate.subject]
