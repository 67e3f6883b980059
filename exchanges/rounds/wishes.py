"""What people offer and ask for, as far as it can be planned; what cannot, with the reason."""

import datetime
from dataclasses import dataclass

from exchanges.models import Participation, Proposal, Session
from exchanges.rounds.households import has_adult, split_parties
from exchanges.rounds.people import Availabilities
from members.models import Member, Offer, Request


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A request that cannot enter the problem, with the code of the reason and of what would unblock it."""

    request: Request
    reason: str
    unblock: str


def read_wishes(
    members: dict[int, Member], today: datetime.date, pinned: list[Proposal]
) -> tuple[list[Offer], list[Request], list[LeftOut]]:
    """Offers and requests of these members, and the requests left out; `pinned` groups need no half-day said."""
    offers = list(Offer.objects.active().filter(skill__is_active=True, member__in=members).order_by("pk"))
    asked = Request.objects.active().filter(member__is_active=True, member__paused_at=None)
    already = set(
        Participation.objects.filter(
            session__state__in=Session.AHEAD,
            session__date__gte=today,
            role=Participation.Role.LEARNER,
            answer__in=("prepared", "invited", "yes", "waiting"),
        ).values_list("member_id", "session__skill_id")
    )
    free = Availabilities.known_members()
    kept = {(row.member_id, proposal.skill_id) for proposal in pinned for row in proposal.people.all()}
    requests, left_out = [], []
    for request in asked.select_related("member__household", "skill").order_by("pk"):
        if (request.member_id, request.skill_id) in already and request.skill_id:
            continue
        if request.skill_id is None or not request.skill.is_active:
            left_out.append(LeftOut(request, "words_to_place", "place_words"))
        elif request.member_id not in members:
            reason = "no_authorisation" if request.member.is_under_age(on=today) else "not_in_plans"
            left_out.append(LeftOut(request, reason, "record_authorisation" if reason == "no_authorisation" else "ask"))
        elif not has_adult(request.member, members, on=today):
            left_out.append(LeftOut(request, "no_companion", "name_companion"))
        elif request.member_id not in free and (request.member_id, request.skill_id) not in kept:
            left_out.append(LeftOut(request, "no_availability", "say_when_free"))
        else:
            requests.append(request)
    requests, waiting = split_parties(requests, [left.request for left in left_out])
    left_out += [LeftOut(request, "household_waits", "ask_household") for request in waiting]
    offers = [offer for offer in offers if has_adult(members[offer.member_id], members, on=today)]
    return offers, requests, left_out
