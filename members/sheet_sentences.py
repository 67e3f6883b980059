"""The sentences behind the codes of `members.sheets`: errors, reasons, remarks, changes, in the page's language.

`words` is what the sheet says, and always stands in quotation marks.
"""

import phonenumbers
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from members.models import AgeBand
from members.sheets.fields import Kind
from members.sheets.plans import PlannedLine, Verdict
from members.sheets.table import Remark, SheetError

ERRORS = {
    "empty": _("There is no line in this file. Check that it is the right one."),
    "no_phrase_column": _("No column is called “phrase”. Write this word above the phrases, on the first line."),
    "too_heavy": _("This file is too heavy: %(limit)s MB at most. Cut it into several files."),
    "too_many_lines": _("This sheet is too long: %(limit)s lines at most. Cut it into several files."),
    "too_many_columns": _("This sheet is too wide: %(limit)s columns at most. Keep only the useful ones."),
    "not_a_sheet": _("This file is not a sheet. Choose a file in .xlsx or .csv."),
    "old_excel": _("This is an old Excel file (.xls). Open it, then save it as “Excel workbook (.xlsx)”."),
    "open_document": _("This is a LibreOffice or Apple file. Open it, then save it as .xlsx or .csv."),
    "locked": _("A password protects this file. Open it, take the password away, save it and try again."),
    "damaged": _("This file does not open. Open it in your spreadsheet, save it again and try once more."),
}
REASONS = {
    "no_name": _("There is no name on this line. Write at least a first name."),
    "titles_again": _("This line repeats the titles of the columns."),
    "year_impossible": _("“%(words)s” cannot be a year of birth. Check it."),
    "probably_line": _("This is probably the same person as on line %(words)s."),
    "probably_known": _("This is probably somebody we know: %(words)s."),
    "not_saved": _("Somebody else changed this person at the same moment. Bring the line in again."),
    "no_venue_name": _("There is no name on this line. Write the name of the place."),
    "no_commune": _("There is no village on this line. Write where the place is."),
    "no_places": _("We do not know how many people this place holds. Write a number."),
    "too_few_places": _("“%(words)s” is too small: a place holds at least three people."),
    "private_home": _("“%(words)s” is a home. Exchanges are held in a place open to all."),
    "probably_venue": _("This is probably a place we know: %(words)s."),
    "no_answer": _("There is no answer on this line."),
    "day_unread": _("“%(words)s” is not a date. Write it like this: 13/03/2026."),
    "day_to_come": _("“%(words)s” is still to come. Check the date."),
    "sheet_number_unread": _("“%(words)s” is not the number of a sheet. Write figures only."),
    "sheet_keyed": _("Sheet %(words)s is already in this edition."),
    "text_too_long": _("“%(words)s”: this answer is too long. Shorten it to 2000 characters."),
}
REMARKS = {
    "one_name_only": _("Only one name is written. We take it as the first name."),
    "year_unclear": _("Age: “%(words)s” does not give a year. The age stays unknown."),
    "phone_wrong": _("Phone: “%(words)s” is not a whole number. It is not kept."),
    "phone_note": _("Beside the phone: “%(words)s”. These words are not kept."),
    "phone_more": _("We keep one phone each. This one is left out: %(words)s."),
    "email_wrong": _("E-mail: “%(words)s” is not a whole address. It is not kept."),
    "email_more": _("We keep one e-mail each. This one is left out: %(words)s."),
    "half_days_unread": _("Half-days: we did not understand “%(words)s”."),
    "note_not_kept": _("Note: “%(words)s”. Notes about people are not kept."),
    "kept_first": _("Two answers: %(words)s. We keep the first one."),
    "kept_own_words": _("This person looks after their own page. It stays as it is: %(words)s."),
    "kept_own_half_days": _("This person looks after their own page. Their half-days stay as they are."),
    "years_one_apart": _("Two years of birth: %(words)s. We keep the first one."),
    "commune_read_as": _("Village: read across a slip, %(words)s."),
    "commune_new": _("“%(words)s” is a new village."),
    "same_contact_as": _("Same phone or e-mail as %(words)s. Perhaps the same household."),
    "merged_with": _("Taken for the same person as %(words)s."),
    "under_age": _("Perhaps under 18: a guardian’s authorisation is needed before any session."),
    "no_contact": _("No phone and no e-mail: calls go through the centre."),
    "email_shared": _("Several people share this e-mail: it does not open an account."),
    "words_waiting": _("“%(words)s” waits in “Words to place”."),
    "set_aside": _("“%(words)s” is kept and set aside: the centre said that it is no savoir."),
    "not_a_savoir": _("“%(words)s” does not seem to be a savoir. It is not kept."),
    "places_unclear": _("Places: “%(words)s” is not a number."),
    "accessible_unclear": _("Access: “%(words)s” says neither yes nor no. We take it as no."),
    "age_unclear": _("Age: “%(words)s” does not give an age. The age stays unknown."),
    "place_is_a_home": _("Place: “%(words)s” is a home. The place is left out."),
    "place_new": _("“%(words)s” is a new meeting place."),
    "contact_without_yes": _("There is no yes to be contacted. The contact details are left out."),
    "contact_under_15": _("Under 15: the contact details are left out."),
    "contact_to_check": _("The phone or the e-mail looks wrong. It is kept as it is written: check it."),
    "contact_wrong": _("The phone or the e-mail cannot be read. It is left out."),
    "yes_without_contact": _("There is a yes to be contacted, but no phone and no e-mail."),
    "choice_unread": _("“%(words)s” is not one of the choices. It is left out."),
    "scale_unread": _("“%(words)s” is not a figure of the scale. It is left out."),
    "waits_for_review": _("Some words wait to be read again before the team sees them."),
}
CHANGES = {
    "set_first_name": _("First name: %(words)s"),
    "set_last_name": _("Family name: %(words)s"),
    "set_birth_year": _("Year of birth: %(words)s"),
    "set_said_age_band": _("Age: %(words)s"),
    "set_commune": _("Village: %(words)s"),
    "set_household": _("Household: %(words)s"),
    "set_phone": _("Phone: %(words)s"),
    "set_email": _("E-mail: %(words)s"),
    "set_half_days": _("Free half-days: %(words)s in the week"),
    "add_offers": _("Can share: “%(words)s”"),
    "add_requests": _("Would like to learn: “%(words)s”"),
    "set_places": _("Places: %(words)s"),
    "set_accessible": _("No step to climb: %(words)s"),
    "set_address": _("Address: %(words)s"),
    "set_openings": _("Open half-days: %(words)s in the week"),
    "leave_contact": _("With contact details, as the person agreed"),
    "hear_offers": _("Offers heard: “%(words)s”"),
    "hear_requests": _("Requests heard: “%(words)s”"),
}
FIELD_NAMES = {
    Kind.RESIDENTS: {
        "first_name": _("First name"),
        "family_name": _("Family name"),
        "full_name": _("First and family name together"),
        "birth_year": _("Year of birth or age"),
        "commune": _("Village"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "offers": _("What the person can share"),
        "requests": _("What the person would like to learn"),
        "availability": _("Free half-days"),
        "household": _("Household"),
        "note": _("Note, to be read and not kept"),
    },
    Kind.VENUES: {
        "name": _("Name of the place"),
        "commune": _("Village"),
        "places": _("Number of places"),
        "open_half_days": _("Open half-days"),
        "accessible": _("No step to climb"),
        "address": _("Address"),
    },
    Kind.SURVEY: {
        "day": _("Date"),
        "place": _("Meeting place"),
        "kind": _("Kind of place"),
        "met": _("People met on that outing"),
        "commune": _("Village"),
        "age": _("Age, or age band"),
        "sheet_number": _("Number of the sheet"),
        "consent": _("Yes or no to be contacted"),
        "first_name": _("First name"),
        "family_name": _("Family name"),
        "full_name": _("First and family name together"),
        "phone": _("Phone, or contact"),
        "email": _("E-mail"),
        "new_question": _("Another question, to be added with its title"),
    },
}
VERDICTS = {
    Verdict.CREATE: gettext_lazy("new line"),
    Verdict.UPDATE: gettext_lazy("completes what we know"),
    Verdict.SAME: gettext_lazy("nothing new"),
    Verdict.PROBABLE: gettext_lazy("probably known"),
    Verdict.REFUSED: gettext_lazy("to correct"),
}


def say_error(error: SheetError) -> str:
    return ERRORS[error.code] % error.values


def say_verdict(verdict: str) -> str:
    return str(VERDICTS[Verdict(verdict)])


def say_reason(remark: Remark) -> str:
    return _say(REASONS, remark)


def say_remark(remark: Remark) -> str:
    return _say(REMARKS, remark)


def say_change(remark: Remark) -> str:
    return _say(CHANGES, remark)


def say_why(line: PlannedLine) -> list[str]:
    """What goes in the « Raison » column: why a line is held back, or what of it is left out."""
    if line.is_held_back:
        return [say_reason(reason) for reason in line.reasons]
    return [say_remark(remark) for remark in line.losses]


def say_counts(counts: dict[str, int]) -> list[tuple[str, str]]:
    """Verdicts in order, each with its sentence: « 12 personnes nouvelles » is up to the page, this says lines."""
    sentences = {
        Verdict.CREATE: ngettext("%(count)s new line", "%(count)s new lines", counts["create"]),
        Verdict.UPDATE: ngettext(
            "%(count)s line completes what we know", "%(count)s lines complete what we know", counts["update"]
        ),
        Verdict.SAME: ngettext(
            "%(count)s line brings nothing new", "%(count)s lines bring nothing new", counts["same"]
        ),
        Verdict.PROBABLE: ngettext(
            "%(count)s line probably speaks of somebody known",
            "%(count)s lines probably speak of somebody known",
            counts["probable"],
        ),
        Verdict.REFUSED: ngettext("%(count)s line to correct", "%(count)s lines to correct", counts["refused"]),
    }
    return [(str(verdict), sentence % {"count": counts[verdict]}) for verdict, sentence in sentences.items()]


def _say(sentences: dict[str, object], remark: Remark) -> str:
    return str(sentences[remark.code]) % {"words": _ordinary(remark)}


def _ordinary(remark: Remark) -> str:
    """Phones as they are dialled here, ages and yes or no in words."""
    if remark.code in ("set_phone", "phone_more"):
        number = phonenumbers.parse(remark.words, "FR")
        at_home = number.country_code == 33
        style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, style)
    if remark.code == "set_said_age_band":
        return str(AgeBand(remark.words).label)
    if remark.code == "set_accessible":
        return gettext("yes") if remark.words == "True" else gettext("no")
    return remark.words
