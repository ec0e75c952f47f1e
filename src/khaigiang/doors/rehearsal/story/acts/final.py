"""The end of the programme: its report."""

from khaigiang.doors.rehearsal.story.acts.planning import ORGANISER_SIGNS
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.oversight.reporting import services


def issue_report(stage: Stage) -> None:
    """The final report is drawn up, signed and issued."""
    report = services.draft_report(stage.plan, as_of=stage.day, by=stage.organiser, at=stage.at(9))
    _, title, name = ORGANISER_SIGNS
    services.issue_report(
        report,
        signer_name=name,
        signer_title=title,
        signed_on=stage.day,
        issued_on=stage.day,
        by=stage.organiser,
        at=stage.at(15),
    )
