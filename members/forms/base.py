"""What every form of the site shares: errors in ordinary words, and « Si vous voulez » on what may stay empty."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

EVERYWHERE: dict[str, object] = {
    "required": _("A word is missing here."),
    "min_value": _("Write %(limit_value)s or more."),
    "max_value": _("Write %(limit_value)s or less."),
    "max_length": _("This is a little long: %(limit_value)s letters at most."),
}
# The first kind a field belongs to adds its messages; a message written on the field itself wins.
MESSAGES: dict[type[forms.Field], dict[str, object]] = {
    PhoneNumberField: {"invalid": _("Write the ten digits of the phone number, for instance 05 36 49 00 12.")},
    forms.EmailField: {"invalid": _("Write a whole e-mail address, for instance name@example.org.")},
    forms.IntegerField: {"required": _("Write a number."), "invalid": _("Write a number, in figures.")},
    forms.DateField: {"required": _("Write a date."), "invalid": _("Write the date like this: 13/03/2027.")},
    forms.TimeField: {"required": _("Write the time."), "invalid": _("Write the time like this: 14:30.")},
    forms.FileField: {"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")},
    forms.ModelMultipleChoiceField: {
        "required": _("Choose one or several."),
        "invalid_choice": _("Choose in the list."),
    },
    forms.MultipleChoiceField: {"required": _("Choose one or several."), "invalid_choice": _("Choose in the list.")},
    forms.ModelChoiceField: {"required": _("Choose one answer."), "invalid_choice": _("Choose in the list.")},
    forms.ChoiceField: {"required": _("Choose one answer."), "invalid_choice": _("Choose in the list.")},
    forms.BooleanField: {"required": _("Tick this box to go on.")},
}


class AnimonsForm(forms.Form):
    """Base of the forms of the site: ``class OfferForm(AnimonsForm, forms.ModelForm)``.

    `says_optional`: fields that may stay empty say « Si vous voulez » (turn off for searches).
    """

    says_optional = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)
            if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == "10":
                field.widget.attrs["rows"] = 3

    def add_field(self, name: str, field: forms.Field) -> None:
        """A field that depends on what the form is about: it speaks as plainly as the others."""
        _speak_plainly(field)
        self.fields[name] = field


class IconRadioSelect(forms.RadioSelect):
    """Radios with a pictogram before each word: `icons` maps a choice's value, as text, to a name of the sprite."""

    def __init__(self, *args, icons: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.icons = icons

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "icon": self.icons.get(str(value), "")}


class QuickSelect(forms.Select):
    """A list without groups, for the filters of list pages: Django writes each option with a template of its own."""

    def render(self, name, value, attrs=None, renderer=None) -> str:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if str(key) in chosen else "", label) for key, label in self.choices),
        )
        flat = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", flat, options)


def _speak_plainly(field: forms.Field) -> None:
    stock = _stock_messages(field)
    for code, message in {**EVERYWHERE, **_messages_for(field)}.items():
        if field.error_messages.get(code) is stock.get(code):
            field.error_messages[code] = message


def _messages_for(field: forms.Field) -> dict[str, object]:
    low, high = getattr(field, "min_value", None), getattr(field, "max_value", None)
    if low is not None and high is not None:
        between = _("Write a number between %(low)s and %(high)s.") % {"low": low, "high": high}
        return {**MESSAGES[forms.IntegerField], "min_value": between, "max_value": between}
    return next((messages for kind, messages in MESSAGES.items() if isinstance(field, kind)), {})


def _stock_messages(field: forms.Field) -> dict[str, object]:
    """Messages the field's class came with, to tell them from those written for one field."""
    messages: dict[str, object] = {}
    for cls in reversed(type(field).__mro__):
        messages.update(getattr(cls, "default_error_messages", {}))
    if isinstance(field, PhoneNumberField):  # the library writes its own at each making
        messages["invalid"] = field.error_messages.get("invalid")
    return messages
