"""People, what they know and would like to know, and how they are reached."""

import datetime

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from members import models
from tests.factories.words import FIRST_NAMES, LAST_NAMES, SKILLS, THEMES, VILLAGES, pick

PASSWORD = "tilleul-et-menthe"


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Commune

    name = factory.Sequence(lambda n: pick(VILLAGES, n))


class CommuneDistanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CommuneDistance

    first = factory.SubFactory(CommuneFactory)
    second = factory.SubFactory(CommuneFactory)
    kilometres = 7


class HouseholdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Household

    name = factory.Sequence(lambda n: f"Foyer {pick(LAST_NAMES, n)}")


class MemberFactory(factory.django.DjangoModelFactory):
    """An adult who signs in with an e-mail and the password `PASSWORD`.

    `without_email=True`: never signs in, reached by phone. `under_age=True`: 16 years. `child=True`: 9 years.
    `facilitator=True`, `team=True`, `administrator=True`: what they may do.
    """

    class Meta:
        model = models.Member
        skip_postgeneration_save = True

    class Params:
        without_email = factory.Trait(
            username=None,
            email=None,
            contact_email="",
            password=factory.LazyFunction(lambda: make_password(None)),
            phone=factory.Sequence(lambda n: f"+3356555{n % 10_000:04d}"),
        )
        under_age = factory.Trait(birth_year=factory.LazyFunction(lambda: timezone.localdate().year - 16))
        child = factory.Trait(
            birth_year=factory.LazyFunction(lambda: timezone.localdate().year - 9),
            username=None,
            email=None,
            password=factory.LazyFunction(lambda: make_password(None)),
        )
        facilitator = factory.Trait(is_facilitator=True)
        team = factory.Trait(is_staff=True, is_facilitator=True)
        administrator = factory.Trait(is_staff=True, is_superuser=True)

    first_name = factory.Sequence(lambda n: FIRST_NAMES[n % len(FIRST_NAMES)])
    last_name = factory.Sequence(lambda n: pick(LAST_NAMES, n))
    username = factory.Sequence(lambda n: f"habitant{n}")
    email = factory.Sequence(lambda n: f"habitant{n}@exemple.fr")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    birth_year = 1974
    commune = factory.SubFactory(CommuneFactory)


class AvailabilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Availability

    member = factory.SubFactory(MemberFactory)
    weekday = models.Weekday.TUESDAY
    period = models.Period.AFTERNOON


class DatedExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.DatedException

    member = factory.SubFactory(MemberFactory)
    first_day = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=10))
    last_day = factory.LazyAttribute(lambda row: row.first_day + datetime.timedelta(days=6))


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Theme
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: THEMES[n % len(THEMES)])


class SkillFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Skill
        django_get_or_create = ("name",)

    theme = factory.SubFactory(ThemeFactory)
    name = factory.Sequence(lambda n: pick(SKILLS, n))


class SkillTermFactory(factory.django.DjangoModelFactory):
    """The centre’s own words; `picked=True` for those residents chose, `skill=None` for words that are no savoir."""

    class Meta:
        model = models.SkillTerm

    class Params:
        picked = factory.Trait(source=models.SkillTerm.Source.PICKED)

    skill = factory.SubFactory(SkillFactory)
    phrase = factory.Sequence(lambda n: f"mots de tous les jours {n}")


class OfferFactory(factory.django.DjangoModelFactory):
    """A settled offer; `OfferFactory(skill=None, words="…")` waits on « À classer »."""

    class Meta:
        model = models.Offer

    member = factory.SubFactory(MemberFactory)
    skill = factory.SubFactory(SkillFactory)
    words = factory.LazyAttribute(
        lambda row: f"Je sais : {row.skill}" if row.skill else "Je sais faire plein de choses"
    )


class RequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Request

    member = factory.SubFactory(MemberFactory)
    skill = factory.SubFactory(SkillFactory)
    words = factory.LazyAttribute(lambda row: f"Apprendre : {row.skill}" if row.skill else "Apprendre un peu de tout")


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Consent

    member = factory.SubFactory(MemberFactory)
    topic = models.Consent.Topic.TERMS
    given = True
    wording = "1"


class AuthorisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Authorisation

    member = factory.SubFactory(MemberFactory, under_age=True)
    guardian_name = "Odile Pradelle"


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Message

    member = factory.SubFactory(MemberFactory)
    kind = "invitation"
    subject = "Une séance près de chez vous"
    text = "Bonjour, une séance se prépare. Venez-vous ?"


class SheetImportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SheetImport

    kind = models.SheetImport.Kind.RESIDENTS
    file_name = "habitants.csv"
    content = "Nom;Prénom;Téléphone\nPradelle;Odile;05 65 55 00 12\n".encode()


def waiting_offer(words: str, **fields) -> models.Offer:
    """An offer nobody has placed in the catalogue yet."""
    return OfferFactory(skill=None, words=words, **fields)


def waiting_request(words: str, **fields) -> models.Request:
    return RequestFactory(skill=None, words=words, **fields)


def make_centre(**fields) -> models.Centre:
    """The centre's one row, with these settings."""
    defaults = {"name": "Centre social du Lavoir", "phone": "+33565550001", "address": "2 place du Lavoir"}
    return models.Centre.objects.update_or_create(pk=1, defaults=defaults | fields)[0]
