"""Children of a household: who they are, who answers for them, who comes along with them."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.models import Authorisation, Household, Member
from members.models.member import ADULT_AGE, MemberQuerySet

AUTHORISATION_WORDING = "2026-11"


@transaction.atomic
def add_child(*, guardian: Member, first_name: str, last_name: str, birth_year: int) -> Member:
    """A child without an account, in the guardian's household; the guardian comes along until another is named.

    Nothing can be planned for the child before `authorise_child`.
    """
    if guardian.household is None:
        guardian.household = Household.objects.create(name=guardian.last_name or guardian.first_name)
        guardian.save(update_fields=["household"])
    child = Member.objects.create_user(
        first_name=first_name,
        last_name=last_name or guardian.last_name,
        birth_year=birth_year,
        commune=guardian.commune,
        household=guardian.household,
        companion=guardian,
        language=guardian.language,
    )
    child.guardians.add(guardian)
    return child


def authorise_child(*, child: Member, guardian_name: str, by: Member, wording: str = "") -> Authorisation:
    """Put a guardian's authorisation on file from today; one already on file stays as it is.

    `wording` is the version of the sentence they agreed to on the screen; "" for a signed paper.
    """
    living = child.authorisations.filter(ended_on=None).first()
    return living or Authorisation.objects.create(
        member=child, guardian_name=guardian_name, recorded_by=by, wording=wording
    )


def end_authorisation(*, child: Member) -> None:
    """From today on the child is in no plan."""
    child.authorisations.filter(ended_on=None).update(ended_on=timezone.localdate())


def companions_for(*, child: Member, with_facilitators: bool) -> MemberQuerySet:
    """Adults who may come along: those of the household, guardians and, for the team, facilitators cleared for it."""
    this_year = timezone.localdate().year
    adults = Member.objects.present().filter(Q(birth_year=None) | Q(birth_year__lte=this_year - ADULT_AGE))
    who = Q(wards=child)
    if child.household_id:
        who |= Q(household=child.household_id)
    if with_facilitators:
        who |= Q(is_cleared_for_minors=True)
    return adults.filter(who).exclude(pk=child.pk).distinct().order_by("folded_name", "pk")


def name_companion(*, child: Member, adult: Member | None) -> None:
    """The adult who comes along; with nobody named, whichever facilitator may accompany children."""
    child.companion, child.comes_with_facilitator = adult, adult is None
    child.save(update_fields=["companion", "comes_with_facilitator"])


def say_wish(*, household: Household, wish: Household.Wish) -> None:
    """How the household wishes to come, from the next mouline on."""
    household.wish = wish
    household.save(update_fields=["wish"])
