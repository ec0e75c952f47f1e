"""Reading nominations: progress, a committee's posts, the office's vetting list, states on a day."""

from khaigiang.planning.nominations.queries.away import away_rules, cover_of, who_may_cover
from khaigiang.planning.nominations.queries.committee import (
    Candidate,
    CommitteePage,
    CommitteeRow,
    candidates,
    committee_page,
    committee_rows,
)
from khaigiang.planning.nominations.queries.eligibility import Subject, findings_of, sentence
from khaigiang.planning.nominations.queries.holders import HolderPreview, PostToName, holders_to_name, posts_to_name
from khaigiang.planning.nominations.queries.letters import (
    LetterRow,
    LettersPage,
    WaitingToTell,
    draft_about,
    letters_page,
    moves_to_tell,
)
from khaigiang.planning.nominations.queries.looking_up import NOBODY_YET, Found, people_to_name
from khaigiang.planning.nominations.queries.person import NominationPage, nomination_page
from khaigiang.planning.nominations.queries.progress import (
    AskedPlan,
    Progress,
    ProgressRow,
    asked_plans,
    progress,
    progress_by_committee,
)
from khaigiang.planning.nominations.queries.quarters import (
    CommitteeQuarters,
    PersonQuarter,
    QuarterCell,
    committee_by_quarter,
    committees_by_quarter,
    people_by_quarter,
    proposed_quarters,
    quarters_of_people,
)
from khaigiang.planning.nominations.queries.request import is_asked, request_of
from khaigiang.planning.nominations.queries.states import PostState, moves_of, states_on
from khaigiang.planning.nominations.queries.vetting import (
    VettingFilter,
    VettingPage,
    VettingRow,
    judge,
    people_to_vet,
    vetting_page,
    waiting_for,
)

__all__ = [
    "NOBODY_YET",
    "AskedPlan",
    "Candidate",
    "CommitteePage",
    "CommitteeQuarters",
    "CommitteeRow",
    "Found",
    "HolderPreview",
    "LetterRow",
    "LettersPage",
    "NominationPage",
    "PersonQuarter",
    "PostState",
    "PostToName",
    "Progress",
    "ProgressRow",
    "QuarterCell",
    "Subject",
    "VettingFilter",
    "VettingPage",
    "VettingRow",
    "WaitingToTell",
    "asked_plans",
    "away_rules",
    "candidates",
    "committee_by_quarter",
    "committee_page",
    "committee_rows",
    "committees_by_quarter",
    "cover_of",
    "draft_about",
    "findings_of",
    "holders_to_name",
    "is_asked",
    "judge",
    "letters_page",
    "moves_of",
    "moves_to_tell",
    "nomination_page",
    "people_by_quarter",
    "people_to_name",
    "people_to_vet",
    "posts_to_name",
    "progress",
    "progress_by_committee",
    "proposed_quarters",
    "quarters_of_people",
    "request_of",
    "sentence",
    "states_on",
    "vetting_page",
    "waiting_for",
    "who_may_cover",
]
