"""Somebody signs up, or comes back to what the centre already knew of them."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from members import mail
from members.flows.places import find_or_add_commune
from members.flows.wishes import say_if_any
from members.folding import fold
from members.models import Consent, Member, Offer, Request, Wish
from members.sheets.doubles import name_key, names_are_near

TERMS_WORDING = "2026-11"


class AccountClosed(Exception):
    """The e-mail belongs to somebody whose account the centre closed."""


class SignsInOtherwise(Exception):
    """The person is known and has a user name already: they sign in with it."""


class NameTaken(Exception):
    """Somebody else took the user name."""


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
    """Raises NameTaken when somebody took the user name in the meantime."""
    try:
        with transaction.atomic():
            member = Member.objects.create_user(username.lower(), None, password, **_facts(newcomer))
    except IntegrityError as error:
        raise NameTaken from error
    _welcome(member, newcomer)
    return member


def sign_up_with_email(*, newcomer: Newcomer, email: str) -> Member:
    """Make the account of somebody who has just shown, by a code, that this e-mail is theirs.

    Whoever signs in with this e-mail already is simply let in, with the new words added. Somebody the centre
    knew from a sheet, with this e-mail to write to and the same name, gets the account: one person stays one person.
    Raises AccountClosed or SignsInOtherwise.
    """
    try:
        return _open_by_email(newcomer, email.lower())
    except IntegrityError:  # the same person in two tabs: the other one has just made the account
        return _open_by_email(newcomer, email.lower())


@transaction.atomic
def _open_by_email(newcomer: Newcomer, email: str) -> Member:
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


def find_namesakes(*, newcomer: Newcomer) -> list[Member]:
    """People of the network who may be the same person: the name and the year of birth do not tell them apart."""
    alike = Member.objects.present().select_related("commune").order_by("folded_name", "pk")
    first = fold(newcomer.first_name)[:1]
    return [person for person in alike.filter(folded_name__contains=first) if _is_same_name(person, newcomer)][:5]


@transaction.atomic
def add_person_at_desk(*, newcomer: Newcomer, phone: str, contact_email: str) -> Member:
    """Somebody who may never sign in: the team speaks in their name, with their agreement."""
    member = Member.objects.create_user(phone=phone, contact_email=contact_email, **_facts(newcomer))
    _keep_words(member, newcomer, source=Wish.Source.DESK)
    return member


@transaction.atomic
def open_to_invited(*, newcomer: Newcomer, email: str, phone: str = "") -> Member:
    """The account of somebody who came by a link sent to this e-mail, which shows that it is theirs.

    An e-mail that is already somebody else's (a household's) stays theirs: the newcomer gets no sign-in by it.
    Raises AccountClosed or SignsInOtherwise.
    """
    holder = Member.objects.filter(email__iexact=email).first()
    if holder and not _is_same_name(holder, newcomer):
        return add_person_at_desk(newcomer=newcomer, phone=phone, contact_email=email)
    member = sign_up_with_email(newcomer=newcomer, email=email)
    if phone and not member.phone:
        member.phone = phone
        member.save(update_fields=["phone"])
    return member


def open_account(*, member: Member, username: str, password: str) -> None:
    """Give somebody a user name and a password; the former password no longer works."""
    member.username = username
    member.set_password(password)
    member.save(update_fields=["username", "password"])


def forget_former_emails(*, member: Member) -> None:
    """After the team changed the e-mail to sign in: the former ones no longer open the account."""
    EmailAddress.objects.filter(user=member).exclude(email__iexact=member.email or "").delete()


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
    """By the rules of the sheets: no case, no accents, a slip allowed; family names count when both are known."""
    if newcomer.birth_year and person.birth_year and abs(newcomer.birth_year - person.birth_year) > 1:
        return False
    with_family = bool(newcomer.last_name and person.last_name)
    one, other = (name_key(f"{who.first_name} {who.last_name if with_family else ''}") for who in (person, newcomer))
    return one == other or names_are_near(one, other)


def _keep_words(member: Member, newcomer: Newcomer, *, source: str) -> None:
    record_consent(member=member, topic=Consent.Topic.TERMS, given=True)
    for kind, words in ((Offer, newcomer.offer), (Request, newcomer.request)):
        say_if_any(member=member, kind=kind, words=words, source=source)


def _welcome(member: Member, newcomer: Newcomer) -> None:
    _keep_words(member, newcomer, source=Wish.Source.SIGN_UP)
    if member.last_login is None:
        mail.post(member=member, kind="welcome", context={"has_said": bool(newcomer.offer or newcomer.request)})
