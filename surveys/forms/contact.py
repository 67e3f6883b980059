"""« Laisser mes coordonnées »: a form of its own, which knows nothing of the answers."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm

WORDING = "2026-11"
"""Version of the sentences below, and of those on the phone and on paper: kept with each yes, and the same for all, so
that it says nothing of the sheet."""


class ContactForm(AnimonsForm):
    """`may_link`: the sheet was sent from this browser a moment ago, so the third yes can be asked."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your first name and name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    agrees_to_contact = forms.BooleanField(label=_("Yes, the centre may contact me."), required=False)
    agrees_to_news = forms.BooleanField(label=_("Yes, tell me what comes of our ideas."), required=False)
    agrees_to_link = forms.BooleanField(
        label=_("Yes, link my answers to my name."),
        help_text=_("One last yes, if you wish. The team then knows what you said. Without it, nobody does."),
        required=False,
    )
    is_adult_or_accompanied = forms.BooleanField(
        label=_("I am 18 or over. Or a parent is beside me."),
        error_messages={"required": _("Under 18, leave your contact details with a parent beside you.")},
    )

    def __init__(self, *args, may_link: bool, **kwargs) -> None:
        super().__init__(*args, initial={"uuid": uuid.uuid4()}, **kwargs)
        if not may_link:
            del self.fields["agrees_to_link"]

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if not (said.get("phone") or said.get("email")) and not self.errors.keys() & {"phone", "email"}:
            self.add_error("phone", _("Write a phone number or an e-mail."))
        if not (said.get("agrees_to_contact") or said.get("agrees_to_news")):
            self.add_error(
                "agrees_to_contact", _("Say what you agree to: to be contacted, or to be told what comes of it.")
            )
        return said
