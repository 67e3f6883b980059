"""While reading, one key turns words into an offer, a request, a hand to help or an idea; or back."""

import pytest
from django.urls import reverse

from members.flows.refused import Refused
from members.models import Member, Offer, Request
from surveys.flows import outcomes as flows
from surveys.models import Outcome, Reading
from tests.factories import members, surveys
from tests.instruments.queries import assert_constant_queries
from tests.races import run_together


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def say(edition):
    """`say("Je sais tricoter")`: an answer to a founding question, from somebody without a name."""
    version = edition.current_version

    def one(text, key="ready"):
        return surveys.AnswerFactory(response__version=version, question=version.questions.get(key=key), text=text)

    return one


@pytest.fixture
def work(team_client, edition):
    """`work(answer, "become:offer")`: what a key of the desk does; gives the page that comes back."""

    def post(answer, do, **fields):
        url = reverse("coding_answer", args=[edition.pk, answer.pk])
        return team_client.post(url, {"do": do, **fields}, follow=True).content.decode().replace("\u00a0", " ")

    return post


@pytest.fixture
def knitting(db):
    return members.SkillFactory(name="Tricot")


def became() -> list[tuple[str, str, str]]:
    return [(one.kind, one.words, one.help or str(one.skill)) for one in Outcome.objects.order_by("pk")]


def test_one_key_turns_the_words_taken(work, say, knitting):
    answer = say("Je sais tricoter. Je peux prêter ma voiture. Un four à pain")
    work(answer, "become:offer", first="1", last="3")
    work(answer, "become:help", first="4", last="8")
    page = work(answer, "become:idea", first="9")
    assert became() == [
        ("offer", "tricoter", "Tricot"),
        ("help", "prêter ma voiture", "car"),
        ("idea", "Un", "None"),
    ]
    assert "3 passages" in page


def test_savoirs_the_words_may_speak_of_are_shown_and_chosen(work, say, knitting):
    sewing = members.SkillFactory(name="Couture")
    answer = say("J’aimerais apprendre à tricoter", key="like")
    assert "À classer plus tard" in work(answer, "become:request")
    outcome = Outcome.objects.get()
    assert outcome.skill == knitting
    work(answer, f"skill:{outcome.pk}:{sewing.pk}")
    assert became() == [("request", "tricoter", "Couture")]
    work(answer, f"skill:{outcome.pk}:")
    assert became() == [("request", "tricoter", "None")]


def test_the_kind_of_help_is_changed(work, say):
    answer = say("Un barnum")
    work(answer, "become:help")
    number = Outcome.objects.get().pk
    work(answer, f"help:{number}", help="hands")
    work(answer, f"help:{number}", help="gold")
    assert became() == [("help", "Un barnum", "hands")]


def test_each_step_is_undone_in_turn_with_what_was_corrected(work, say, knitting):
    sewing = members.SkillFactory(name="Couture")
    answer = say("Je sais tricoter")
    work(answer, "become:offer")
    number = Outcome.objects.get().pk
    work(answer, f"skill:{number}:{sewing.pk}")
    work(answer, f"back:{number}")
    assert (became(), answer.segments.count()) == ([], 0)
    work(answer, "undo")
    assert became() == [("offer", "tricoter", "Couture")]
    work(answer, "undo")
    assert (became(), answer.segments.count()) == ([], 0)


def test_said_twice_is_said_once_and_told(work, say):
    answer = say("Un four à pain")
    work(answer, "become:idea")
    assert "déjà devenus" in work(answer, "become:idea")
    assert Outcome.objects.count() == 1


def test_words_cannot_become_anything_else(work, say):
    answer = say("Un four à pain")
    for do in ("become:loan", "become:", "back:x", "skill::", "help:"):
        work(answer, do)
    assert became() == []


def test_an_answer_where_something_was_made_is_finished_with_enter(work, say):
    first, _second = say("Un four à pain"), say("Rien")
    work(first, "become:idea")
    work(first, "next")
    assert Reading.objects.get().answer == first


def test_on_an_answer_read_apart_one_does_not_see_what_the_other_made(say, team_client, team_member, edition):
    answer, other = say("Un four à pain"), members.MemberFactory(team=True)
    sample = surveys.CodingSampleFactory(edition=edition)
    sample.coders.set([team_member, other])
    sample.answers.set([answer])
    flows.turn_into(answer=answer, start=0, end=14, kind="idea", by=other)
    page = team_client.get(reverse("coding_answer", args=[edition.pk, answer.pk])).content.decode()
    assert "Pas encore de passage" in page


def test_what_somebody_holds_is_not_taken_back(say, team_member):
    outcome = flows.turn_into(answer=say("Je chante"), start=0, end=9, kind="idea", by=team_member).outcome
    outcome.gathering = surveys.GatheringFactory()
    outcome.save()
    with pytest.raises(Refused):
        flows.take_back(outcome=outcome)
    outcome.gathering, outcome.member = None, members.MemberFactory()
    outcome.save()
    for refused in (
        lambda: flows.take_back(outcome=outcome),
        lambda: flows.correct(outcome=outcome, words="x", skill=None),
    ):
        with pytest.raises(Refused):
            refused()


def test_words_that_wait_for_review_become_nothing(say, team_member):
    secret = say("Ma voisine est malade")
    secret.review, secret.flagged_on = "waiting", "2026-11-20"
    secret.save()
    with pytest.raises(Refused):
        flows.turn_into(answer=secret, start=0, end=10, kind="help", by=team_member)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_outcome():
    answer = surveys.AnswerFactory(text="Un four à pain")
    people = [members.MemberFactory(team=True) for _turn in range(6)]
    done = run_together(
        lambda by: flows.turn_into(answer=answer, start=0, end=14, kind="idea", by=by).step is not None,
        [(by,) for by in people],
    )
    assert sorted(done) == [False] * 5 + [True]
    assert Outcome.objects.count() == 1


def test_the_team_corrects_words_and_savoir_on_a_page(say, team_client, team_member, knitting):
    outcome = flows.turn_into(answer=say("Faire mumuse"), start=0, end=12, kind="offer", by=team_member).outcome
    url = reverse("outcome_edit", args=[outcome.pk])
    assert team_client.post(url, {"words": " ", "skill": ""}).status_code == 422
    assert team_client.post(url, {"words": "un pull", "skill": knitting.pk}).status_code == 302
    assert became() == [("offer", "un pull", "Tricot")]


def test_an_anonymous_sheet_gives_nobody_anything_on_any_page(say, work, team_client, edition, knitting):
    """Another person of the edition is linked, so that something could leak."""
    link = surveys.SlipLinkFactory(response=say("Je sais chanter").response, slip__email="odile@exemple.fr")
    answer = say("Je sais tricoter")
    for kind in Outcome.Kind.values:
        work(answer, f"become:{kind}")
    before = Member.objects.count()
    page = team_client.get(reverse("outcomes", args=[edition.pk])).content.decode()
    assert link.slip.name not in page
    assert page.count("voix sans nom</span>") == 4
    team_client.post(reverse("outcomes_invite", args=[edition.pk]))
    counts = (Member.objects.count() - before, Offer.objects.count(), Request.objects.count())
    assert counts == (0, 0, 0)


def test_the_list_costs_the_same_with_thirty_rows(say, team_client, team_member, edition, knitting):
    def make_rows(number):
        for rank in range(number):
            answer = say(f"Je sais tricoter {rank}")
            if rank % 2:
                link = surveys.SlipLinkFactory(response=answer.response)
                if rank % 3:
                    surveys.InvitationFactory(slip=link.slip)
            flows.turn_into(answer=answer, start=0, end=len(answer.text), kind="offer", by=team_member)

    assert_constant_queries(team_client, reverse("outcomes", args=[edition.pk]), make_rows)
