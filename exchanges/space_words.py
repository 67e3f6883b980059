"""The sentences of « Mon espace »: where each wish stands, why a proposal came, what words became."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Participation
from members import wording
from members.models import Member, Offer, Request, Wish

Answer = Participation.Answer
NAMES_SHOWN = 4

_NEXT_TIME = gettext_lazy("Not this time. Your wait counts for the next.")
_AN_ADULT = gettext_lazy("We look for an adult to come along.")
_HOUSEHOLD = gettext_lazy("We look for a moment that suits your whole household.")
BLOCKED = {
    "no_authorisation": gettext_lazy("A parent has to agree first."),
    "no_companion": gettext_lazy("An adult has to come along. Who?"),
    "no_availability": gettext_lazy("Say when you are free, and we look for a date."),
    "no_offer": gettext_lazy("Nobody shares it yet. We look for somebody."),
    "level": gettext_lazy("We look for somebody who goes far into it."),
    "travel": gettext_lazy("We look for a place that everybody can reach."),
    "steps": gettext_lazy("We look for a place without steps."),
    "no_adult": _AN_ADULT,
    "adult_busy": _AN_ADULT,
    "household_waits": _HOUSEHOLD,
    "household_wish": _HOUSEHOLD,
    "household_busy": _HOUSEHOLD,
    "far_that_day": gettext_lazy("You are in another group that day, in a village far away."),
    "no_common_half_day": gettext_lazy("We look for a moment that suits everybody."),
    "no_open_venue": gettext_lazy("We look for a room that is open."),
    "own_limit": gettext_lazy("You have your sessions of the month already."),
    "own_conflict": gettext_lazy("You are in another group at that time."),
    "sharer_limit": _NEXT_TIME,
    "group_full": _NEXT_TIME,
    "venue_taken": _NEXT_TIME,
    "outweighed": _NEXT_TIME,
}
"""Reasons of a round (the codes of `exchanges.rounds.sentences`), said to the person who waits; others stay unsaid."""

WAYS_ON = {
    "one_more_learner": gettext_lazy("It would be %(when)s (%(place)s)."),
    "more_availability": gettext_lazy("Are you free %(when)s (%(place)s)? Tell us."),
    "a_lift": gettext_lazy("With a ride to “%(place)s”, you could come. Tell us."),
    "raise_limit": gettext_lazy("Would one more session suit you? Tell us."),
}
"""What would help (codes of `exchanges.rounds.sentences`), when the person who waits can do something about it."""

SAID_WHERE = {
    Wish.Source.SIGN_UP: gettext_lazy("When you signed up, on %(day)s"),
    Wish.Source.OWN_SPACE: gettext_lazy("In your space, on %(day)s"),
    Wish.Source.DESK: gettext_lazy("At the centre, on %(day)s"),
    Wish.Source.SHEET: gettext_lazy("At the centre, on %(day)s"),
    Wish.Source.SURVEY: gettext_lazy("In the questionnaire, on %(day)s"),
}


@dataclass(frozen=True)
class Step:
    """A knot of the thread; `state` is « done », « here » or « ahead »."""

    state: str
    icon: str
    title: str
    text: str = ""


def say_offer(offer: Offer) -> str:
    if offer.state == Wish.State.PAUSED:
        return _("Pausing.")
    if offer.skill is None:
        return _("We look for the right word.")
    if offer.others:
        return ngettext("%(number)s neighbour would like it.", "%(number)s neighbours would like it.", offer.others) % {
            "number": offer.others
        }
    return _("“%(words)s”") % {"words": offer.words}


def say_request(request: Request, line: Participation | None) -> str:
    if request.state == Wish.State.PAUSED:
        return _("Pausing.")
    if request.skill is None:
        return _("We look for the right word.")
    if line is not None and line.answer == Answer.INVITED:
        return _("A proposal awaits you.")
    if line is not None and line.answer == Answer.WAITING:
        return _("You are on the waiting list.")
    if line is not None:
        return _("See you on %(day)s.") % {"day": _day(line)}
    return _say_blocked(request)


def _say_blocked(request: Request) -> str:
    """From the last mouline: what is missing, then when it would be, or what the person can do about it."""
    details = request.unblock_details or {}
    said = str(BLOCKED.get(request.blocked, _("We look for people with you.")))
    if request.blocked == "too_few_learners":
        missing = details.get("missing") or 1
        said = ngettext(
            "One person is missing. We look for them.", "%(number)s people are missing. We look for them.", missing
        ) % {"number": missing}
    return " ".join(filter(None, (said, _say_way_on(request, details))))


def _say_way_on(request: Request, details: dict) -> str:
    """What would help, as long as it is of use; nothing when it depends on others alone."""
    when = _half_day(details)
    is_past = bool(when) and datetime.date.fromisoformat(details["date"]) <= timezone.localdate()
    is_others = request.unblock == "one_more_learner" and not (when and request.blocked == "too_few_learners")
    if request.unblock not in WAYS_ON or is_past or is_others:
        return ""
    return WAYS_ON[request.unblock] % {"when": when, "place": details.get("venue", "")}


def _half_day(details: dict) -> str:
    if "date" not in details:
        return ""
    return wording.say_half_day(datetime.date.fromisoformat(details["date"]), details["period"], lang=_lang())


def say_invitation(line: Participation) -> str:
    """One sentence with the person's own wish; of the others, only the first name of who shares."""
    if line.role == Participation.Role.SHARER:
        return _("You offered to share it. Neighbours would like to learn it.")
    if line.role == Participation.Role.COMPANION:
        return _("An adult has to come along with a child.")
    wanted = _("You wanted to learn it.") if line.serves else _("It may be for you.")
    if not line.sharer:
        return wanted
    shown = _("%(name)s is glad to show it.") % {"name": line.sharer}
    return f"{wanted} {shown}"


def say_place(line: Participation) -> str:
    """The place, with its village unless its name says it already."""
    venue = line.session.venue
    return venue.name if venue.commune.name in venue.name else f"{venue.name}, {venue.commune.name}"


def say_yes_count(line: Participation) -> str:
    taken = line.session.taken
    if not taken:
        return _("Nobody has answered yet")
    return ngettext("%(number)s person said yes", "%(number)s people said yes", taken) % {"number": taken}


def reasons_for(line: Participation, person: Member, slots: set[tuple[int, int]]) -> list[str]:
    """Why this proposal came to this person, from what they said themselves."""
    reasons = []
    if line.serves:
        day = wording.say_date(line.serves.said_on, lang=_lang())
        reasons.append(_("You said “%(words)s” on %(day)s.") % {"words": line.serves.words, "day": day})
    if line.member_id == person.pk and (line.date.weekday(), line.period) in slots:
        reasons.append(_("You are usually free at that time."))
    if line.member.commune_id and line.member.commune_id == line.session.venue.commune_id:
        reasons.append(_("It is in your village."))
    if line.session.venue.step_free and line.member.needs_step_free:
        reasons.append(_("There is no step to climb."))
    return reasons


def say_names(names: list[str]) -> str:
    """« Claude, Julien, Inès, Nadia et 3 autres »."""
    more = len(names) - NAMES_SHOWN
    if more < 2:
        return wording.join_words(names, lang=_lang())
    rest = ngettext("%(number)s other", "%(number)s others", more) % {"number": more}
    return wording.join_words([*names[:NAMES_SHOWN], rest], lang=_lang())


def say_sheet(place: str, day: datetime.date) -> str:
    """« Place du marché, octobre 2026 »: where and when somebody said it to an interviewer, or wrote it."""
    month = wording.say_month(day, lang=_lang())
    return f"{place}, {month}" if place else _("In the questionnaire, %(month)s") % {"month": month}


def say_support(day: datetime.date) -> str:
    return _("You said “Count me in” on %(day)s") % {"day": wording.say_date(day, lang=_lang(), weekday=False)}


def say_where_said(wish: Wish) -> str:
    if outcome := getattr(wish, "outcome", None):
        response = outcome.segment.answer.response
        return say_sheet(response.place.name if response.place else "", response.day)
    return SAID_WHERE[wish.source] % {"day": wording.say_date(wish.said_on, lang=_lang(), weekday=False)}


def steps_of(thread) -> list[Step]:
    """What came after « Vous avez dit », up to now, and what is ahead."""
    stage, wish, line = thread.stage, thread.wish, thread.line
    if stage == 0:
        return [
            Step("here", "help-circle", _("We look for the right word"), _("The centre reads what you said.")),
            Step("ahead", "", _("Then we look for people with you")),
        ]
    heard = Step("done", wish.skill.icon or "check", wish.skill.name, _say_others(thread))
    if stage == 1:
        here = _("We look for people with you") if not thread.shares else _("We look for who would like it")
        return [heard, Step("here", "users", here), Step("ahead", "", _("As soon as you are three, a proposal"))]
    proposal = Step("here" if stage == 2 else "done", "message-circle", _("A proposal was born"), _say_where(line))
    if stage == 2:
        return [heard, proposal, Step("ahead", "", _("What comes next is yours"))]
    if stage == 3:
        return [heard, proposal, Step("here", "calendar-event", _("You are going"), capfirst(_day(line)))]
    return [heard, proposal, Step("done", "check", _("You lived it together"), capfirst(_day(line)))]


def steps_of_idea(thread) -> list[Step]:
    """What came of an idea after « Vous avez dit »."""
    if thread.stage == 0:
        return [
            Step("here", "message-2", _("We read it with the others")),
            Step("ahead", "", _("Then we gather those that look alike")),
        ]
    gathered = Step("done", "users", _("Others say the same"), "" if thread.is_support else thread.title)
    if thread.stage == 1:
        here = Step("here", "users", _("We look for who is in"), _("As soon as you are three, a group may be born."))
        return [gathered, here, Step("ahead", "", _("Then a group, or a project"))]
    born = _("A project was born") if thread.is_project else _("A group was born")
    if thread.stage == 3:
        here = Step("here", "plant-2", born, thread.born)
        return [gathered, here, Step("ahead", "", _("You decide the rest together"))]
    held = capfirst(wording.say_date(thread.held_on, lang=_lang()))
    return [gathered, Step("done", "plant-2", born, thread.born), Step("done", "check", _("It took place"), held)]


def _say_others(thread) -> str:
    if not thread.others:
        return ""
    if thread.shares:
        text = ngettext("%(number)s neighbour would like it.", "%(number)s neighbours would like it.", thread.others)
    else:
        text = ngettext("%(number)s neighbour wants it too.", "%(number)s neighbours want it too.", thread.others)
    return text % {"number": thread.others}


def _say_where(line: Participation) -> str:
    return f"{line.session.title}, {_day(line)}"


def _day(line: Participation) -> str:
    return wording.say_date(line.date, lang=_lang(), year=False)


def _lang() -> str:
    return get_language() or "fr"
