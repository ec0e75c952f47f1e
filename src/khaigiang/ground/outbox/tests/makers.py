"""Mailings for tests."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Final

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.outbox import services
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.services import Receiver

AT: Final = datetime(2023, 5, 15, 1, 0, tzinfo=UTC)
SUBJECT: Final = "Triệu tập {count} học viên"
BODY: Final = "Kính gửi {name},\n\nMời {count} đồng chí có mặt lúc 7:30."
_serial = count(1)


def receivers(number: int) -> list[Receiver]:
    """So many committees, the first of them committee 1."""
    return [
        Receiver(
            key=f"office {one}",
            name=f"Quận ủy số {one}",
            address=f"quan{one}@example.vn",
            values={"name": f"Quận ủy số {one}", "count": str(one)},
        )
        for one in range(1, number + 1)
    ]


def make_mailing(
    number: int = 3, *, to: Iterable[Receiver] | None = None, by: User | None = None, sender_role: str = "office"
) -> Mailing:
    """Drafts to so many committees."""
    return services.draft_mailing(
        f"summons {next(_serial)}",
        receivers(number) if to is None else to,
        title="Triệu tập Lớp 5",
        subject=SUBJECT,
        body=BODY,
        sender_role=sender_role,
        sender_name="Trường Đào tạo cán bộ Lê Hồng Phong",
        reply_to="daotao@example.vn",
        by=by or make_user(),
        at=AT,
    )


def make_released(number: int = 3) -> Mailing:
    """A mailing that a person let go."""
    return services.release_mailing(make_mailing(number), by=make_user(), at=AT)
