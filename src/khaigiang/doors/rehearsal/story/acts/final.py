"""The end of the programme: its report."""

from khaigiang.doors.rehearsal.story.stage import Stage


def issue_report(stage: Stage) -> None:
    """The final report is drawn up, signed and issued."""
