"""Everything the network knows about a person, in plain values, to take away."""

from members.models import Member

FACTS = (
    "first_name", "last_name", "username", "email", "contact_email", "phone", "birth_year", "said_age_band", "language",
    "travel_km", "max_share", "max_learn", "needs_step_free", "needs_ride", "needs_large_print", "needs_slow_french",
    "needs_note", "comes_with_facilitator", "shares_phone", "shares_email", "is_facilitator", "is_cleared_for_minors",
    "joined_at", "paused_at",
)  # fmt: skip


def gather_person(member: Member) -> dict[str, object]:
    """Keys are words of the code; values are texts, numbers, dates, lists of these, or null."""
    return {
        **{name: _plain(getattr(member, name)) for name in FACTS},
        "village": str(member.commune) if member.commune else None,
        "household": str(member.household) if member.household else None,
        "household_wish": str(member.household.wish) if member.household else None,
        "children": [child.first_name for child in member.wards.order_by("pk")],
        "guardians": [guardian.first_name for guardian in member.guardians.order_by("pk")],
        "brought_from_a_sheet": member.brought_by_id is not None,
        "offers": list(_wishes(member.offers, "level", "max_learners")),
        "requests": list(_wishes(member.requests, "min_level", "waiting_since")),
        "free_half_days": [str(row) for row in member.availabilities.all()],
        "days_away_or_also_free": list(
            member.dated_exceptions.order_by("first_day", "pk").values("kind", "first_day", "last_day", "period")
        ),
        "consents": list(member.consents.order_by("at", "pk").values("topic", "given", "wording", "at")),
        "authorisations": list(
            member.authorisations.order_by("given_on", "pk").values("guardian_name", "given_on", "ended_on")
        ),
        "mails": list(member.messages.order_by("created_at", "pk").values("subject", "text", "state", "created_at")),
    }


def _wishes(rows, *details: str):
    names = ("words", "skill__name", "note", "state", "source", "said_on", "renewed_on", *details)
    return rows.order_by("said_on", "pk").values(*names)


def _plain(value: object) -> object:
    """A phone number as one writes it."""
    return str(value) if hasattr(value, "as_e164") else value
