"""Somebody says yes to what their words became: they join, or it is added to their space. Once, and theirs alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows import accounts
from members.flows.refused import Refused
from members.flows.wishes import AlreadySaid, say, say_as
from members.models import Member, Offer, Request, Wish
from members.sheets.doubles import name_key
from members.sheets.emails import read_emails
from members.sheets.phones import read_phones
from surveys.flows.invitations import words_of
from surveys.flows.people import slips_of
from surveys.models import ContactSlip, Invitation, Outcome


@dataclass(frozen=True)
class Joined:
    """`was_there`: a resident already, whose space grew."""

    member: Member
    was_there: bool


def find_resident(slip: ContactSlip) -> Member | None:
    """The one resident who is this person: the first name of the slip, and one of its e-mail and phones."""
    reached = Q(phone__in=read_phones(slip.phone).numbers)
    if email := _first_email(slip):
        reached |= Q(email__iexact=email) | Q(contact_email__iexact=email)
    names = set(name_key(slip.name).split())
    people = Member.objects.present().filter(reached).order_by("pk")
    found = [person for person in people if set(name_key(person.first_name).split()) <= names]
    return found[0] if len(found) == 1 else None


@transaction.atomic
def join_by_link(*, invitation: Invitation, newcomer: accounts.Newcomer, kept: Mapping[int, str]) -> Joined:
    """Open the account of who came by the link sent to their e-mail, with the words they kept. Raises Refused.

    A letter says nothing of an e-mail: who came by one gets an account as at the desk, without a way to sign in yet.
    """
    held, slip = _hold(invitation)
    if not held.is_good:
        raise Refused(_("This link is too old, or it was used already."))
    member = find_resident(slip)
    try:
        made = member or _open_account(held, slip, newcomer)
    except accounts.AccountClosed as error:
        raise Refused(_("This account is closed. Please call us.")) from error
    except accounts.SignsInOtherwise as error:
        raise Refused(_("We know you already, with a user name. Come in with it, or call the centre.")) from error
    _keep(held, slip, made, kept)
    return Joined(made, member is not None)


@transaction.atomic
def join_by_phone(
    *,
    invitation: Invitation,
    newcomer: accounts.Newcomer,
    phone: str,
    contact_email: str,
    kept: Mapping[int, str],
    resident: Member | None = None,
) -> Member:
    """The team signs somebody up in their name, or gives their words to the resident they are. Raises Refused."""
    held, slip = _hold(invitation)
    member = resident or accounts.add_person_at_desk(newcomer=newcomer, phone=phone, contact_email=contact_email)
    _keep(held, slip, member, kept)
    return member


def words_waiting(member: Member) -> list[Outcome]:
    """What the words of a resident became and they have not said yes to, over all their slips."""
    return [outcome for slip in slips_of(member).order_by("pk") for outcome in words_of(slip)]


@transaction.atomic
def take_up_own(*, member: Member, kept: Mapping[int, str]) -> None:
    """A resident says yes, in their space, to what some of their words became."""
    for slip in slips_of(member).order_by("pk"):
        take_up(member=member, slip=slip, kept=kept)
        Invitation.objects.filter(slip=slip, member=None).update(
            member=member, joined_on=timezone.localdate(), code_hash=None
        )


@transaction.atomic
def take_up(*, member: Member, slip: ContactSlip, kept: Mapping[int, str]) -> None:
    """Of what the words of this slip became, what `kept` names becomes theirs, in the words written there."""
    numbers = list(words_of(slip).filter(pk__in=kept).values_list("pk", flat=True))
    held = Outcome.objects.select_for_update(of=("self",)).select_related("skill", "segment__answer__response")
    for outcome in held.filter(pk__in=numbers, member=None).order_by("pk"):
        words = " ".join(kept[outcome.pk].split())[:200] or outcome.words
        if outcome.kind == Outcome.Kind.OFFER:
            outcome.offer = _wish(Offer, member, outcome, words)
        elif outcome.kind == Outcome.Kind.REQUEST:
            outcome.request = _wish(Request, member, outcome, words)
        outcome.member, outcome.words = member, words
        outcome.save(update_fields=["member", "words", "offer", "request"])


def _hold(invitation: Invitation) -> tuple[Invitation, ContactSlip]:
    held = Invitation.objects.select_for_update(of=("self",)).select_related("slip").filter(pk=invitation.pk).first()
    if held is None or held.joined_on:
        raise Refused(_("This invitation was used already."))
    if not held.slip.agrees_to_contact or not hasattr(held.slip, "link"):
        raise Refused(_("This person did not agree to be linked to their answers."))
    return held, held.slip


def _open_account(invitation: Invitation, slip: ContactSlip, newcomer: accounts.Newcomer) -> Member:
    email, phone = _first_email(slip), _first_phone(slip)
    if invitation.letter_on:
        return accounts.add_person_at_desk(newcomer=newcomer, phone=phone, contact_email=email)
    return accounts.open_to_invited(newcomer=newcomer, email=email, phone=phone)


def _keep(invitation: Invitation, slip: ContactSlip, member: Member, kept: Mapping[int, str]) -> None:
    take_up(member=member, slip=slip, kept=kept)
    invitation.member, invitation.joined_on, invitation.code_hash = member, timezone.localdate(), None
    invitation.save(update_fields=["member", "joined_on", "code_hash"])


def _wish(kind: type[Wish], member: Member, outcome: Outcome, words: str) -> Wish | None:
    """The new offer or request; the one they have already for this savoir, unless other words lead to it."""
    told = {"source": Wish.Source.SURVEY, "said_on": outcome.segment.answer.response.day}
    told["renewed_on"] = timezone.localdate()
    try:
        if words != outcome.words:
            return say(member=member, kind=kind, words=words, **told)[0]
        return say_as(member=member, kind=kind, words=words, skill=outcome.skill, **told)
    except AlreadySaid as known:
        return kind.objects.living().filter(member=member, skill=known.skill, outcome=None).first()


def _first_email(slip: ContactSlip) -> str:
    return next(iter(read_emails(slip.email).addresses), "")


def _first_phone(slip: ContactSlip) -> str:
    return next(iter(read_phones(slip.phone).numbers), "")
