"""The committees name their people; the office vets; vacancies are filled later."""

from datetime import date
from itertools import islice
from typing import Final

from khaigiang.doors.rehearsal.story import cast, dates, turns
from khaigiang.doors.rehearsal.story.acts.setting_up import TERM_BEGAN
from khaigiang.doors.rehearsal.story.people import invented_people
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.doors.rehearsal.story.turns import Turn
from khaigiang.planning.nominations import services
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.services import excuse_post
from khaigiang.registry.officials import services as officials
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Level, Office, Unit

SUBSTITUTES_SEED: Final = 3
NEWCOMERS_SEED: Final = 4
SECOND_POST: Final = "Ủy viên Ban Thường vụ Đảng ủy, Trưởng khối Dân vận"
EXCUSE: Final = "Sẽ nghỉ hưu theo chế độ trong năm 2023"
RETURNED_BECAUSE: Final = "Đồng chí được cử đang điều trị dài ngày; đề nghị cử cán bộ khác của cùng đảng ủy"


def committees_send(stage: Stage) -> None:
    """A third of the committees name the holders of their posts and send the list with their letter."""
    turn = dates.LETTERS.index(stage.day)
    if turn == 0:
        _excuse_posts(stage)
    committees = list(_committees(stage))
    share = -(-len(committees) // len(dates.LETTERS))
    not_yet = turns.communes_with(stage.day, *turns.NOT_NAMED_IN_TIME)
    for committee in committees[turn * share : (turn + 1) * share]:
        _name_holders(stage, committee, besides=not_yet)
        _send(stage, committee)


def office_vets(stage: Stage) -> None:
    """A few are returned with a reason, their committees name a substitute at once, and the rest is accepted."""
    for nomination in _of_communes(stage, Turn.RETURNED_ONCE):
        services.return_nomination(nomination, reason=RETURNED_BECAUSE, by=stage.officer, at=stage.at(8))
        substitute_for(stage, nomination, reason="Cử cán bộ thay thế")
    for committee in _committees(stage):
        _send(stage, committee, hour=13, letter="bổ sung")
    waiting = Nomination.objects.filter(plan=stage.plan, state=NominationState.SUBMITTED)
    services.accept_nominations(waiting, by=stage.officer, at=stage.at(15))


def vacant_posts_filled(stage: Stage) -> None:
    """Deputies are elected in communes whose post was vacant."""
    post = Post.objects.get(title=cast.POST)
    communes = turns.communes_with(stage.day, Turn.FILLED_IN_SPRING)
    _register(stage, communes, post=post, since=stage.day, seed=NEWCOMERS_SEED)


def late_committees_send(stage: Stage) -> None:
    """Who was late, or newly elected, is named for the last class; those who deferred come back."""
    communes = turns.communes(stage.day)
    late = turns.communes_with(stage.day, Turn.NAMED_LATE, Turn.FILLED_IN_SPRING)
    for committee in _committees(stage):
        own = [commune for commune in late if commune.parent_id == committee.unit_id]
        if own:
            besides = [commune for commune in communes if commune not in own]
            _name_holders(stage, committee, besides=besides)
            _send(stage, committee, letter="cử bổ sung")
    waiting = Nomination.objects.filter(plan=stage.plan, state=NominationState.SUBMITTED)
    services.accept_nominations(waiting, by=stage.officer, at=stage.at(15))
    for nomination in Nomination.objects.filter(plan=stage.plan, state=NominationState.DEFERRED):
        services.resume_nomination(nomination, by=stage.officer, at=stage.at(15, 30))


def substitute_for(stage: Stage, nomination: Nomination, *, reason: str) -> Nomination:
    """Another official of the commune is named in somebody's place, still a draft of the committee."""
    return services.name_substitute(
        nomination,
        official=second_official(stage, nomination.target_post),
        reason=reason,
        by=stage.organiser_of(nomination.committee),
        at=stage.at(9),
    )


def second_official(stage: Stage, target_post: TargetPost) -> Official:
    """Another official of the commune, registered when the story first needs one."""
    post = Post.objects.filter(title=SECOND_POST).first() or officials.save_post(
        None,
        title=SECOND_POST,
        short_title="UV BTV Đảng ủy",
        unit_level=Level.COMMUNE,
        by=stage.officer,
        at=stage.at(8),
    )
    held = Appointment.objects.filter(post=post, unit=target_post.unit).select_related("official").first()
    if held is not None:
        return held.official
    seed = SUBSTITUTES_SEED + target_post.pk
    return _register(stage, [target_post.unit], post=post, since=TERM_BEGAN, seed=seed)[0]


def send_and_accept(stage: Stage, nominations: list[Nomination], *, letter: str) -> None:
    """The committees send these people with a letter, and the office accepts them the same day."""
    for nomination in nominations:
        _send(stage, nomination.committee, hour=10, letter=letter)
    sent = Nomination.objects.filter(pk__in=[nomination.pk for nomination in nominations])
    services.accept_nominations(sent, by=stage.officer, at=stage.at(11))


def _excuse_posts(stage: Stage) -> None:
    communes = turns.communes_with(stage.day, Turn.EXCUSED)
    for target_post in TargetPost.objects.filter(plan=stage.plan, unit__in=communes):
        excuse_post(target_post, reason=EXCUSE, by=stage.officer, at=stage.at(8))


def _committees(stage: Stage) -> list[Office]:
    quotas = stage.plan.quotas.select_related("committee__unit").order_by("committee__unit__code")
    return [quota.committee for quota in quotas]


def _name_holders(stage: Stage, committee: Office, *, besides: list[Unit]) -> None:
    by = stage.organiser_of(committee)
    services.nominate_holders(stage.plan, committee, by=by, at=stage.at(8, 30))
    too_early = Nomination.objects.filter(
        plan=stage.plan,
        committee=committee,
        state=NominationState.DRAFT,
        target_post__unit__in=besides,
    )
    if too_early:
        services.withdraw_drafts(stage.plan, committee, too_early, by=by, at=stage.at(8, 40))


def _send(stage: Stage, committee: Office, *, hour: int = 10, letter: str = "cử học viên") -> None:
    drafts = Nomination.objects.filter(plan=stage.plan, committee=committee, state=NominationState.DRAFT)
    if drafts:
        services.submit_nominations(
            stage.plan,
            committee,
            drafts,
            letter_number=_letter_number(committee, stage.day, letter),
            letter_dated_on=stage.day,
            by=stage.organiser_of(committee),
            at=stage.at(hour),
        )


def _letter_number(committee: Office, day: date, letter: str) -> str:
    number = 40 + int(committee.unit.code) % 60 + day.timetuple().tm_yday + len(letter)
    return f"{number}-CV/{committee.symbol}"


def _of_communes(stage: Stage, turn: Turn) -> list[Nomination]:
    communes = turns.communes_with(stage.day, turn)
    found = Nomination.objects.filter(
        plan=stage.plan,
        target_post__unit__in=communes,
        state=NominationState.SUBMITTED,
    )
    return list(found.select_related("target_post__unit", "committee__unit"))


def _register(stage: Stage, communes: list[Unit], *, post: Post, since: date, seed: int) -> list[Official]:
    people = islice(invented_people(seed), len(communes))
    return officials.register_officials(
        [
            officials.NewOfficial(**person.facts(), post=post, unit=commune, valid_from=since)
            for person, commune in zip(people, communes, strict=True)
        ],
        by=stage.officer,
        at=stage.at(8),
    )
