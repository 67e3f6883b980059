"""Bring in « Animons nos villages », ready to ask."""

from django.db import transaction

from surveys import founding
from surveys.flows.editions import create_edition
from surveys.models import Choice, Edition, Question, Survey


@transaction.atomic
def create_founding_survey(*, edition_name: str) -> Edition:
    """An edition in preparation with the founding questions, in French and English; asked twice, it is the same one."""
    survey, _is_new = Survey.objects.get_or_create(name=founding.NAME)
    if known := Edition.objects.filter(survey=survey, name=edition_name).first():
        return known
    edition = create_edition(survey=survey, name=edition_name, languages=("fr", "en"))
    version = edition.draft_version
    version.intro, version.contact_intro, version.thanks = founding.INTRO, founding.CONTACT_INTRO, founding.THANKS
    version.save()
    for position, asked in enumerate(founding.QUESTIONS, start=1):
        fields = {name: value for name, value in asked.items() if name != "choices"}
        question = Question.objects.create(version=version, position=position, **fields)
        Choice.objects.bulk_create(
            Choice(question=question, key=key, texts=texts, pictogram=pictogram, position=rank)
            for rank, (key, texts, pictogram) in enumerate(asked.get("choices", ()), start=1)
        )
    return edition
