"""All writing of templates: a changed one taken in after it was looked over, one put in force from a day."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import store
from khaigiang.ground.shared.dates import local_day
from khaigiang.papers.template_check import findings
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.documents.uploads import WORD
from khaigiang.planning.templates.errors import InForceInThePast, TemplateHasFaults
from khaigiang.planning.templates.models import PaperTemplate, TemplateInForce
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.words import faults_in_words
from khaigiang.registry.units.models import Office

MOST_FAULTS = 12


@transaction.atomic
def upload_template(
    office: Office, name: PaperName, *, file: tuple[str, bytes], note: str = "", by: User, at: datetime
) -> PaperTemplate:
    """Take a changed template in as the next version, not in force yet; raises TemplateHasFaults with every fault."""
    title, content = file
    faults = faults_in_words(findings(content, f"{SKINS[office.skin]}/{name.layout}"))
    if faults:
        raise TemplateHasFaults(faults=" ".join(faults[:MOST_FAULTS]))
    # The office's row is the lock: versions follow each other.
    Office.objects.select_for_update().get(pk=office.pk)
    last = PaperTemplate.objects.filter(office=office, paper=name).aggregate(last=Max("version"))["last"] or 0
    stored = store(content, name=title, content_type=WORD, by=by, at=at)
    template = PaperTemplate.objects.create(
        office=office, paper=name, version=last + 1, file=stored, note=note.strip(), uploaded_by=by, uploaded_at=at
    )
    after = {"paper": name.value, "version": template.version, "sha256": stored.sha256}
    audit.record("upload_template", office, by=by, at=at, after=after)
    return template


@transaction.atomic
def put_in_force(
    office: Office, name: PaperName, template: PaperTemplate | None, *, in_force_on: date, by: User, at: datetime
) -> TemplateInForce:
    """Write a paper with a version from a day on, or again with the product's layout; raises InForceInThePast.

    What was issued keeps its bytes; drafts take the version when they are drawn up again or issued.
    """
    if in_force_on < local_day(at):
        raise InForceInThePast
    put = TemplateInForce.objects.create(
        office=office, paper=name, template=template, in_force_on=in_force_on, put_by=by, put_at=at
    )
    after = {"paper": name.value, "version": template.version if template else 0, "in_force_on": in_force_on}
    audit.record("put_template_in_force", office, by=by, at=at, after=after)
    return put
