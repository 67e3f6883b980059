"""Prepare an edition, publish its questions, open it and close it."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from surveys.models import Choice, Edition, Question, Survey, Version


@transaction.atomic
def create_edition(
    *, survey: Survey, name: str, languages: Iterable[str] = ("fr",), like: Edition | None = None, **fields
) -> Edition:
    """An edition in preparation, with a first version to fill in: empty, or with the questions of `like`."""
    slug = fields.pop("slug", "") or _free_slug(f"{survey.name} {name}")
    edition = Edition.objects.create(survey=survey, name=name, slug=slug, languages=list(languages), **fields)
    before = (like.current_version or like.draft_version) if like else None
    _copy(before, into=Version.objects.create(edition=edition, number=1))
    return edition


@transaction.atomic
def prepare_version(*, edition: Edition) -> Version:
    """The version that may be changed: the one being prepared, else a copy of the last one, one number higher."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    if draft := edition.draft_version:
        return draft
    last = edition.versions.order_by("-number").first()
    fresh = Version.objects.create(edition=edition, number=last.number + 1 if last else 1)
    return _copy(last, into=fresh)


@transaction.atomic
def publish_version(*, version: Version) -> None:
    """Freeze the questions: new sheets are asked with them. Raises Refused, with every reason at once."""
    if version.is_frozen:
        return
    if reasons := list(why_not_publish(version)):
        raise Refused(*reasons)
    version.published_on = timezone.localdate()
    version.save(update_fields=["published_on"])


def publish_draft(*, edition: Edition) -> None:
    """What is being prepared, if anything, becomes what is asked. Raises Refused."""
    if draft := edition.draft_version:
        publish_version(version=draft)


@transaction.atomic
def open_edition(*, edition: Edition) -> None:
    """Receive answers from today; what is being prepared is published first. Raises Refused."""
    publish_draft(edition=edition)
    edition.state = Edition.State.OPEN
    edition.opens_on = edition.opens_on or timezone.localdate()
    edition.save(update_fields=["state", "opens_on"])


def close_edition(*, edition: Edition) -> None:
    """No new sheet on the web; what phones and paper brought before is still received."""
    edition.state = Edition.State.CLOSED
    edition.save(update_fields=["state"])


def require_changeable(version: Version) -> None:
    """Raises Refused when the version was published: its answers keep the questions they were given to."""
    if version.is_frozen:
        raise Refused(_("These questions have been used. Prepare the next ones: they start as a copy."))


def why_not_publish(version: Version) -> Iterator[str]:
    """Sentences to read, in the order of the questions; none when all is well."""
    questions = list(version.questions.order_by("position", "pk").prefetch_related("choices", "shown_if__question"))
    main = version.edition.languages[0]
    if not questions:
        yield _("Add at least one question.")
    for rank, question in enumerate(questions, start=1):
        said = {"rank": rank}
        choices = list(question.choices.all())
        if not question.texts.get(main):
            yield _("Question %(rank)s has no words in the first language.") % said
        if question.kind in (Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES) and len(choices) < 2:
            yield _("Question %(rank)s needs at least two choices.") % said
        if any(not choice.texts.get(main) for choice in choices):
            yield _("A choice of question %(rank)s has no words in the first language.") % said
        if any(choice.question not in questions[: rank - 1] for choice in question.shown_if.all()):
            yield _("Question %(rank)s depends on a question that comes later. Move it down.") % said


def _copy(before: Version | None, *, into: Version) -> Version:
    """The questions, choices, conditions and words of a version, into an empty one."""
    if before is None:
        return into
    into.intro, into.contact_intro, into.thanks = before.intro, before.contact_intro, before.thanks
    into.save()
    twins: dict[int, Choice] = {}
    for question in before.questions.order_by("position", "pk").prefetch_related("choices", "shown_if"):
        conditions, choices = list(question.shown_if.all()), list(question.choices.all())
        fresh = _again(question, version=into)
        for choice in choices:
            twins[choice.pk] = _again(choice, question=fresh)
        fresh.shown_if.set(twins[condition.pk] for condition in conditions if condition.pk in twins)
    return into


def _again(row: Question | Choice, **fields):
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    kept.update({f"{name}_id": value.pk for name, value in fields.items()})
    return type(row).objects.create(**kept)


def _free_slug(words: str) -> str:
    slug = slugify(words)[:50] or "questionnaire"
    taken = set(Edition.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    candidates = [slug, *(f"{slug}-{turn}" for turn in range(2, len(taken) + 3))]
    return next(one for one in candidates if one not in taken)
