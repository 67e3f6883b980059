"""What the questionnaire holds of a resident who is known: to give it to them, and to forget it."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr

from members.folding import fold
from members.models import Member
from surveys.models import ContactSlip, Device, Outcome, Response, Support

NOBODY = "—"


def slips_of(member: Member) -> QuerySet[ContactSlip]:
    """Slips this person joined with, and those with their first name and one of their e-mails or their phone."""
    emails = {email.casefold() for email in (member.email, member.contact_email) if email}
    phone = _last_digits(str(member.phone or ""))
    hers = [
        slip.pk
        for slip in ContactSlip.objects.order_by("pk")
        if (slip.email.casefold() in emails or (phone and _last_digits(slip.phone) == phone))
        and fold(member.first_name) in fold(slip.name)
    ]
    return ContactSlip.objects.filter(Q(invitation__member=member) | Q(pk__in=hers))


def _last_digits(phone: str) -> str:
    """The nine figures that stay the same with or without the country."""
    return "".join(sign for sign in phone if sign.isdigit())[-9:]


def gather_words(member: Member) -> dict[str, object]:
    """Their slip, the answers they agreed to link to it, and where they go out, in plain values, to take away."""
    slips = slips_of(member).order_by("pk")
    linked = Response.objects.filter(slip_link__slip__in=slips.values("pk")).order_by("day", "pk")
    return {
        "contact_slips": list(slips.values("name", "phone", "email", "agrees_to_contact", "agrees_to_news")),
        "linked_answers": [
            {
                "edition": str(response.edition),
                "day": response.day,
                "answers": [
                    {
                        "question": str(answer.question),
                        "text": answer.text,
                        "choices": answer.choices,
                        "number": answer.number,
                    }
                    for answer in response.answers.select_related("question").order_by("question__position", "pk")
                ],
            }
            for response in linked.select_related("edition__survey")
        ],
        "what_my_words_became": list(
            Outcome.objects.filter(member=member)
            .annotate(
                said=Substr("segment__answer__text", F("segment__start") + 1, F("segment__end") - F("segment__start"))
            )
            .order_by("decided_on", "pk")
            .values("kind", "help", "words", "said", "skill__name", "decided_on", "told_on")
        ),
        "outings": list(member.outings.order_by("date", "pk").values("date", "place__name", "kind")),
        "supports": list(
            Support.objects.filter(member=member).order_by("since", "pk").values("gathering__title", "since")
        ),
    }


@transaction.atomic
def forget_person(*, member: Member) -> None:
    """Their slips, links, invitations, supports, phones and outings go; what their words became loses its words.

    The sentences stay as an anonymous voice. Called before `members.flows.erasure.anonymise`, which empties the
    e-mail and the phone slips are known by.
    """
    became = Q(member=member) | Q(offer__member=member) | Q(request__member=member)
    became |= Q(segment__answer__response__slip_link__slip__in=slips_of(member).values("pk"))
    mine = list(Outcome.objects.filter(became).order_by("pk").values_list("pk", flat=True).distinct())
    Outcome.objects.filter(pk__in=mine).update(words=NOBODY, member=None, offer=None, request=None)
    ContactSlip.objects.filter(pk__in=list(slips_of(member).values_list("pk", flat=True))).delete()
    Support.objects.filter(member=member).delete()
    Device.objects.filter(interviewer=member).delete()
    member.outings.clear()
