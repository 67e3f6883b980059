"""Editions, questions, outings, sheets, slips, and what is read in them."""

import datetime
import hashlib
import uuid

import factory
from django.utils import timezone

from members.models import AgeBand
from surveys import models
from surveys.flows.editions import open_edition
from surveys.flows.founding import create_founding_survey
from surveys.flows.slips import leave_contact
from tests.factories.members import CommuneFactory, MemberFactory
from tests.factories.words import pick

SENTENCES = ("Plus de bus le dimanche", "Un four à pain pour tout le quartier", "Je peux tenir un stand")


def make_open_edition(name: str = "Automne 2026") -> models.Edition:
    """The founding questions, published; anyone may answer today."""
    edition = create_founding_survey(edition_name=name)
    open_edition(edition=edition)
    return edition


def leave_slip(edition: models.Edition, **fields) -> models.ContactSlip:
    """Somebody leaves how to reach them, by the verb that shuffles."""
    given = {
        "uuid": uuid.uuid4(),
        "name": "Solange",
        "phone": "06 99 00 00 01",
        "agrees_to_news": True,
        "is_adult_or_accompanied": True,
    }
    return leave_contact(edition=edition, **(given | fields))


class SurveyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Survey

    name = factory.Sequence(lambda n: f"Animons nos villages {n + 1}")


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Edition

    survey = factory.SubFactory(SurveyFactory)
    name = "Automne 2026"
    slug = factory.Sequence(lambda n: f"automne-2026-{n + 1}")
    state = models.Edition.State.OPEN
    languages = factory.LazyFunction(lambda: ["fr", "en"])


class VersionFactory(factory.django.DjangoModelFactory):
    """Published; `published_on=None` for one in preparation."""

    class Meta:
        model = models.Version

    edition = factory.SubFactory(EditionFactory)
    number = 1
    published_on = factory.LazyFunction(timezone.localdate)
    intro = factory.LazyFunction(lambda: {"fr": "Vos réponses restent sans nom."})
    contact_intro = factory.LazyFunction(lambda: {"fr": "Voulez-vous des nouvelles\u00a0?"})
    thanks = factory.LazyFunction(lambda: {"fr": "Merci."})


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Question

    version = factory.SubFactory(VersionFactory)
    key = factory.Sequence(lambda n: f"question_{n + 1}")
    texts = factory.LazyFunction(lambda: {"fr": "Qu’aimeriez-vous changer\u00a0?", "en": "What would you change?"})
    position = factory.Sequence(lambda n: n + 1)


class ChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Choice

    question = factory.SubFactory(QuestionFactory, kind=models.Question.Kind.SEVERAL_CHOICES)
    key = factory.Sequence(lambda n: f"choice_{n + 1}")
    texts = factory.LazyFunction(lambda: {"fr": "Le marché", "en": "The market"})
    position = factory.Sequence(lambda n: n + 1)


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Place

    name = factory.Sequence(lambda n: f"Quartier des Tilleuls {n + 1}")
    commune = factory.SubFactory(CommuneFactory)


class OutingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Outing

    edition = factory.SubFactory(EditionFactory)
    date = factory.LazyFunction(timezone.localdate)
    starts_at = datetime.time(10)
    ends_at = datetime.time(12)
    place = factory.SubFactory(PlaceFactory)
    kind = models.Outing.Kind.QUARTER


class DeviceFactory(factory.django.DjangoModelFactory):
    """A phone whose token is « jeton-1 », « jeton-2 »…"""

    class Meta:
        model = models.Device

    edition = factory.SubFactory(EditionFactory)
    interviewer = factory.SubFactory(MemberFactory)
    name = "Téléphone de l’atelier"
    token_hash = factory.Sequence(lambda n: hashlib.sha256(f"jeton-{n + 1}".encode()).hexdigest())


class ResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Response

    version = factory.SubFactory(VersionFactory)
    edition = factory.SelfAttribute("version.edition")
    channel = models.Response.Channel.PHONE
    day = factory.LazyFunction(timezone.localdate)
    age_band = AgeBand.FROM_40
    commune = factory.SubFactory(CommuneFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Answer

    response = factory.SubFactory(ResponseFactory)
    question = factory.SubFactory(QuestionFactory, version=factory.SelfAttribute("..response.version"))
    text = factory.Sequence(lambda n: pick(SENTENCES, n))


class SecondKeyingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SecondKeying

    response = factory.SubFactory(ResponseFactory, channel=models.Response.Channel.PAPER)
    answers = factory.LazyFunction(lambda: {"change": {"text": "Plus de bus"}})
    keyed_by = factory.SubFactory(MemberFactory, team=True)


class ContactSlipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ContactSlip

    edition = factory.SubFactory(EditionFactory)
    name = "Solange Brévin"
    phone = factory.Sequence(lambda n: f"06 99 00 {n // 100 % 100:02d} {n % 100:02d}")
    agrees_to_contact = True


class SlipLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SlipLink

    response = factory.SubFactory(ResponseFactory)
    slip = factory.SubFactory(ContactSlipFactory, edition=factory.SelfAttribute("..response.edition"))


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Invitation

    slip = factory.SubFactory(ContactSlipFactory)
    code_hash = factory.Sequence(lambda n: hashlib.sha256(f"code-{n + 1}".encode()).hexdigest())


class CodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Code

    survey = factory.SubFactory(SurveyFactory)
    name = factory.Sequence(lambda n: f"Se déplacer {n + 1}")
    definition = "Bus, trajets, routes."


class CodeChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CodeChange

    code = factory.SubFactory(CodeFactory)
    action = models.CodeChange.Action.CREATED
    by = factory.SubFactory(MemberFactory, team=True)


class SegmentFactory(factory.django.DjangoModelFactory):
    """The first seven characters of an answer."""

    class Meta:
        model = models.Segment

    answer = factory.SubFactory(AnswerFactory)
    start = 0
    end = 7


class CodingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Coding

    segment = factory.SubFactory(SegmentFactory)
    code = factory.SubFactory(CodeFactory)
    coder = factory.SubFactory(MemberFactory, team=True)


class ReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Reading

    answer = factory.SubFactory(AnswerFactory)
    coder = factory.SubFactory(MemberFactory, team=True)


class CodingSampleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CodingSample

    edition = factory.SubFactory(EditionFactory)


class GatheringFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Gathering

    edition = factory.SubFactory(EditionFactory)
    kind = models.Gathering.Kind.IDEA
    title = "Un four à pain"


class SupportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Support

    gathering = factory.SubFactory(GatheringFactory)
    member = factory.SubFactory(MemberFactory)


class OutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Outcome

    segment = factory.SubFactory(SegmentFactory)
    kind = models.Outcome.Kind.IDEA
    words = "Un four à pain"


class QuotationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Quotation

    answer = factory.SubFactory(AnswerFactory)
    edition = factory.SelfAttribute("answer.response.edition")
    start = 0
    end = factory.LazyAttribute(lambda quotation: len(quotation.answer.text))
    text = factory.SelfAttribute("answer.text")


class RestitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Restitution

    edition = factory.SubFactory(EditionFactory)
    will_happen = "Un atelier vélo au printemps"
