"""Somebody signs up, or comes back to what the centre already knew of them."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from rapidfuzz import fuzz

from members import mail
from members.flows.places import find_or_add_commune
from members.flows.wishes import say_at_sign_up
from members.folding import fold
from members.models import Consent, Member, Offer, Request

TERMS_WORDING = "2026-11"
SAME_FIRST_NAME = 85
"""Two first names closer than this (0 to 100) are one name written in two ways."""


class AccountClosed(Exception):
    """The e-mail belongs to somebody whose account the centre closed."""


class SignsInOtherwise(Exception):
    """The person is known and has a user name already: they sign in with it."""


@dataclass(frozen=True)
class Newcomer:
    """What somebody says when they sign up; only the first name and one of the two titles are always there."""

    first_name: str
    last_name: str = ""
    commune: str = ""
    birth_year: int | None = None
    offer: str = ""
    request: str = ""
    language: str = "fr"


@transaction.atomic
def sign_up_with_username(*, newcomer: Newcomer, username: str, password: str) -> Member:
    member = Member.objects.create_user(username.lower(), None, password, **_facts(newcomer))
    _welcome(member, newcomer)
    return member


@transaction.atomic
def sign_up_with_email(*, newcomer: Newcomer, email: str) -> Member:
    """Make the account of somebody who has just shown, by a code, that this e-mail is theirs.

    Whoever signs in with this e-mail already is simply let in, with the new words added. Somebody the centre
    knew from a sheet, with this e-mail to write to and the same name, gets the account: one person stays one person.
    Raises AccountClosed or SignsInOtherwise.
    """
    email = email.lower()
    member = Member.objects.select_for_update().filter(email__iexact=email).first()
    if member is None:
        member = _known_person(newcomer, email) or Member(**_facts(newcomer))
        member.email = email
        member.contact_email = member.contact_email or email
        _fill_gaps(member, newcomer)
        if not member.password:
            member.set_unusable_password()
        member.save()
    elif not member.is_active:
        raise AccountClosed
    address, _made = EmailAddress.objects.get_or_create(user=member, email=email)
    address.set_verified()
    address.set_as_primary(conditional=True)
    _welcome(member, newcomer)
    return member


def record_consent(*, member: Member, topic: str, given: bool) -> None:
    """Write down a yes or a no, when it changes what was said last."""
    last = member.consents.filter(topic=topic).order_by("-at", "-pk").first()
    if (last.given if last else False) != given:
        Consent.objects.create(member=member, topic=topic, given=given, wording=TERMS_WORDING)


def _facts(newcomer: Newcomer) -> dict[str, object]:
    return {
        "first_name": newcomer.first_name,
        "last_name": newcomer.last_name,
        "birth_year": newcomer.birth_year,
        "commune": find_or_add_commune(newcomer.commune),
        "language": newcomer.language,
    }


def _fill_gaps(member: Member, newcomer: Newcomer) -> None:
    """What the person says of themself completes what the centre had; it never replaces it."""
    for name, value in _facts(newcomer).items():
        if not getattr(member, name):
            setattr(member, name, value)


def _known_person(newcomer: Newcomer, email: str) -> Member | None:
    """The one person without a way to sign in who has this e-mail to write to and this name."""
    namesakes = [
        person
        for person in Member.objects.select_for_update().present().filter(contact_email__iexact=email, email=None)
        if _is_same_name(person, newcomer)
    ]
    if any(person.username and person.has_usable_password() for person in namesakes):
        raise SignsInOtherwise
    if len(namesakes) != 1 or namesakes[0].is_staff:
        return None
    return namesakes[0]


def _is_same_name(person: Member, newcomer: Newcomer) -> bool:
    if newcomer.last_name and person.last_name and fold(newcomer.last_name) != fold(person.last_name):
        return False
    if newcomer.birth_year and person.birth_year and abs(newcomer.birth_year - person.birth_year) > 1:
        return False
    return fuzz.ratio(_bare(newcomer.first_name), _bare(person.first_name)) >= SAME_FIRST_NAME


def _bare(name: str) -> str:
    return fold(name).replace("-", " ")


def _welcome(member: Member, newcomer: Newcomer) -> None:
    record_consent(member=member, topic=Consent.Topic.TERMS, given=True)
    say_at_sign_up(member=member, kind=Offer, words=newcomer.offer)
    say_at_sign_up(member=member, kind=Request, words=newcomer.request)
    if member.last_login is None:
        mail.post(member=member, kind="welcome", context={"today": timezone.localdate()})
