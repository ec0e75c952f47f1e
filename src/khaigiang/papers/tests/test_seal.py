"""The seal: what it covers, and everything it must refuse."""

import io
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError

from khaigiang.papers import certificate
from khaigiang.papers.seal import is_intact, make_key, seal
from khaigiang.papers.tests.makers import make_certificate

KEY, CERT = make_key("Trường Đào tạo cán bộ Lê Hồng Phong")
OTHER_KEY, OTHER_CERT = make_key("Trường Đào tạo cán bộ Lê Hồng Phong")
SEALED_AT = datetime(2023, 3, 27, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def bare() -> bytes:
    return certificate.pdf(make_certificate())


@pytest.fixture(scope="module")
def sealed(bare: bytes) -> bytes:
    return seal(bare, KEY, CERT, "Xác nhận giấy chứng nhận", at=SEALED_AT)


def test_a_key_is_a_p256_key_with_a_certificate_of_its_own_name() -> None:
    cert = x509.load_pem_x509_certificate(CERT)
    key = cert.public_key()

    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert (key.curve.name, cert.subject) == ("secp256r1", cert.issuer)
    assert "Lê Hồng Phong" in cert.subject.rfc4514_string()
    assert KEY.startswith(b"-----BEGIN PRIVATE KEY-----")


def test_a_sealed_file_is_intact(sealed: bytes) -> None:
    assert is_intact(sealed, CERT) is True


def test_the_seal_is_added_after_the_file_as_it_was(bare: bytes, sealed: bytes) -> None:
    assert sealed.startswith(bare)


def test_every_file_sealed_with_one_key_is_intact_and_states_its_own_time(bare: bytes) -> None:
    other = certificate.pdf(replace(make_certificate(), book_number="0999"))
    days = [datetime(2023, 3, day, 9, 30, tzinfo=UTC) for day in (27, 28)]

    seals = [seal(file, KEY, CERT, "x", at=day) for file, day in zip((bare, other), days, strict=True)]

    assert [is_intact(sealed, CERT) for sealed in seals] == [True, True]
    assert [stated_time(sealed) for sealed in seals] == days


def test_the_longest_name_a_key_may_have_fits_into_the_seal(bare: bytes) -> None:
    key, cert = make_key("ệ" * 21)

    assert is_intact(seal(bare, key, cert, "x"), cert) is True


def test_an_unsealed_file_is_not_intact(bare: bytes) -> None:
    assert is_intact(bare, CERT) is False


def test_a_file_sealed_by_somebody_of_the_same_name_is_not_ours(bare: bytes, sealed: bytes) -> None:
    assert is_intact(seal(bare, OTHER_KEY, OTHER_CERT, "x"), CERT) is False
    assert is_intact(sealed, OTHER_CERT) is False


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7", b"\0" * 2000, "giấy chứng nhận".encode()])
def test_rubbish_is_not_intact(rubbish: bytes, sealed: bytes) -> None:
    assert is_intact(rubbish, CERT) is False
    assert is_intact(sealed, rubbish) is False


@pytest.mark.parametrize("tail", [b"\n", b" ", b"x", b"%%EOF\n", b"\0"])
def test_bytes_added_at_the_end_break_the_seal(sealed: bytes, tail: bytes) -> None:
    assert is_intact(sealed + tail, CERT) is False


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_not_intact(sealed: bytes, kept: float) -> None:
    assert is_intact(sealed[: int(len(sealed) * kept)], CERT) is False


def test_a_later_revision_breaks_the_seal(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    with file.open("rb+") as stream:
        writer = IncrementalPdfFileWriter(stream)
        writer.update_root()  # type: ignore[no-untyped-call]  # pyHanko left these two untyped
        writer.write_in_place()  # type: ignore[no-untyped-call]  # as the line above

    assert file.read_bytes().startswith(sealed)
    assert is_intact(file.read_bytes(), CERT) is False


def test_no_flipped_bit_goes_unnoticed(sealed: bytes) -> None:
    # Half of the flips fall on the signature's own wrapping, which no signature covers.
    start = sealed.index(b"/Contents <3") + len(b"/Contents ")
    end = sealed.index(b">", start) + 1
    dice = random.Random(20230327)
    bits = [dice.randrange(len(sealed) * 8) for _ in range(100)]
    bits += [dice.randrange(start * 8, end * 8) for _ in range(100)]

    assert [bit for bit in bits if is_intact(flipped(sealed, bit), CERT)] == []


def test_the_other_case_of_a_hexadecimal_digit_is_noticed(sealed: bytes) -> None:
    start = sealed.index(b"/Contents <3")
    letter = next(place for place in range(start + 20, len(sealed)) if sealed[place : place + 1] in b"ABCDEF")

    assert is_intact(flipped(sealed, letter * 8 + 5), CERT) is False


def test_padding_of_the_seal_cannot_carry_a_message(sealed: bytes) -> None:
    end = sealed.index(b">", sealed.index(b"/Contents <3"))

    assert sealed[end - 2 : end] == b"00"
    assert is_intact(sealed[: end - 2] + b"41" + sealed[end:], CERT) is False


def test_two_seals_on_one_file_are_not_what_we_sealed(sealed: bytes) -> None:
    with pytest.raises(SigningError):
        seal(sealed, OTHER_KEY, OTHER_CERT, "x")


def test_a_second_verifier_without_pyhanko_agrees(sealed: bytes) -> None:
    first, length, second, rest = byte_range(sealed)
    covered = sealed[first : first + length] + sealed[second : second + rest]
    signed = cms.ContentInfo.load(bytes.fromhex(sealed[first + length + 1 : second - 1].decode()), strict=False)
    signer = signed["content"]["signer_infos"][0]
    attributes = {attribute["type"].native: attribute["values"][0].native for attribute in signer["signed_attrs"]}
    key = x509.load_pem_x509_certificate(CERT).public_key()

    assert (first, second + rest) == (0, len(sealed))
    assert attributes["message_digest"] == sha256(covered).digest()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(signer["signature"].native, signer["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256()))


def stated_time(sealed: bytes) -> datetime | None:
    (seal_found,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    stated: datetime | None = seal_found.self_reported_timestamp
    return stated


def byte_range(sealed: bytes) -> tuple[int, int, int, int]:
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", sealed)
    assert found is not None
    first, length, second, rest = map(int, found.groups())
    return first, length, second, rest


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)
