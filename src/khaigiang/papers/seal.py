"""Seals a PDF with the installation's own key, and tells whether a sealed file is still whole."""

import io
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from asn1crypto import cms
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

# RFC 5280, 4.1.2.5: a certificate without a well-defined end. Trust in a seal ends when the installation says so.
_VALID_FROM: Final = datetime(2000, 1, 1, tzinfo=UTC)
_VALID_UNTIL: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_FIELD: Final = "KhaiGiangSeal"


def make_key(common_name: str) -> tuple[bytes, bytes]:
    """A new EC P-256 key and the certificate it signs for itself, both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=_VALID_FROM,
        not_valid_after=_VALID_UNTIL,
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_sealing_only(), critical=True)
    return _key_pem(key), builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def seal(pdf: bytes, key: bytes, cert: bytes, reason: str, *, at: datetime | None = None) -> bytes:
    """The same PDF, sealed over its whole length; no change is allowed afterwards.

    `at` is the time the seal states; without it, the machine's own.
    """
    signer = _DatedSigner(
        PdfSignatureMetadata(
            field_name=_FIELD,
            reason=reason,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer=_signer(key, cert),
    )
    signer.at = at
    sealed = io.BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=_hexadecimal_digits(cert), output=sealed)
    return sealed.getvalue()


def is_intact(pdf: bytes, cert: bytes) -> bool:
    """Whether this file is, to the last bit, what the holder of this certificate sealed.

    Anything that goes wrong on the way to the answer means no.
    """
    try:
        return _is_intact(pdf, _certificate(cert))
    except Exception:  # noqa: BLE001 - a forged file may fail anywhere inside the parser
        return False


class _DatedSigner(PdfSigner):
    """Signs at a given time instead of the machine's."""

    at: datetime | None = None

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - pyHanko's own signature
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at or session.system_time
        return session


class _Signer(SimpleSigner):
    """Encodes what all seals of one key have in common once: left alone, each part is encoded anew for every part
    around it, nine tenths of the work of sealing a class.
    """

    _in_common: tuple[cms.CMSAttribute, ...] = ()

    async def signed_attrs(self, data_digest: bytes, *settings: Any, **more: Any) -> cms.CMSAttributes:
        if not self._in_common:
            attributes = await super().signed_attrs(data_digest, *settings, **more)
            self._in_common = tuple(
                cms.CMSAttribute.load(each.dump()) for each in attributes if each["type"].native != "message_digest"
            )
        digest = cms.CMSAttribute({"type": "message_digest", "values": [data_digest]})
        return cms.CMSAttributes.load(cms.CMSAttributes([*self._in_common, digest]).dump())

    def signer_info(self, digest_algorithm: str, signed_attrs: cms.CMSAttributes, signature: bytes) -> cms.SignerInfo:
        return cms.SignerInfo.load(super().signer_info(digest_algorithm, signed_attrs, signature).dump())


def _sealing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _certificate(cert: bytes) -> Certificate:
    (certificate,) = load_certs_from_pemder_data(cert)
    return certificate


@lru_cache(maxsize=1)
def _signer(key: bytes, cert: bytes) -> _Signer:
    return _Signer(
        signing_cert=_certificate(cert),
        signing_key=load_private_key_from_pemder_data(key, passphrase=None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko left this one untyped
    )


def _hexadecimal_digits(cert: bytes) -> int:
    """Room for the signature in the file: the certificate, its issuer's name twice more, and some 300 bytes."""
    return 2 * (2 * len(_certificate(cert).dump()) + 512)


def _is_intact(pdf: bytes, certificate: Certificate) -> bool:
    (seal_found,) = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_signatures
    status = validate_pdf_signature(
        seal_found, ValidationContext(trust_roots=[certificate], allow_fetching=False), skip_diff=True
    )
    return (
        status.intact
        and status.valid
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and _is_written_as_sealed(pdf, seal_found, certificate)
    )


def _is_written_as_sealed(pdf: bytes, seal_found: EmbeddedPdfSignature, certificate: Certificate) -> bool:
    """Whether the seal itself stands in the file exactly as we write it: nothing signs the signature's own wrapping."""
    _, gap_start, gap_end, _ = (int(offset) for offset in seal_found.byte_range)
    wrapping = _expected_wrapping(seal_found.signer_info, certificate).dump()
    gap = pdf[gap_start:gap_end]
    written = b"<" + wrapping.hex().upper().encode()
    rest = gap[len(written) :]
    return gap.startswith(written) and rest == b"0" * (len(rest) - 1) + b">"


def _expected_wrapping(signer_info: cms.SignerInfo, certificate: Certificate) -> cms.ContentInfo:
    sha256 = {"algorithm": "sha256"}
    only_signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
        ),
        "digest_algorithm": sha256,
        "signed_attrs": signer_info["signed_attrs"],
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signer_info["signature"].native,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [only_signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
