"""The mouline: from offers, requests and half-days to a plan of small collective sessions.

**The question, in words.** A *room* is a venue open in a dated half-day. Into each room goes at most one session: a
savoir, one or two people who share it, and learners who asked for it; never fewer than three people, never a pair.
Everybody is free, able to come and to enter, in one place at a time, not in far villages in half-days next to each
other, and within the limits they gave. Who needs an adult comes with one; people of a household come together, or go
out by turns, as they asked. Among all such plans we want one that serves the requests that waited, lets people give and
receive for the first time, reaches many, and mixes ages and villages.

**In symbols.** A *group* g is a room (v, t), a savoir k and, where young people need one, the chaperone who comes
along. For each group, with the people who could be there:

    z_g in {0, 1}      the group meets
    y_go in {0, 1}     offer o is shared there             w_gp = y + x of person p in g: p is there
    x_gr in {0, 1}     request r is served there           a_gq : adult q is there only to accompany

    w_gp <= z_g                                            nobody twice in a session
    z_g <= sum_o y_go <= max_sharers z_g                   somebody shares, few do
    min_learners z_g <= sum_r x_gr                         learners enough
    min_people z_g <= sum_p w_gp                           people enough; adults who accompany do not count here ...
    sum_p w_gp + adults <= seats z_g                       ... and do count here; the venue may have fewer seats
    sum_r x_gr <= max_learners_o + much (1 - y_go)         every sharer's own limit
    x_gr <= sum of y_go with level_o >= min_level_r        somebody there is able enough
    w_gp + w_gq <= z_g                                     p and q refuse to meet
    w_gp <= a_gq + w_gq                                    q accompanies p, by name or as the chaperone
    x_gr = x_gs                                            r and s are asked for together
    sum over g in a room of z_g <= 1                       one session a room
    sum over g in a slot of (w_gp + a_gp) <= 1             one place at a time; over p, too, of those who go by turns
    sum over g in (v, t), and in the slot after t
      far from v, of (w_gp + a_gp) <= 1                    no two far villages one after the other
    sum_g x_gr <= 1,  sum_g,o y <= max_share,  sum_g,r x <= max_learn

    maximise  sum x_gr (serve + wait_per_week min(waiting_weeks, wait_cap))
            + first_receive, for each who had given and never received, and learns
            + first_give, for each who had received and never given, and shares
            + both_in_round, for each who had done neither, and does both
            + reach, for each in at least one session
            + age_band (min(bands, max_bonus_bands) - 1), for each session
            + commune (min(communes, max_bonus_communes) - 1), for each session
            - repeat_pair, for each pair who meet again
            - sharer_session, for each sharer in each session

**The way.** `presence` says who could be where and with whom, `parties` who comes together, `conflicts` what a session
leaves to the others. `rooms` lists the groups that could hold a session, `state` is a plan in the making, and `greedy`
fills rooms at once, each with the best session of a group (`fill`). Then people's evenings, requests and limits are
given prices instead of limits (`ledger`), so that every room stands alone (`relaxation`, with `teams`, and `pick` for
the best session of a room, or `glance` for those of many rooms in one go, from what `crowd` knows of people); to lower
their bound (`descent`; in a small round, at once: `master`) proves how good a plan can be. `dive` makes a plan from the
prices (`master`, when groups are few, from a mix of the sessions that they brought up), `improve` betters it a few
rooms at a time, choosing among whole sessions (`choose`). When little could still be part of a better plan, `proof`
looks at it all, by sessions, sifted once more (`triples`), or place by place (`model`), with HiGHS (`mip`). `solve`
goes through all this, as far as `effort` says; `replan` changes an earlier plan as little as needed. `check` and
`objective` judge a plan without looking at the search. `explain` says why a session (`other_use`), `funnel` and
`unserved` why not (`stages`, `tables`, `seating`), `advice` what to open and whom to look for. `problem` has the values
that go in and come out, `validate` finds contradictions, `fileformat` and `stream` read and write files.

**A very large round** falls into clusters of villages (`clusters`), each a round of its own (`parts`), planned one
beside the other (`workshop`) in one process or several (`crew`) under prices and a bound of the whole (`wide`). Rooms
without anything special are looked at in machine code where numba is installed (`boards`, and the loops of
`compiled_rooms`), and emptied and filled again a few at a time, very many times (`reseat`, and those of
`compiled_reseat`): the `fast` extra, which changes nothing but the time it takes.

**A bound to trust.** Prices are whole numbers, so the relaxed round is summed exactly; whatever the prices and however
hastily a room was looked at, its bound holds (`relaxation`, `triples`).

**The same answer every time.** Whole weights, one thread, one seed, limits counted in work and not in seconds; equals
are told apart by a hash of seed and person (`ties`), so that nobody gains by having joined first.

No Django, no clock, no database. `python -m exchanges.matching INSTANCE.json -o SOLUTION.json`; FORMAT.md beside this
file has the formats.
"""

from .advice import Advice, advise, invite_guests
from .check import check_plan
from .companions import adults_along, everybody_at, outside_adults, seats_taken
from .effort import LIMITS, Effort, Limits
from .explain import Reason, ReasonCode, explain_sessions
from .fill import Filling
from .objective import Score, score_plan
from .problem import (
    Offer,
    Person,
    Plan,
    PlannedSession,
    PlanStats,
    Problem,
    ProblemError,
    Progress,
    Refusal,
    Request,
    Rules,
    Slot,
    Venue,
    Weights,
)
from .solve import Stop, solve
from .stages import Stage, Unblock, UnblockCode
from .unserved import Unserved, explain_unserved
from .validate import validate

__all__ = [
    "LIMITS",
    "Advice",
    "Filling",
    "Effort",
    "Limits",
    "Offer",
    "Person",
    "Plan",
    "PlanStats",
    "PlannedSession",
    "Problem",
    "ProblemError",
    "Progress",
    "Reason",
    "ReasonCode",
    "Refusal",
    "Request",
    "Rules",
    "Score",
    "Slot",
    "Stage",
    "Stop",
    "Unblock",
    "UnblockCode",
    "Unserved",
    "Venue",
    "Weights",
    "adults_along",
    "advise",
    "check_plan",
    "everybody_at",
    "explain_sessions",
    "explain_unserved",
    "invite_guests",
    "outside_adults",
    "score_plan",
    "seats_taken",
    "solve",
    "validate",
]
