"""From a plan to rows: proposals with their reasons, and the requests left waiting with theirs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from exchanges import matching
from exchanges.models import Proposal, ProposalMember, Round, Unserved
from exchanges.rounds.advice import advice_values
from exchanges.rounds.asked import place_names
from exchanges.rounds.pins import Unsaid
from exchanges.rounds.reading import BANDS, Reading
from members.models import Commune, Skill


class Names(NamedTuple):
    """Names by primary key, as they are when the plan is written."""

    villages: dict[int, str]
    savoirs: dict[int, str]


def write_plan(*, round_: Round, reading: Reading, plan: matching.Plan) -> None:
    """Keep the plan with everything that explains it; the caller holds the transaction."""
    savoirs = Skill.objects.filter(pk__in=reading.skills)
    names = Names(dict(Commune.objects.values_list("pk", "name")), dict(savoirs.values_list("pk", "name")))
    explained = matching.explain_sessions(reading.problem, plan)
    for session, reasons in zip(plan.sessions, explained, strict=True):
        said = [_reason_values(reading, session, one, names) for one in reasons]
        _write_proposal(round_, reading, session, [*_with_cautions(reading, session, said)])
    unserved = matching.explain_unserved(reading.problem, plan)
    rows = [_unserved_row(round_, reading, one, names) for one in unserved]
    rows += [
        Unserved(round=round_, request=left.request, reason=left.reason, unblock=left.unblock)
        for left in reading.left_out
    ]
    Unserved.objects.bulk_create(rows)
    Round.objects.filter(pk=round_.pk).update(
        phase="write",
        objective=plan.objective,
        upper_bound=plan.upper_bound,
        requests_total=len(reading.requests) + len(reading.left_out),
        requests_served=plan.stats.served,
        problem={
            **_sizes(reading),
            "preferences": reading.preferences,
            "without_places": place_names(round_),
        },
        solution={
            "algorithm": plan.algorithm,
            "seed": plan.seed,
            "stopped": plan.stopped,
            "waiting": dict(sorted(Counter(row.reason for row in rows).items())),
            "advice": advice_values(reading, plan, names.savoirs),
        },
    )


def _sizes(reading: Reading) -> dict[str, int]:
    """What the round looked at, in numbers: the plan itself lives in its proposals."""
    return {
        "people": len(reading.members),
        "offers": len(reading.offers),
        "requests": len(reading.requests),
        "venues": len(reading.venues),
        "half_days": len(reading.half_days),
        "pinned": len(reading.pinned),
        "refusals": len(reading.refusals),
    }


def _write_proposal(
    round_: Round, reading: Reading, session: matching.PlannedSession, reasons: list[dict[str, Any]]
) -> None:
    day = reading.half_days[session.slot]
    proposal = Proposal.objects.create(
        round=round_,
        skill_id=reading.skills[session.skill],
        venue=reading.venues[session.venue],
        date=day.date,
        period=day.period,
        chaperone=None if session.chaperone is None else reading.members[session.chaperone],
        is_pinned=session in reading.problem.pinned,
        reasons=reasons,
    )
    offers = {(row.member_id, row.skill_id): row for row in reading.offers}
    requests = {(row.member_id, row.skill_id): row for row in reading.requests}
    rows = []
    for person in session.people:
        member = reading.members[person]
        shares = person in session.sharers
        rows.append(
            ProposalMember(
                proposal=proposal,
                member=member,
                role=ProposalMember.Role.SHARER if shares else ProposalMember.Role.LEARNER,
                offer=offers[member.pk, proposal.skill_id] if shares else None,
                request=None if shares else requests[member.pk, proposal.skill_id],
            )
        )
    ProposalMember.objects.bulk_create(rows)


def _with_cautions(
    reading: Reading, session: matching.PlannedSession, reasons: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """A pinned group is kept at somebody's word: its reasons, with a caution for each thing nobody said."""
    unsaid = reading.unsaid.get(session, Unsaid())
    yield from (reason for reason in reasons if not (unsaid.not_free and reason["code"] == "all_free"))
    taken = {
        "not_said_free": unsaid.not_free,
        "too_far": unsaid.too_far,
        "against_household": unsaid.against_wish,
        "far_that_day": unsaid.far_that_day,
    }
    for code, people in taken.items():
        if people:
            yield {"code": code, "caution": True, "people": [reading.members[one].pk for one in people]}
    if unsaid.is_closed:
        yield {"code": "not_said_open", "caution": True, "people": []}


def _reason_values(
    reading: Reading, session: matching.PlannedSession, reason: matching.Reason, names: Names
) -> dict[str, Any]:
    """A reason with primary keys, bands and names of villages and savoirs in the place of the engine's numbers."""
    people = [reading.members[person].pk for person in reason.people]
    values: dict[str, Any] = {"code": str(reason.code), "caution": reason.caution, "people": people}
    if reason.bands:
        values["bands"] = [BANDS[band] for band in reason.bands]
    if reason.communes:
        pks = (reading.communes[commune] for commune in reason.communes)
        values["communes"] = sorted(names.villages[pk] for pk in pks if pk)
    if reason.count is not None:
        values |= {"count": reason.count, "total": reason.total}
    if reason.skill is not None:
        values["skill"] = names.savoirs[reading.skills[reason.skill]]
    if reason.points is not None:
        values["points"] = reason.points
    if reason.weeks is not None:
        skill = reading.skills[session.skill]
        waits = [row.waiting_since for row in reading.requests if row.member_id in people and row.skill_id == skill]
        values["since"] = min(waits).isoformat()
    return values


def _unserved_row(round_: Round, reading: Reading, one: matching.Unserved, names: Names) -> Unserved:
    unblock, details = one.unblock, {}
    if unblock.venue is not None:
        details["venue"] = reading.venues[unblock.venue].name
    if unblock.commune is not None:
        details["commune"] = names.villages.get(reading.communes[unblock.commune], "")
    if unblock.slot is not None:
        day = reading.half_days[unblock.slot]
        details |= {"date": day.date.isoformat(), "period": day.period}
    if unblock.missing is not None:
        details["missing"] = unblock.missing
    return Unserved(
        round=round_,
        request=reading.requests[one.request],
        reason=str(one.stage),
        unblock=str(unblock.code),
        details=details,
    )
