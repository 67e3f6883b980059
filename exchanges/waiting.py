"""What waits for the team today."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from exchanges.models import Call, News, Proposal, Round, Session
from members.models import Centre, Member, Offer, Request
from surveys.flows.invitations import slips_to_invite
from surveys.models import Answer, Edition, Invitation, Outing

SOON = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Thing:
    """One line: a pictogram, a sentence, where it is settled."""

    icon: str
    sentence: str
    url: str


def things_for_team(*, on: datetime.date) -> list[Thing]:
    """Only what waits, the most pressing first; an empty list when all is settled."""
    states = dict(Session.objects.living().order_by().values_list("state").annotate(Count("pk")))
    team_sessions = reverse("team_sessions")
    proposals = Proposal.objects.filter(state=Proposal.State.OPEN)
    latest = Round.objects.filter(state=Round.State.DONE).values_list("pk", flat=True).first()
    soon = Outing.objects.filter(edition__state=Edition.State.OPEN, date__range=(on, on + SOON))
    words = sum(
        model.objects.waiting_for_a_skill().values("folded_words").distinct().count() for model in (Offer, Request)
    )
    counted = (
        (
            "phone",
            Call.objects.to_make().count(),
            lambda n: ngettext("%(n)s call to make", "%(n)s calls to make", n),
            reverse("team_calls"),
        ),
        (
            "message-circle",
            News.objects.to_call().count(),
            lambda n: ngettext("%(n)s piece of news to give", "%(n)s pieces of news to give", n),
            reverse("news_calls"),
        ),
        *_invitations(),
        (
            "eye",
            Answer.objects.waiting_for_review().count(),
            lambda n: ngettext("%(n)s text of the survey to check", "%(n)s texts of the survey to check", n),
            reverse("survey_review"),
        ),
        (
            "check",
            Session.objects.to_close(on=on).count(),
            lambda n: ngettext("%(n)s session to close", "%(n)s sessions to close", n),
            f"{team_sessions}?show=to_close",
        ),
        (
            "walk",
            soon.short_of_people().count(),
            lambda n: ngettext("%(n)s outing lacks somebody", "%(n)s outings lack somebody", n),
            _outings_url(soon),
        ),
        (
            "send",
            states.get(Session.State.TO_SETTLE, 0),
            lambda n: ngettext("%(n)s session to settle", "%(n)s sessions to settle", n),
            f"{team_sessions}?show=to_settle",
        ),
        (
            "affiliate",
            proposals.count() if latest else 0,
            lambda n: ngettext("%(n)s proposal to look at", "%(n)s proposals to look at", n),
            reverse("round", args=[latest]) if latest else "",
        ),
        (
            "message-2",
            words,
            lambda n: ngettext("%(n)s phrase to place in the catalogue", "%(n)s phrases to place in the catalogue", n),
            reverse("words_to_sort"),
        ),
        (
            "user-plus",
            Member.objects.awaiting_authorisation(on=on).count(),
            lambda n: ngettext(
                "%(n)s young person without a guardian’s authorisation",
                "%(n)s young people without a guardian’s authorisation",
                n,
            ),
            f"{reverse('people')}?show=without_authorisation",
        ),
    )
    things = [Thing(icon, say(n) % {"n": n}, url) for icon, n, say, url in counted if n]
    return [*things, *_settings_to_fill()]


def _invitations() -> list[tuple]:
    """Who may be invited with what they said, and who waits for a call about it; each leads to the edition that has
    most of them."""
    lines = []
    for icon, found, say, page in (
        (
            "send",
            slips_to_invite().values_list("edition"),
            lambda n: ngettext("%(n)s person to invite with their words", "%(n)s people to invite with their words", n),
            "outcomes",
        ),
        (
            "phone",
            Invitation.objects.to_call().values_list("slip__edition"),
            lambda n: ngettext("%(n)s invitation to give on the phone", "%(n)s invitations to give on the phone", n),
            "invitation_calls",
        ),
    ):
        counts = dict(found.order_by().annotate(Count("pk")))
        url = reverse(page, args=[max(counts, key=lambda pk: (counts[pk], pk))]) if counts else ""
        lines.append((icon, sum(counts.values()), say, url))
    return lines


def _outings_url(soon) -> str:
    """The calendar of the edition whose outing comes first."""
    first = soon.short_of_people().order_by("date", "pk").values_list("edition", flat=True).first()
    return f"{reverse('outings', args=[first])}?show=short" if first else ""


def _settings_to_fill() -> list[Thing]:
    """The phone and the hours stand at the foot of every page: people who are lost look for them there."""
    centre = Centre.load()
    if centre.phone and centre.opening_hours:
        return []
    sentence = gettext("The centre’s phone and hours to fill in")
    return [Thing("edit", sentence, reverse("admin:members_centre_changelist"))]
