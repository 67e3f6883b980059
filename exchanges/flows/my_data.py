"""Everything known about a person, groups and sessions included."""

from exchanges.models import GroupMember, News, Participation, Refusal
from members.flows.my_data import gather_person
from members.models import Member
from surveys.flows.people import gather_words


def gather_all(member: Member) -> dict[str, object]:
    """As `members.flows.my_data.gather_person`, with what was lived in the network; nobody else is named."""
    lines = Participation.objects.filter(member=member).select_related("session__venue").order_by("date", "pk")
    groups = GroupMember.objects.filter(member=member).order_by("joined_at", "pk")
    refusals = Refusal.objects.filter(member=member).order_by("pk")
    return {
        **gather_person(member),
        "sessions": [
            {
                "title": line.session.title,
                "date": line.session.date,
                "place": str(line.session.venue),
                "role": line.role,
                "answer": line.answer,
                "answered_at": line.answered_at,
                "came": line.came,
            }
            for line in lines
        ],
        "groups": list(groups.values("group__title", "group__project__title", "shares", "joined_at", "left_at")),
        "told_what_their_words_became": list(
            News.objects.filter(member=member)
            .order_by("asked_on", "pk")
            .values("group__title", "about", "way", "told_on")
        ),
        "survey": gather_words(member),
        "to_avoid": list(refusals.values("skill__name", "venue__name", "weekday", "period", "reason", "created_at")),
    }
