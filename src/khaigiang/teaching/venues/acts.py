"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "approve_booking": _("approved a booking of a hall"),
    "ask_for_hall": _("asked for a hall"),
    "cancel_booking": _("cancelled a booking of a hall"),
    "change_booking": _("changed a booking of a hall"),
    "move_booking": _("corrected an approved booking of a hall"),
    "refuse_booking": _("refused a booking of a hall"),
    "accept_service": _("accepted a service"),
    "ask_for_service": _("asked for a service"),
    "finish_service": _("noted a service as done"),
    "refuse_service": _("refused a service"),
    "save_service_kind": _("saved a service that is offered"),
    "withdraw_service": _("withdrew a request for a service"),
    "add_hall_closure": _("noted days a hall is closed"),
    "remove_hall_closure": _("removed days a hall was closed"),
    "save_hall": _("saved a hall"),
}
