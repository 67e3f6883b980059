"""« Animons nos villages » in the village of the tests: asked, read together, acted upon, given back."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from django.utils import timezone

from exchanges.flows.sheet_imports import trade_of
from members.flows.sheet_imports import choose_columns, receive_sheet
from surveys.flows.editions import prepare_version
from surveys.flows.restitutions import preview_restitution, publish_restitution, write_restitution
from surveys.flows.samples import measure_sample
from surveys.flows.survey_import import questions_of
from surveys.models import Code
from tests.factories import exchanges, members, surveys

if TYPE_CHECKING:
    from tests.village import Village

PAST_SURVEY = """Date;Lieu;Tranche d'âge;Ce que j'aimerais changer;Je sais faire
12/03/2026;Marché;60-74 ans;Plus de bus;la couture
hier;Marché;;Des bancs;
""".encode()


def live_through_a_survey(village: Village) -> None:
    _ask_the_neighbours(village)
    _read_together(village)
    _turn_words_into_action(village)
    _give_back(village)


def _ask_the_neighbours(village: Village) -> None:
    village.place = surveys.PlaceFactory(commune=village.resident.commune)
    village.edition = surveys.make_open_edition()
    version = village.edition.current_version
    sheet = surveys.ResponseFactory(version=version, place=village.place)
    for key, said in (("change", {}), ("like", {"text": "Chanter", "review": "waiting", "flags": ["name"]})):
        question = version.questions.get(key=key)
        since = timezone.localdate() if said else None
        surveys.AnswerFactory(response=sheet, question=question, flagged_on=since, **said)
    receive = {"kind": "survey", "file_name": "enquete.csv", "content": PAST_SURVEY, "by": village.team}
    past = receive_sheet(**receive, into=str(village.edition.pk), questions=questions_of(village.edition))
    choose_columns(sheet=past, mapping=past.mapping, trade=trade_of(past))
    village.sheets["survey"] = past
    prepare_version(edition=village.edition)
    keyed = surveys.ResponseFactory(version=version, channel="paper", sheet_number=1, keyed_by=village.team)
    surveys.AnswerFactory(response=keyed, question=version.questions.get(key="change"))
    surveys.SecondKeyingFactory(response=keyed, keyed_by=village.administrator)
    _go_out(village)
    village.phone = surveys.DeviceFactory(edition=village.edition, interviewer=village.facilitator)


def _go_out(village: Village) -> None:
    """An outing today, with the facilitator; one to come, which takes volunteers, and somebody to call about it."""
    where = {"edition": village.edition, "place": village.place}
    village.outing = surveys.OutingFactory(**where)
    village.outing.interviewers.add(village.facilitator)
    later = timezone.localdate() + datetime.timedelta(days=9)
    village.open_outing = surveys.OutingFactory(
        **where, date=later, people_wanted=2, welcomes_volunteers=True, note="Près du banc"
    )
    village.open_outing.interviewers.add(village.facilitator)
    exchanges.CallFactory(
        session=None,
        outing=village.open_outing,
        day=later,
        words="On vous attend.",
        about="outing_named",
        member=members.MemberFactory(without_email=True),
    )


def _read_together(village: Village) -> None:
    """Two answers read by two people apart, their agreement measured; one more drawn; one theme, one passage."""
    theme = surveys.CodeFactory(survey=village.edition.survey, name="Se déplacer", shortcut="s")
    readers = (village.team, village.administrator)
    question = village.edition.current_version.questions.get(key="ready")
    for is_over in (True, False):
        answer = surveys.AnswerFactory(response__version=question.version, question=question)
        sample = surveys.CodingSampleFactory(edition=village.edition)
        sample.coders.set(readers)
        sample.answers.set([answer])
        if is_over:
            for reader in readers:
                surveys.ReadingFactory(answer=answer, coder=reader)
            surveys.CodingFactory(segment__answer=answer, code=theme, coder=village.team)
            measure_sample(sample=sample)


def _turn_words_into_action(village: Village) -> None:
    """An anonymous idea; a link by e-mail with an offer and a hand to help; somebody to call; the resident's own."""
    question = village.edition.current_version.questions.get(key="like")
    said = {"segment__answer__response__version": question.version, "segment__answer__question": question}
    surveys.OutcomeFactory(**said)
    by_mail, to_call, joined = (
        surveys.SlipLinkFactory(response__version=question.version, slip__email=email).slip
        for email in ("solange@exemple.fr", "", "")
    )
    said = {"segment__answer__question": question}
    for slip, words in ((by_mail, {"kind": "offer", "skill": village.skill}), (to_call, {"kind": "request"})):
        surveys.OutcomeFactory(**said, segment__answer__response=slip.link.response, **words)
    code = hashlib.sha256(village.invitation_code.encode()).hexdigest()
    surveys.InvitationFactory(slip=by_mail, code_hash=code, sent_on=timezone.localdate())
    surveys.InvitationFactory(slip=to_call, code_hash=None, channel="phone")
    surveys.InvitationFactory(slip=joined, code_hash=None, member=village.other, joined_on=timezone.localdate())
    helping = {"kind": "help", "help": "cakes", "member": village.other}
    surveys.OutcomeFactory(**said, segment__answer__response=joined.link.response, **helping)


def _give_back(village: Village) -> None:
    """A theme that comes up enough to be shown, one sentence that may be published and one to look at; a page."""
    theme = Code.objects.get(name="Se déplacer")
    question = village.edition.current_version.questions.get(key="change")
    for _turn in range(6):
        sheet = surveys.ResponseFactory(
            version=question.version, commune=village.resident.commune, place=village.place, age_band="60_74"
        )
        answer = surveys.AnswerFactory(response=sheet, question=question, text="Plus de bus le soir.")
        surveys.CodingFactory(segment__answer=answer, code=theme, coder=village.team)
        surveys.ReadingFactory(answer=answer, coder=village.team)
    surveys.QuotationFactory(answer=answer, code=theme, approved_by=village.team, approved_on=timezone.localdate())
    surveys.QuotationFactory(answer=answer, code=theme, end=11, text="Plus de bus")
    write_restitution(
        edition=village.edition,
        opening="Merci à vous. Vous nous avez beaucoup dit.",
        will_happen="Un atelier vélo au printemps",
        has_happened="Un repas dans la rue",
    )
    seen = preview_restitution(edition=village.edition).fingerprint
    publish_restitution(edition=village.edition, seen=seen, by=village.team)
