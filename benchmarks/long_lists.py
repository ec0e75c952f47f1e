"""A list of 579 rows taken in, and 100,000 new people of one list taken over: run inside the product's shell."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from benchmarks.many_officials import FAMILIES, GIVEN, MIDDLES, SHARES
from khaigiang.ground.accounts.models import User
from khaigiang.ground.web import clock
from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.planning.rosters.services import Sending, confirm_roster, stage_roster
from khaigiang.planning.rosters.states import RosterState
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Level, Office, Unit
from khaigiang.vietnamese.names import fold, sort_key

PEOPLE: Final = 100_000
OF_A_LIST: Final = 579
DAY: Final = date(2023, 5, 24)
FIRST_BIRTH: Final = date(1963, 1, 1)
HEADINGS: Final = "STT;Họ và tên;Giới tính;Ngày sinh;CCCD;Chức vụ;Đơn vị"


def main() -> None:
    """Say in JSON how long each took, and the memory."""
    by = User.objects.get(username="demo-office")
    post, _ = Post.objects.get_or_create(
        title="Cán bộ được cử đi học", defaults={"short_title": "CB", "unit_level": Level.COMMUNE, "is_shared": True}
    )
    units = list(Unit.objects.on(DAY).filter(level=Level.COMMUNE).select_related("parent"))
    told = {"staged_seconds": _staged(post, units, by)}
    told["child_megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000
    roster = _long_list(post, units, by)
    with transaction.atomic():
        told["bare_seconds"] = _processor_seconds(lambda: _bare(roster))
        # Both write into the same register.
        transaction.set_rollback(True)
    before = _begin_peak()
    told["confirm_seconds"] = _processor_seconds(lambda: confirm_roster(roster, by=by, at=clock.now()))
    told["confirm_megabytes"] = _peak_since() - before
    sys.stdout.write(json.dumps(told | {"people": PEOPLE}))


def _staged(post: Post, units: list[Unit], by: User) -> float:
    chance = random.Random(579)  # noqa: S311  the same list in every run
    lines = [
        f"{n};{name};Nữ;{born:%d/%m/%Y};;{post.short_title};{unit.name} - {unit.parent.name if unit.parent else ''}"
        for n in range(OF_A_LIST)
        for name, born, unit in [(*_person(chance), chance.choice(units))]
    ]
    content = "\n".join([HEADINGS, *lines]).encode()
    sending = Sending(sender=Office.objects.order_by("pk")[0], holds_on=DAY)
    file = {"name": "ds.csv", "content_type": "text/csv"}
    return _seconds(lambda: stage_roster(content, **file, sending=sending, by=by, at=clock.now()))


@transaction.atomic
def _long_list(post: Post, units: list[Unit], by: User) -> Roster:
    chance = random.Random(2023)  # noqa: S311  the same people in every run
    roster = Roster.objects.create(
        title="Danh sách dài",
        sender=Office.objects.order_by("pk")[0],
        holds_on=DAY,
        post=post,
        letter_number="1-CV/TU",
        letter_on=DAY,
        state=RosterState.STAGED,
        staged_by=by,
        staged_at=clock.now(),
    )
    RosterRow.objects.bulk_create(
        (
            RosterRow(
                roster=roster,
                number=number,
                values={"full_name": name, "gender": "F", "dob": born.isoformat(), "phone": f"09{number:08d}"},
                unit=units[number % len(units)],
                post=post,
                appoints=True,
            )
            for number, (name, born) in ((number, _person(chance)) for number in range(1, PEOPLE + 1))
        ),
        batch_size=1_000,
    )
    return roster


def _bare(roster: Roster) -> None:
    """The same people and posts once more, by nothing but bulk_create."""
    rows = RosterRow.objects.filter(roster=roster).order_by("pk").iterator(chunk_size=2_000)
    people, places = [], []
    for row in rows:
        name = row.values["full_name"]
        people.append(
            Official(
                full_name=name,
                sort_key=sort_key(name),
                folded=fold(name),
                gender="F",
                born_on=row.values["dob"],
                phone=row.values["phone"],
            )
        )
        places.append((row.unit_id or 0, row.post_id or 0))
    made = Official.objects.bulk_create(people, batch_size=2_000)
    Appointment.objects.bulk_create(
        (
            Appointment(official=person, unit_id=unit, post_id=post, valid_from=DAY, is_sole=False)
            for person, (unit, post) in zip(made, places, strict=True)
        ),
        batch_size=2_000,
    )


def _person(chance: random.Random) -> tuple[str, date]:
    name = f"{chance.choices(FAMILIES, SHARES)[0]} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    return name, FIRST_BIRTH + timedelta(days=chance.randrange(36 * 365))


def _processor_seconds(work: Callable[[], object]) -> float:
    """Of a process that embeds its database: the same on a busy machine."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _begin_peak() -> float:
    """Forget the most memory so far; the MB used now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak_since()


def _peak_since() -> float:
    """The most memory since then, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_000
