"""Templates and previews as bytes."""

from khaigiang.ground.files.services import read
from khaigiang.papers.word_filling import shipped
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.templates.errors import NothingToPreview
from khaigiang.planning.templates.models import PaperTemplate
from khaigiang.planning.templates.previews import preview_of
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import pdf_of, word_of
from khaigiang.registry.units.models import Office


def layout_of(office: Office, name: PaperName) -> str:
    """The product's own template of a paper in the layout of an office ("state/summons")."""
    return f"{SKINS[office.skin]}/{name.layout}"


def template_bytes(office: Office, name: PaperName, template: PaperTemplate | None) -> bytes:
    """A version's file, or the product's own template."""
    return read(template.file) if template else shipped(layout_of(office, name))


def previewed(office: Office, name: PaperName, template: PaperTemplate | None, kind: str) -> bytes:
    """The office's last paper written with a version, as "docx" or "pdf".

    Raises NothingToPreview, NotUsable or NoLayoutHere.
    """
    preview = preview_of(name)
    content = preview.last_of(office) if preview else None
    if preview is None or content is None:
        raise NothingToPreview
    own = read(template.file) if template else None
    return word_of(preview.paper, content, own) if kind == "docx" else pdf_of(preview.paper, content, own)
