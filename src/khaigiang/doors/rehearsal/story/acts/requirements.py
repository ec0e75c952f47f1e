"""The duty to learn, from which every home tells who falls due."""

from typing import Final

from khaigiang.doors.rehearsal.story import dates
from khaigiang.doors.rehearsal.story.acts.documents import PLAN_110
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.oversight.deadlines import services
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.curriculum.models import Programme

# Plan 110-KH/TU has all 579 deputies trained; that newcomers learn within a year of their appointment is ours.
MONTHS: Final = 12


def deputies_must_learn(stage: Stage) -> None:
    """The duty of plan 110-KH/TU is entered as soon as there is a programme that answers it."""
    services.enter_requirement(
        services.Wording(
            title="Bồi dưỡng phó bí thư phụ trách xây dựng Đảng trong năm đầu",
            programme=Programme.objects.get(),
            posts=list(stage.plan.rule_posts.all()),
            kinds=stage.plan.target_kinds,
            source="Kế hoạch số 110-KH/TU ngày 19/10/2022 của Thành ủy",
            clause="Đối tượng và số lớp",
            document=Document.objects.get(number=PLAN_110),
            within=MONTHS,
        ),
        valid_from=dates.PLAN_110,
        by=stage.organiser,
        at=stage.at(16, 30),
    )
