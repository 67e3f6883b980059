"""« Mon espace »: what waits for me, what is coming, what my words became, and nothing about others."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.models import GroupMember, Item, Participation
from exchanges.my_space import read_space
from exchanges.space_words import BLOCKED
from members.flows import household
from members.models import Request
from tests.factories import exchanges
from tests.factories.members import AvailabilityFactory, MemberFactory, OfferFactory, RequestFactory, SkillFactory
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db

NEIGHBOURS = ("Zébulone", "Quirine")


def invite(session, member, *, answer="invited", role="learner", serves=None) -> Participation:
    return Participation.objects.create(
        session=session,
        member=member,
        role=role,
        answer=answer,
        serves=serves,
        date=session.date,
        period=session.period,
        holds_slot=answer == "yes",
    )


@pytest.fixture
def grafting(skill):
    """A session that has been announced, with Bernard who shares and two who come."""
    session = exchanges.SessionFactory(state="announced", skill=skill, title="Greffer un arbre")
    exchanges.seat(session, role="sharer", member=MemberFactory(first_name="Bernard", last_name="Secret"))
    for name in NEIGHBOURS:
        exchanges.seat(session, role="learner", member=MemberFactory(first_name=name))
    return session


def page_of(client, **kwargs) -> str:
    return client.get(reverse("my_space", kwargs=kwargs)).content.decode()


def sentences(member) -> list[str]:
    return [request.sentence for request in read_space(member).requests]


class TestProposals:
    def test_an_invitation_says_my_wish_the_sharers_first_name_and_no_more(
        self, member_client, member, centre, grafting
    ):
        wish = RequestFactory(member=member, skill=grafting.skill, words="greffer mon pommier")
        invite(grafting, member, serves=wish)

        page = page_of(member_client)

        assert "Vous vouliez l’apprendre. Bernard veut bien le montrer." in page
        assert "Secret" not in page
        assert "3 personnes ont dit oui" in page
        assert not any(name in page for name in NEIGHBOURS)

    def test_it_is_answered_from_there(self, member_client, member, centre, grafting):
        line = invite(grafting, member)

        member_client.post(reverse("session_answer", args=[grafting.code]), {"line": line.pk, "answer": "yes"})

        line.refresh_from_db()
        assert line.answer == "yes"
        space = read_space(member)
        assert (space.invitations, [seat.pk for seat in space.seats]) == ([], [line.pk])

    def test_a_childs_invitation_is_answered_by_the_guardian(self, member_client, member, centre, grafting):
        child = household.add_child(
            guardian=member, first_name="Léo", last_name="", birth_year=timezone.localdate().year - 9
        )
        household.authorise_child(child=child, guardian_name="Claude", by=member)
        line = invite(grafting, child)
        assert "Une proposition pour Léo" in page_of(member_client)

        member_client.post(reverse("session_answer", args=[grafting.code]), {"line": line.pk, "answer": "no"})

        line.refresh_from_db()
        assert line.answer == "no"

    @pytest.mark.parametrize("answer", ["prepared", "no", "withdrawn"])
    def test_what_was_not_sent_or_was_refused_is_not_shown(self, member_client, member, centre, grafting, answer):
        invite(grafting, member, answer=answer)

        assert "Greffer un arbre" not in page_of(member_client)

    def test_a_past_or_cancelled_session_is_no_proposal(self, member, grafting):
        cancelled = exchanges.SessionFactory(state="cancelled")
        invite(cancelled, member)
        past = exchanges.SessionFactory(state="announced", date=timezone.localdate() - datetime.timedelta(days=3))
        invite(past, member)

        assert read_space(member).invitations == []

    def test_reasons_come_from_what_the_person_said(self, member_client, member, centre, grafting):
        AvailabilityFactory(member=member, weekday=grafting.date.weekday(), period=grafting.period)
        member.commune = grafting.venue.commune
        member.save()
        wish = RequestFactory(member=member, skill=grafting.skill, words="greffer mon pommier")
        invite(grafting, member, serves=wish)

        (line,) = read_space(member).invitations

        assert len(line.reasons) == 3
        assert "greffer mon pommier" in line.reasons[0]


class TestWhereMyWishesStand:
    def test_words_to_sort(self, member):
        RequestFactory(member=member, skill=None, words="le truc")

        assert sentences(member) == ["On cherche le bon mot."]

    @pytest.mark.parametrize(
        ("reason", "details", "sentence"),
        [
            ("too_few_learners", {"missing": 1}, "Il manque une personne. On cherche."),
            ("too_few_learners", {"missing": 2}, "Il manque 2 personnes. On cherche."),
            (
                "too_few_learners",
                {"missing": 1, "date": "2035-03-13", "period": 1, "venue": "Mairie"},
                "Il manque une personne. On cherche. Ce serait mardi\u00a013 mars, l’après-midi (Mairie).",
            ),
            ("no_offer", {}, "Personne ne le partage encore. On cherche."),
            ("refused", {}, "On cherche du monde avec vous."),
        ],
    )
    def test_the_last_mouline_says_what_is_missing(self, member, skill, reason, details, sentence):
        request = RequestFactory(member=member, skill=skill)
        old, last = (exchanges.RoundFactory(state="done", finished_at=at) for at in _moments())
        exchanges.UnservedFactory(round=old, request=request, reason="travel", details={})
        exchanges.UnservedFactory(
            round=last, request=request, reason=reason, unblock="one_more_learner", details=details
        )

        assert sentences(member) == [sentence]

    @pytest.mark.parametrize(
        ("reason", "unblock", "days", "way_on"),
        [
            ("no_common_half_day", "more_availability", 1, "Êtes-vous libre "),
            ("no_common_half_day", "more_availability", 0, ""),
            ("travel", "a_lift", None, "Avec un trajet vers « Mairie », vous pourriez venir. Parlez-nous-en."),
            ("own_limit", "raise_limit", 1, "Une séance de plus vous irait ? Dites-le."),
            ("no_offer", "a_sharer", None, ""),
            ("refused", "lift_refusal", 1, ""),
            ("outweighed", "one_more_learner", 1, ""),
        ],
    )
    def test_what_is_in_the_persons_hands_is_said_as_long_as_it_is_of_use(
        self, member, skill, reason, unblock, days, way_on
    ):
        details = {"venue": "Mairie"}
        if days is not None:
            details |= {"date": exchanges.in_days(days).isoformat(), "period": 1}
        exchanges.UnservedFactory(
            request=RequestFactory(member=member, skill=skill), reason=reason, unblock=unblock, details=details
        )
        usual = str(BLOCKED.get(reason, "On cherche du monde avec vous."))
        (said,) = sentences(member)
        assert said.replace("\u00a0", " ").removeprefix(usual).lstrip().startswith(way_on)
        assert bool(way_on) == (said != usual)

    def test_a_proposal_awaits(self, member, grafting):
        RequestFactory(member=member, skill=grafting.skill)
        invite(grafting, member)

        assert sentences(member) == ["Une proposition vous attend."]

    def test_every_code_of_the_mouline_has_its_words_or_the_ordinary_ones(self, member, skill):
        from exchanges.rounds import sentences as codes

        assert set(BLOCKED) <= set(codes._STAGES)

    def test_neighbours_who_wait_for_my_savoir_are_counted_not_named(self, member_client, member, centre, skill):
        OfferFactory(member=member, skill=skill)
        waiting = [RequestFactory(skill=skill, member=MemberFactory(first_name=name)) for name in NEIGHBOURS]
        RequestFactory(skill=skill, state="withdrawn")

        page = page_of(member_client)

        assert "2 voisins aimeraient l’apprendre." in page
        assert not any(request.member.first_name in page for request in waiting)

    def test_what_was_withdrawn_can_be_taken_up_again(self, member_client, member, centre, skill):
        request = RequestFactory(member=member, skill=skill, state="withdrawn")
        assert [wish.pk for wish in read_space(member).put_aside] == [request.pk]

        member_client.post(reverse("request_state", kwargs={"pk": request.pk}), {"move": "renew"})

        assert Request.objects.get().state == "active"


class TestThread:
    @pytest.mark.parametrize(
        ("answer", "state", "here"),
        [
            (None, None, "On cherche du monde avec vous"),
            ("invited", "announced", "Une proposition est née"),
            ("yes", "announced", "Vous y allez"),
        ],
    )
    def test_here_is_where_the_words_are(self, member, skill, answer, state, here):
        RequestFactory(member=member, skill=skill)
        if answer:
            invite(exchanges.SessionFactory(skill=skill, state=state), member, answer=answer)

        (thread,) = read_space(member).threads

        assert [step.title for step in thread.steps if step.state == "here"] == [here]

    def test_a_session_that_was_held_ends_it(self, member, skill):
        RequestFactory(member=member, skill=skill, state="met")
        session = exchanges.SessionFactory(
            skill=skill, state="held", date=timezone.localdate() - datetime.timedelta(days=20), sharers=1, learners=2
        )
        invite(session, member, answer="yes")

        (thread,) = read_space(member).threads

        assert thread.steps[-1].title == "Vous l’avez vécu ensemble"
        assert {step.state for step in thread.steps} == {"done"}

    def test_unsettled_words_wait_for_the_right_word(self, member):
        RequestFactory(member=member, skill=None, words="le truc")

        (thread,) = read_space(member).threads

        assert thread.steps[0].title == "On cherche le bon mot"


class TestGroups:
    def test_first_names_of_my_groups_only(self, member_client, member, centre):
        mine, other = (
            exchanges.ActionGroupFactory(title="Les veilleurs"),
            exchanges.ActionGroupFactory(title="Les autres"),
        )
        for group, names in ((mine, ["Inès", "Julien"]), (other, ["Zoé"])):
            for name in names:
                GroupMember.objects.create(group=group, member=MemberFactory(first_name=name, last_name="Secret"))
        GroupMember.objects.create(group=mine, member=member)
        Item.objects.create(group=mine, label="thermos")

        page = page_of(member_client)

        assert "Inès" in page
        assert "1 chose à prévoir" in page
        assert not any(word in page for word in ("Zoé", "Les autres", "Secret"))

    def test_a_group_one_has_left_is_gone(self, member):
        group = exchanges.ActionGroupFactory()
        GroupMember.objects.create(group=group, member=member, left_at=timezone.now())

        assert read_space(member).groups == []


class TestTheWholePage:
    def test_somebody_new_is_shown_where_to_begin(self, member_client, centre):
        page = page_of(member_client)

        assert "Une place vous est gardée" in page
        assert reverse("offer_add") in page
        assert reverse("request_add") in page

    def test_a_minor_without_a_yes_is_told(self, client, centre):
        client.force_login(MemberFactory(under_age=True))

        assert "Un parent doit d’abord être d’accord" in page_of(client)

    def test_costs_the_same_with_much_and_little(self, member_client, member, centre):
        def live(number):
            for _unused in range(number):
                skill = SkillFactory()
                request = RequestFactory(member=member, skill=skill)
                OfferFactory(member=member, skill=SkillFactory())
                session = exchanges.SessionFactory(skill=skill, state="announced")
                exchanges.seat(session, role="sharer", member=MemberFactory())
                invite(session, member, serves=request)
                GroupMember.objects.create(group=session.group, member=member)

        assert_constant_queries(member_client, reverse("my_space"), live, most_bytes=None)


def _moments():
    now = timezone.now()
    return now - datetime.timedelta(days=30), now
