"""How to reach the addresses of « Animons nos villages » in the village."""

from collections.abc import Callable

from surveys.models import Answer, Code, Invitation, Outcome
from tests.targets import Arguments, Target, action, file, page
from tests.village import Village


def _edition(village: Village) -> Arguments:
    return {"pk": village.edition.pk}


def _answers_read(village: Village) -> list[Arguments]:
    answers = Answer.objects.readable().filter(question__key="ready").order_by("pk")
    return [_edition(village) | {"answer_pk": answer.pk} for answer in answers]


def _theme(village: Village) -> Arguments:
    return _edition(village) | {"code_pk": Code.objects.earliest("pk").pk}


def _samples(village: Village) -> list[Arguments]:
    return [_edition(village) | {"sample_pk": sample.pk} for sample in village.edition.samples.order_by("pk")]


def _slug(village: Village) -> Arguments:
    return {"slug": village.edition.slug}


def _questions_prepared(village: Village) -> list[Arguments]:
    questions = village.edition.draft_version.questions
    return [{"pk": questions.get(key=key).pk} for key in ("ready", "village")]


def _survey_place(village: Village) -> Arguments:
    return {"pk": village.place.pk}


def _answer_to_check(village: Village) -> Arguments:
    return {"pk": Answer.objects.waiting_for_review().get().pk}


def _keyed_sheet(village: Village) -> Arguments:
    return {"pk": village.edition.pk, "number": 1}


def _linked(number: int) -> Callable[[Village], Arguments]:
    """An invitation: 0 by e-mail, 1 to call."""
    return lambda village: {"pk": Invitation.objects.filter(slip__edition=village.edition).order_by("pk")[number].pk}


def _outing(village: Village) -> Arguments:
    return {"pk": village.outing.pk}


def _outings(village: Village) -> list[Arguments]:
    return [{"pk": village.outing.pk}, {"pk": village.open_outing.pk}]


def _week_of_outings(village: Village) -> Arguments:
    return _edition(village) | {"day": village.outing.date.isoformat()}


def _sentence(village: Village) -> Arguments:
    return {"pk": village.edition.quotations.get(approved_on=None).pk}


SURVEYS: dict[str, Target] = {
    # The questionnaire, for the team
    "surveys": page(),
    "edition": page(_edition),
    "edition_new": page(),
    "edition_founding": page(),
    "edition_settings": page(_edition),
    "edition_open": action(_edition),
    "edition_close": action(_edition),
    "edition_prepare": action(_edition),
    "edition_publish": action(_edition),
    "edition_questions": page(_edition),
    "edition_preview": page(_edition),
    "edition_words": page(_edition),
    "question_new": page(_edition),
    "question_edit": page(_questions_prepared),
    "question_move": action(_questions_prepared),
    "question_remove": action(_questions_prepared),
    "survey_places": page(),
    "survey_place": page(_survey_place),
    "survey_poster": page(_survey_place),
    "survey_review": page(),
    "survey_review_settle": action(_answer_to_check),
    # On paper
    "edition_papers": page(_edition),
    "keying": page(_edition),
    "keying_sheet": page(lambda village: _edition(village) | {"number": 900}),
    "keying_correct": page(_keyed_sheet),
    "keying_again": page(_keyed_sheet),
    "keying_settle": page(_keyed_sheet),
    "keying_slips": page(_edition),
    # On the interviewer's phone
    "interview": page(),
    "interview_install": page(),
    "interview_worker": file(),
    "interview_feed": file(),
    "interview_sheets": action(),
    "interview_slip": action(),
    "interview_figures": action(),
    "edition_phones": page(_edition),
    "phone_revoke": action(lambda village: {"pk": village.phone.pk}),
    # Outings: the calendar of the team, then what interviewers see
    "outings": page(_edition),
    "outing_new": page(_edition),
    "outings_by_person": page(_edition),
    "outing_figures": page(_edition),
    "outings_week_pdf": file(_week_of_outings),
    "outing_edit": page(_outings),
    "outing_remove": action(_outing),
    "my_outings": page(),
    "outing": page(_outings),
    "outing_join": action(lambda village: {"pk": village.open_outing.pk}),
    "outing_leave": action(lambda village: {"pk": village.open_outing.pk}),
    "outing_calendar": file(_outing),
    "outing_sheet_pdf": file(_outing),
    "outing_call": action(lambda village: {"pk": village.open_outing.calls.get().pk}),
    "interviewer_guide": page(),
    "interviewer_guide_pdf": file(),
    # The questionnaire, for anyone
    "questionnaires": file(),
    "place_entry": file(lambda village: {"code": village.place.code}),
    "questionnaire": page(_slug),
    "questionnaire_question": page(
        lambda village: [_slug(village) | {"key": key} for key in ("change", "ready", "age", "village")]
    ),
    "questionnaire_send": page(_slug),
    "questionnaire_thanks": page(_slug),
    "questionnaire_restart": action(_slug),
    "questionnaire_contact": page(_slug),
    # « Rassembler les voix »
    "gatherings": page(_edition),
    "gather": page(_edition),
    # « Dépouillement »
    "coding": page(_edition),
    "coding_answer": page(_answers_read),
    "coding_themes": page(_edition),
    "coding_theme": page(_theme),
    "coding_merge": page(_theme),
    "coding_split": page(_theme),
    "coding_samples": page(_edition),
    "coding_sample": page(_samples),
    "coding_figures": page(_edition),
    "coding_figures_by": page(lambda village: _edition(village) | {"way": "age"}),
    "coding_figures_file": file(lambda village: _edition(village) | {"way": "question", "kind": "csv"}),
    # What the words become, and the invitations
    "outcomes": page(_edition),
    "outcomes_invite": action(_edition),
    "outcome_edit": page(
        lambda village: [{"pk": outcome.pk} for outcome in Outcome.objects.of_edition(village.edition).order_by("pk")]
    ),
    "helpers": page(),
    "invitation_calls": page(_edition),
    "invitation_call": action(_linked(1)),
    "invitation_letters": action(_edition),
    "invitation_letter": action(_linked(1)),
    "invitation_again": action(_linked(0)),
    "invitation_sign_up": page(_linked(1)),
    "invitation": page(),
    "invitation_open": file(lambda village: {"code": village.invitation_code}),
    "invitation_forget": action(),
    "invitation_renew": action(),
    "my_words": page(),
    # Giving back
    "quotations": page(_edition),
    "quotation_choose": action(_edition),
    "quotation": page(_sentence),
    "quotation_move": action(_sentence),
    "restitution_write": page(_edition),
    "restitution_preview": page(_edition),
    "restitution_preview_pdf": file(_edition),
    "restitution_publish": action(_edition),
    "restitution_take_back": action(_edition),
    "material": page(_edition),
    "material_file": file(lambda village: _edition(village) | {"kind": "zip"}),
    "restitutions": file(),
    "restitution": page(_slug),
    "restitution_pdf": file(_slug),
}
