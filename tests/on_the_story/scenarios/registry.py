"""Units and offices, officials and their appointments, mandates."""

from typing import Final
from uuid import uuid4

from khaigiang.ground.removal.services import remove
from khaigiang.ground.web import clock
from khaigiang.registry.corrections.models import Correction
from khaigiang.registry.corrections.tests.makers import make_personal_link, make_proposal
from khaigiang.registry.duplicates.models import KeptApart, Merge
from khaigiang.registry.duplicates.services import keep_apart, merge_officials
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.tests.makers import make_own_field
from khaigiang.registry.units.models import Office
from tests.on_the_story.scenarios.ground import user
from tests.on_the_story.scenarios.sending import NOBODY, Sent, Table, post, when


def _committee() -> Office:
    return Office.objects.get(name="Quận ủy Hoàn Kiếm")


def _held() -> Appointment:
    return Appointment.objects.filter(valid_until=None).order_by("pk")[0]


def _official() -> Official:
    return _held().official


def _twice() -> tuple[Official, Official]:
    """One person of the story, and the same person registered once more."""
    again = Official.objects.get(pk=_official().pk)
    again.pk, again.uuid, again.phone = None, uuid4(), "0912 000 111"
    again.save()
    return _official(), again


def _merged() -> Merge:
    kept, gone = _twice()
    return merge_officials(kept, gone, by=user("demo-office"), at=clock.now())


def _apart() -> KeptApart:
    one, other = _twice()
    return keep_apart(one, other, by=user("demo-office"), at=clock.now())


def _removed() -> Official:
    again = _twice()[1]
    remove(again, because="nhập trùng", by=user("demo-office"), at=clock.now())
    return again


def _proposed() -> Correction:
    return make_proposal(make_personal_link(_official(), at=clock.now()), ethnicity="Tày", at=clock.now())


def _deciding(correction: Correction) -> Sent:
    return post(correction.pk, **{f"fact_{correction.facts.get().pk}": "accept"})


def _both(pair: tuple[Official, Official]) -> list[int]:
    return [official.pk for official in pair]


TABLE: Final[Table] = {
    "duplicates:scan": when("demo-office", post),
    "duplicates:compare": when("demo-organiser", lambda: post(*_both(_twice()), phone="gone")),
    "duplicates:apart": when("demo-office", lambda: post(*_both(_twice()))),
    "duplicates:undo": when("demo-office", lambda: post(_merged().pk)),
    "duplicates:reconsider": when("demo-office", lambda: post(_apart().pk)),
    "corrections:person": when("demo-office", lambda: post(_official().pk, days=7)),
    "corrections:withdraw": when("demo-organiser", lambda: post(make_personal_link(_official(), at=clock.now()).pk)),
    "corrections:own": when(
        NOBODY, lambda: post(make_personal_link(_official(), at=clock.now()).secret, ethnicity="Tày")
    ),
    "corrections:correction": when("demo-office", lambda: _deciding(_proposed())),
    "fields:new": when(
        "demo-office",
        lambda: post(
            label="Ngoại ngữ",
            kind="choice",
            choices="Anh\nPháp",
            readers=["office", "committee"],
            purpose="xếp lớp theo ngoại ngữ",
            retention="đến khi lớp kết thúc",
        ),
    ),
    "fields:field": when("demo-organiser", lambda: post(make_own_field("Sức khỏe").pk, hint="tốt, khá, yếu")),
    "removal:remove": when("demo-office", lambda: post("official", _twice()[1].pk, reason="nhập trùng")),
    "removal:take_back": when("demo-office", lambda: post("official", _removed().pk)),
    "units:load": when("demo-admin", post),
    "units:correct": when(
        "demo-admin",
        lambda: post(
            _held().unit_id, kind="phuong", short_name="Phúc Xá mới", code="99998", reason="gõ sai tên khi nhập"
        ),
    ),
    "units:new_office": when(
        "demo-admin",
        lambda: post(name="Ban Tuyên giáo Thành ủy", kind="organiser", unit=_committee().unit_id, symbol="BTGTU"),
    ),
    "units:office": when("demo-admin", lambda: post(_committee().pk, contact_person="Lý Thị Hoa")),
    "units:contact": when("demo-committee", lambda: post(_committee().pk, phone="024 3333 4444")),
    "officials:new": when(
        "demo-office",
        lambda: post(
            full_name="Lý Thị Hoa",
            gender="F",
            born_on="2/9/1980",
            post=Post.objects.order_by("-pk")[0].pk,
            unit=_held().unit_id,
            way="elected",
            valid_from="1/5/2023",
        ),
    ),
    "officials:edit": when(
        "demo-office",
        lambda: post(_official().pk, phone="0912 345 678", **{f"own_{make_own_field().pk}": "Tiếng Anh"}),
    ),
    "officials:appoint": when(
        "demo-office",
        lambda: post(
            _official().pk,
            post=Post.objects.order_by("-pk")[0].pk,
            unit=_held().unit_id,
            way="elected",
            valid_from="1/5/2023",
        ),
    ),
    "officials:transfer": when(
        "demo-office",
        lambda: post(
            _held().pk,
            post=Post.objects.order_by("-pk")[0].pk,
            unit=_held().unit_id,
            way="appointed",
            valid_from="20/5/2023",
        ),
    ),
    "officials:end": when("demo-office", lambda: post(_held().pk, on="20/5/2023")),
    "officials:new_post": when("demo-admin", lambda: post(title="Chủ tịch Hội Nông dân", short_title="CT HND")),
    "officials:post": when("demo-admin", lambda: post(Post.objects.order_by("pk")[0].pk, short_title="PBT ĐU")),
    "mandates:new": when(
        "demo-admin",
        lambda: post(
            user=user("canbo-2").pk,
            role="head",
            office=Office.objects.get(kind="school").pk,
            valid_from="24/5/2023",
        ),
    ),
    "mandates:end": when("demo-admin", lambda: post(Mandate.objects.get(user=user("canbo-2")).pk, on="24/5/2023")),
}
