"""Write a plan of past sheets: a transaction per chunk, with the slips of those who agreed, linked and shuffled."""

import uuid as uuids
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from members.flows.sheet_imports import Trade
from members.models import SheetImport
from members.sheets.communes import commune_key
from surveys.flows.editions import close_edition, prepare_version, publish_version
from surveys.flows.founding import create_founding_survey
from surveys.flows.outings import guess_kind, recall_outing
from surveys.flows.responses import record_response
from surveys.flows.slips import leave_all
from surveys.flows.survey_import import Draft, SurveyPlan, plan_survey, questions_of
from surveys.models import ContactSlip, Edition, Outing, Place, Question, Response, SlipLink, Version

CHUNK = 100
WORDING = "import"


def survey_trade(edition: Edition) -> Trade:
    """How past sheets of this edition are planned and written."""
    return Trade(partial(plan_survey, edition=edition), partial(write_survey, edition=edition), questions_of(edition))


@transaction.atomic
def begin_past_edition(*, name: str) -> Edition:
    """An edition that is over, with the founding questions, for sheets answered before there was Animons."""
    edition = create_founding_survey(edition_name=name)
    if edition.current_version is None:
        publish_version(version=edition.draft_version)
        close_edition(edition=edition)
    return edition


def write_survey(
    *, edition: Edition, plan: SurveyPlan, sheet: SheetImport, on_progress: Callable[[int], None] = lambda lines: None
) -> None:
    """Write the sheets of a plan, with the questions they add. `on_progress` is told how many lines are behind us.

    A yes to be contacted is a yes to be linked, except under 15: the plan has left these contacts out.
    """
    version = _publish_questions(edition, plan.new_questions)
    lines_done = len(plan.lines) - len(plan.drafts)
    for start in range(0, len(plan.drafts), CHUNK):
        chunk = plan.drafts[start : start + CHUNK]
        _write_chunk(chunk, version, sheet)
        lines_done += len(chunk)
        on_progress(lines_done)


@transaction.atomic
def _publish_questions(edition: Edition, added: dict[str, str]) -> Version:
    """The version the sheets are written with; one more when they bring questions of their own."""
    if edition.current_version and not added:
        return edition.current_version
    version = prepare_version(edition=edition)
    there = set(version.questions.values_list("key", flat=True))
    last = version.questions.count()
    for rank, (key, words) in enumerate(added.items(), start=1):
        if key not in there:
            Question.objects.create(version=version, key=key, position=last + rank, texts={edition.languages[0]: words})
    publish_version(version=version)
    return version


@transaction.atomic
def _write_chunk(drafts: list[Draft], version: Version, sheet: SheetImport) -> None:
    places = _find_places({draft.place for draft in drafts})
    outings = _find_outings(drafts, places, version.edition)
    agreed: list[tuple[ContactSlip, Response]] = []
    for draft in drafts:
        response, is_new = record_response(
            uuid=draft.uuid,
            version=version,
            channel=Response.Channel.IMPORT,
            sheet=draft.sheet,
            day=draft.day,
            place=places.get(commune_key(draft.place)),
            outing=outings.get(_outing_key(draft)),
            sheet_number=draft.sheet_number,
            brought_by=sheet,
            flags=draft.flags,
        )
        if is_new and draft.contact:
            agreed.append((_make_slip(draft, version.edition), response))
    leave_all([slip for slip, _response in agreed], edition=version.edition)
    SlipLink.objects.bulk_create(
        SlipLink(slip_id=slip.pk, response=response, wording=WORDING) for slip, response in agreed
    )


def _outing_key(draft: Draft) -> tuple:
    """The day, the place, and the kind that a column says, "" when there is none."""
    kind = guess_kind(draft.kind, draft.place) if draft.kind else ""
    return (draft.day, commune_key(draft.place), kind)


def _find_outings(drafts: list[Draft], places: dict[str, Place], edition: Edition) -> dict[tuple, Outing]:
    """One outing for each day, place and kind: it holds no hours and no interviewers, so it tells no more of a sheet
    than its day and its place. The number of people met is written on every line: the highest is that of the outing.
    """
    met: dict[tuple, int | None] = {}
    for draft in drafts:
        if draft.day and draft.place:
            key = _outing_key(draft)
            met[key] = max((said for said in (met.get(key), draft.met) if said is not None), default=None)
    return {
        (day, place, kind): recall_outing(
            edition=edition,
            date=day,
            place=places[place],
            kind=kind or guess_kind(places[place].name),
            is_sure=bool(kind),
            met=said,
        )
        for (day, place, kind), said in met.items()
    }


def _make_slip(draft: Draft, edition: Edition) -> ContactSlip:
    return ContactSlip(
        uuid=uuids.uuid4(),
        edition=edition,
        name=draft.contact.name or _("No name written"),
        phone=draft.contact.phone,
        email=draft.contact.email,
        agrees_to_contact=True,
        wording=WORDING,
    )


def _find_places(names: set[str]) -> dict[str, Place]:
    """By key of their name: the oldest place of that name, or a new one."""
    found: dict[str, Place] = {}
    for place in Place.objects.order_by("pk"):
        found.setdefault(commune_key(place.name), place)
    for name in sorted(names - {""}):
        if commune_key(name) not in found:
            found[commune_key(name)] = Place.objects.create(name=name)
    return found
