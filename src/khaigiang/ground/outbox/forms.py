"""The shape of what a person corrects in the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TextForm(forms.Form):
    """Subject and text of all messages of a mailing."""

    subject = forms.CharField(label=_("Subject line"), max_length=200)
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, *arguments: object, known: list[str], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # passed on as they come
        if known:
            fields = ", ".join(f"{{{field}}}" for field in known)
            self.fields["body"].help_text = _("Filled for each receiver: %(fields)s") % {"fields": fields}


class MessageForm(forms.Form):
    """Address, subject and text of one message."""

    to_address = forms.EmailField(label=_("E-mail address"), required=False)
    subject = forms.CharField(label=_("Subject line"), max_length=200)
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 14}))


class AgainForm(forms.Form):
    """Why a message is sent once more."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
