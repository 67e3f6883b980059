"""Forget a person: an anonymous row stays, so that sums stay, and everything that told who it was goes."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from members.flows.learning import forget_picks_of
from members.flows.sheet_forgetting import forget_in_sheets
from members.flows.wishes import withdraw_all
from members.folding import fold
from members.models import Authorisation, Household, Member, Offer, Request, Wish

NOBODY = "—"
EMPTIED = {
    "username": None,
    "email": None,
    "contact_email": "",
    "phone": "",
    "first_name": NOBODY,
    "last_name": "",
    "birth_year": None,
    "household": None,
    "companion": None,
    "comes_with_facilitator": False,
    "travel_km": None,
    "needs_step_free": False,
    "needs_ride": False,
    "needs_large_print": False,
    "needs_slow_french": False,
    "needs_note": "",
    "shares_phone": False,
    "shares_email": False,
    "is_facilitator": False,
    "is_cleared_for_minors": False,
    "is_staff": False,
    "is_superuser": False,
    "is_active": False,
    "paused_at": None,
    "brought_by": None,
}
"""What each field becomes; the village and the band of age stay, for the sums of the network."""


@transaction.atomic
def anonymise(*, member: Member) -> None:
    """Replace the person by an anonymous row, here and in every trace kept of them. It cannot be undone.

    What belongs to sessions (seats, groups) is given back first, by `exchanges.flows.leaving.erase`.
    """
    name, texts = member.get_full_name(), _telling_texts(member)
    withdraw_all(member=member)
    _forget_words(member)
    _forget_authorisations(member, name)
    _forget_admin_log(member, name)
    forget_in_sheets(texts=texts, name=name)
    for rows in (member.availabilities, member.dated_exceptions, member.messages):
        rows.all().delete()
    EmailAddress.objects.filter(user=member).delete()
    Authenticator.objects.filter(user=member).delete()
    for links in (member.guardians, member.wards, member.groups, member.user_permissions):
        links.clear()
    Member.objects.filter(companion=member).update(companion=None)
    household, family_name = member.household, member.last_name
    _empty(member)
    if household:
        _forget_household(household, family_name)


def _empty(member: Member) -> None:
    member.said_age_band = member.age_band(on=timezone.localdate())
    for field, value in EMPTIED.items():
        setattr(member, field, value)
    member.erased_at = timezone.now()
    member.set_unusable_password()
    member.save()
    kept = {field.name for field in member.history.model._meta.get_fields()}
    past = {field: value for field, value in EMPTIED.items() if field in kept}
    member.history.update(**past, said_age_band=member.said_age_band)


def _telling_texts(member: Member) -> set[str]:
    """E-mails and phone, as they may stand in a file."""
    phone = member.phone.as_e164 if member.phone else ""
    return {text for text in (member.email, member.contact_email, phone) if text}


def _forget_words(member: Member) -> None:
    """The savoir stays, the sentence goes; what was learned from it goes too, when nobody else said it."""
    sentences: set[str] = set()
    for kind in (Offer, Request):
        for wish in kind.objects.filter(member=member).select_related("skill"):
            sentences.add(wish.folded_words)
            words = wish.skill.name if wish.skill else NOBODY
            wish.words, wish.note = words, ""
            if wish.skill is None:
                wish.state = Wish.State.NOT_A_SKILL
            wish.save()
            wish.history.update(words=words, folded_words=wish.folded_words)
    forget_picks_of(folded_words=sentences)


def _forget_household(household: Household, family_name: str) -> None:
    """A household keeps the name of those who stay; one where nobody stays goes."""
    staying = Member.objects.filter(household=household).order_by("birth_year", "pk")
    if not staying:
        household.delete()
    elif not any(fold(one.last_name) == fold(family_name) for one in staying):
        household.name = staying[0].last_name or staying[0].first_name
        household.save()


def _forget_authorisations(member: Member, name: str) -> None:
    """Their own, and those they gave for children: these end, since nobody answers for them any more."""
    member.authorisations.update(guardian_name=NOBODY)
    given = Authorisation.objects.filter(member__guardians=member, guardian_name=name)
    given.filter(ended_on=None).update(ended_on=timezone.localdate())
    given.update(guardian_name=NOBODY)


def _forget_admin_log(member: Member, name: str) -> None:
    kind = ContentType.objects.get_for_model(Member)
    about = LogEntry.objects.filter(content_type=kind, object_id=str(member.pk))
    if member.last_name:
        about |= LogEntry.objects.filter(object_repr__icontains=name)
        about |= LogEntry.objects.filter(change_message__icontains=name)
    about.update(object_repr=NOBODY, change_message="")
