"""Templates and previews as bytes."""

from khaigiang.ground.files.services import read
from khaigiang.papers.word_filling import TemplateRefusedError, shipped
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.templates.errors import NoLayoutHere, NothingToPreview, NotUsable
from khaigiang.planning.templates.models import PaperTemplate
from khaigiang.planning.templates.previews import preview_of
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import written_with
from khaigiang.registry.units.models import Office


def layout_of(office: Office, name: PaperName) -> str:
    """The product's own template of a paper in the layout of an office ("state/summons")."""
    return f"{SKINS[office.skin]}/{name}"


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
    try:
        written = written_with(preview.paper, content, read(template.file) if template else None)
    except TemplateRefusedError as refusal:
        raise NotUsable(why=str(refusal)) from refusal
    if kind == "docx":
        return written.docx
    if written.pdf is None:
        raise NoLayoutHere
    return written.pdf
