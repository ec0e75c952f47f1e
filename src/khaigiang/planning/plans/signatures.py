"""From a duty to the foot of a paper: who signs on whose behalf, and where copies go."""

from typing import Final

from khaigiang.papers.values import Recipients, Signature
from khaigiang.planning.plans.models import PaperDuty

# On behalf of a body, for a superior, by order, by authority: the Party's signs (HD 36) and the State's (NĐ 30/2020).
AUTHORITIES: Final = frozenset({"T/M", "K/T", "T/L", "TM.", "KT.", "TL.", "TUQ.", "Q."})


def signature(duty: PaperDuty) -> Signature:
    """The signature block: "T/M BAN THƯỜNG VỤ" becomes its sign and the body signed for."""
    first, _, rest = duty.signer_prefix.strip().partition(" ")
    has_sign = first.upper() in AUTHORITIES
    return Signature(
        prefix=first if has_sign else "",
        on_behalf=rest if has_sign else duty.signer_prefix.strip(),
        title=duty.signer_title,
        name=duty.signer_name,
    )


def authority(duty: PaperDuty) -> str:
    """Who decides, over the text of a decision: the office-holder or the body, and the office."""
    return f"{signature(duty).on_behalf or duty.signer_title}\n{duty.office.name}"


def recipients(duty: PaperDuty) -> Recipients:
    """Where copies go, one line each."""
    return Recipients(lines=tuple(line.strip() for line in duty.recipients.splitlines() if line.strip()))
