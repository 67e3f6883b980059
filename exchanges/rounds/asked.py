"""What a round was asked, in words: « Sans la semaine du 7 décembre », what stays pinned, what it prefers."""

from collections.abc import Iterator, Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Proposal, Round, RoundPreferences
from exchanges.rounds.calendar import Span, week_of
from members.wording import quote_words, say_date, say_date_range, say_half_day, say_week


def asked_of(round_: Round) -> list[str]:
    """One sentence for each thing it was asked; none for a mouline that was simply started."""
    return [*_say_without(round_), *_say_kept(round_), *say_choices(round_.problem.get("preferences", {}))]


def place_names(round_: Round) -> list[str]:
    """The places it is to do without; kept with the plan under their names of that day."""
    return list(round_.without_venues.values_list("name", flat=True))


def say_span(span: Span) -> str:
    """« la semaine du 7 décembre », « le mardi 8 décembre », « les jours du 8 au 10 décembre 2026 »."""
    first, last = span
    if span == week_of(first):
        return say_week(first, lang=_lang())
    if first == last:
        return _("the day %(date)s") % {"date": say_date(first, lang=_lang(), year=False)}
    return _("the days %(days)s") % {"days": say_date_range(first, last, lang=_lang())}


def say_pin(proposal: Proposal) -> str:
    """« Pain et levain », mardi 8 décembre, le matin, Mairie."""
    when = say_half_day(proposal.date, proposal.period, lang=_lang())
    return f"{quote_words(proposal.skill.name, lang=_lang())}, {when}, {proposal.venue.name}"


def say_choices(choices: Mapping[str, str], besides: Mapping[str, str] | None = None) -> Iterator[str]:
    """« Mêler les âges et les communes : davantage », for each that is not as in `besides`, or as usual."""
    for name, step in choices.items():
        preference = RoundPreferences._meta.get_field(name)
        if step != (besides or {}).get(name, preference.default):
            said = {"preference": preference.verbose_name, "step": str(dict(preference.flatchoices)[step]).lower()}
            yield _("%(preference)s: %(step)s") % said


def _say_without(round_: Round) -> Iterator[str]:
    is_done = round_.state == Round.State.DONE
    names = round_.problem.get("without_places", ()) if is_done else place_names(round_)
    for name in names:
        yield _("Without %(what)s") % {"what": quote_words(name, lang=_lang())}
    for span in round_.skipped_spans:
        yield _("Without %(what)s") % {"what": say_span(span)}


def _say_kept(round_: Round) -> Iterator[str]:
    if round_.starts_from_id:
        yield _("Changing as little as possible")
    if pinned := round_.problem.get("pinned"):
        yield ngettext("%(number)s pinned group stays", "%(number)s pinned groups stay", pinned) % {"number": pinned}
    if refusals := round_.problem.get("refusals"):
        counted = ngettext("%(number)s refusal is respected", "%(number)s refusals are respected", refusals)
        yield counted % {"number": refusals}


def _lang() -> str:
    return get_language() or "fr"
