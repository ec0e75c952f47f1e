"""From an office and a document to the head of a paper."""

from khaigiang.papers.values import Letterhead, SkinName
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.rules import series_text
from khaigiang.registry.units.models import Office

SKINS: dict[str, SkinName] = {Office.Skin.PARTY: "party", Office.Skin.STATE: "state"}


def letterhead(document: Document) -> Letterhead:
    """The head of a document: its issuer, its number and date once it is issued, room for them before."""
    office = document.issuer
    return Letterhead(
        skin=SKINS[office.skin],
        superior=office.superior,
        issuer=office.name,
        number=document.number or None,
        place=office.place,
        dated_on=document.issued_on,
        series=series_text(kind=document.kind, symbol=office.symbol, skin=office.skin),
        known_as=office.name,
    )


def cited(document: Document) -> str:
    """A document as others quote it: "Kế hoạch số 110-KH/TU ngày 19/10/2022 của Thành ủy Hà Nội"."""
    kind = KIND_IN_PAPERS[document.kind]
    dated = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"{kind} số {document.number or '…'}{dated} của {document.issuer.name}"


def grounds(document: Document) -> tuple[str, ...]:
    """What a paper cites as its grounds: the documents it is linked to, the oldest first."""
    links = document.links.select_related("target__issuer").order_by("target__issued_on", "pk")
    return tuple(cited(link.target) for link in links)


# Official papers are Vietnamese whatever language the pages speak.
KIND_IN_PAPERS = {
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QĐi": "Quy định",
    "QC": "Quy chế",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "CV": "Công văn",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
}
