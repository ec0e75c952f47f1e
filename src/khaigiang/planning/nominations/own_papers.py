"""Says what letters about names belong to, and how templates of this feature's papers are looked at."""

from django.utils.translation import gettext_lazy as _

from khaigiang.papers import request_letter, returning_letter, substitution_notice
from khaigiang.planning.documents import owners
from khaigiang.planning.nominations.letters import last_request_content
from khaigiang.planning.nominations.letters_about_names import (
    hands_about_names,
    last_notice_content,
    last_returning_content,
)
from khaigiang.planning.nominations.services import write_letter_anew
from khaigiang.planning.templates import previews
from khaigiang.planning.templates.states import PaperName


def register_papers() -> None:
    """Register the owner of letters about names, and the previews."""
    owners.register(
        owners.Owner(
            relation="letter_about_names",
            label=_("Letters about names"),
            url_name="nominations:letters",
            to_page="plan_id",
            issues_it=False,
            hands=hands_about_names,
            write=write_letter_anew,
        ),
    )
    for name, paper, last_of in (
        (PaperName.REQUEST_LETTER, request_letter, last_request_content),
        (PaperName.RETURNING_LETTER, returning_letter, last_returning_content),
        (PaperName.SUBSTITUTION_NOTICE, substitution_notice, last_notice_content),
    ):
        previews.register(name, previews.Preview(paper=paper, last_of=last_of))
