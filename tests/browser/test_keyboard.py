"""The journeys of residents and facilitators by the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from exchanges.flows.sessions import send_invitations
from exchanges.models import Participation, Session
from members.models import DatedException, Member, Offer, Request
from tests.browser import keyboard
from tests.factories import exchanges
from tests.factories.members import MemberFactory, make_centre

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}}
ANSWER = re.compile(r"/reponse/[\w:.-]+/")
DESK = {"viewport": {"width": 1280, "height": 800}}


@pytest.mark.parametrize("options", [PHONE, DESK | {"java_script_enabled": False}], ids=["phone", "desk_no_scripts"])
def test_a_resident_from_the_way_in_to_the_way_out(options, village, open_context, watch):
    invited = invite(village.resident, village.group)
    page = open_context(**options).new_page()
    watch.follow(page)
    page.goto("/")
    keyboard.skip_to_content(page)
    keyboard.come_in(page, village.resident)

    say_savoirs(page, village.resident)
    pause_and_resume(page, village.resident)
    say_free_moments(page, village.resident)
    say_limits(page, village.resident)
    sign_a_child_up(page, village.resident)
    answer_and_change(page, invited)
    take_a_task(page, village)
    take_data_away(page)
    go_out(page)


def test_somebody_without_an_account_by_the_link_of_their_mail(live, page, mailoutbox):
    make_centre()
    session = exchanges.SessionFactory(state=Session.State.TO_SETTLE)
    lines = [
        exchanges.ParticipationFactory(session=session, role=role, answer=Participation.Answer.PREPARED)
        for role in ("sharer", "learner", "learner")
    ]
    send_invitations(session=session, by=MemberFactory(team=True))
    (mail,) = [mail for mail in mailoutbox if mail.to == [lines[1].member.email]]
    page.goto(ANSWER.search(mail.body).group())
    keyboard.skip_to_content(page)
    keyboard.push(page, "Je viens")
    expect(page.locator("main")).to_contain_text("vous venez")
    keyboard.push(page, "Je ne peux plus venir")
    keyboard.push(page, "Je viens")
    assert session.participations.get(answer=Participation.Answer.YES) == lines[1]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no_scripts"])
def test_a_facilitator_closes_a_session_on_a_phone(scripts, village, open_context, watch):
    page = open_context(**PHONE, java_script_enabled=scripts).new_page()
    watch.follow(page)
    session, task = village.sessions["to_close"], village.group.tasks.get()
    village.group.tasks.update(held_by=village.resident)
    keyboard.come_in(page, village.facilitator)
    keyboard.open_menu(page)
    keyboard.follow(page, "Mes séances")
    keyboard.follow(page, f"Je dis qui est venu {session.title}")
    call_the_roll(page, session)
    see_the_papers(page, village.session)

    keyboard.open_menu(page)
    keyboard.follow(page, "Mes groupes")
    keyboard.follow(page, village.group.title)
    keyboard.push(page, f"La rendre au centre {task.get_kind_display()}")
    task.refresh_from_db()
    assert task.held_by is None


def call_the_roll(page: Page, session: Session) -> None:
    """Everybody but one, somebody who just came, a word to remember; then one more, who was forgotten.

    Enter in a field closes the session: it must not tick everybody again.
    """
    absent, *others = session.participations.coming().select_related("member")
    keyboard.push(page, "Tout le monde est venu")
    keyboard.tick(page, absent.member.get_full_name())
    keyboard.unfold(page, "Quelqu’un d’autre est venu")
    keyboard.write(page, "Prénom", "Suzon")
    keyboard.write(page, "Nom de famille", "Delbos")
    keyboard.choose(page, "Oui, le groupe continue")
    keyboard.write(page, "Un mot sur ce moment", "On a bien ri.")
    keyboard.push(page, "Je termine la séance")

    keyboard.follow(page, "Je corrige qui est venu")
    keyboard.unfold(page, "Quelqu’un d’autre est venu")
    keyboard.write(page, "Prénom", "Aimé")
    keyboard.enter(page)

    session.refresh_from_db()
    came = session.participations.filter(came=True).values_list("member__first_name", flat=True)
    assert (session.state, session.memory) == (Session.State.HELD, "On a bien ri.")
    assert sorted(came) == sorted(["Aimé", "Suzon", *(line.member.first_name for line in others)])


def see_the_papers(page: Page, session: Session) -> None:
    keyboard.open_menu(page)
    keyboard.follow(page, "Mes séances")
    keyboard.follow(page, session.title)
    keyboard.follow(page, "La feuille à l’écran")
    expect(page.locator(".paper h1")).to_have_text(session.title)
    keyboard.reach(page, "link", "J’ouvre le PDF")
    keyboard.follow(page, "La séance")


def invite(member: Member, group) -> Participation:
    session = exchanges.SessionFactory(group=group, date=exchanges.in_days(17))
    return exchanges.ParticipationFactory(session=session, member=member)


def say_savoirs(page: Page, member: Member) -> None:
    """In words of one's own; words in which nothing is heard are sent a second time as they are."""
    keyboard.follow(page, "Proposer un autre savoir")
    keyboard.write(page, "Je peux montrer…", "bricoler des trucmuches")
    keyboard.write(page, "Combien de personnes", "4", role="spinbutton")
    keyboard.choose(page, "Je montre les bases")
    keyboard.write(page, "Voulez-vous ajouter", "Avec mes outils")
    keyboard.push(page, "Je propose")
    offer = Offer.objects.get(member=member, words="bricoler des trucmuches")
    assert (offer.max_learners, offer.level, offer.note) == (4, Offer.Level.BASICS, "Avec mes outils")

    keyboard.follow(page, "Demander un autre savoir")
    keyboard.write(page, "J’aimerais apprendre…", "je ne sais pas")
    keyboard.push(page, "Je demande")
    keyboard.push(page, "Je demande")
    assert Request.objects.filter(member=member, words="je ne sais pas").exists()


def pause_and_resume(page: Page, member: Member) -> None:
    """Change the words of a savoir, let it rest, take it up again."""
    offer = Offer.objects.get(member=member, words="bricoler des trucmuches")
    keyboard.follow(page, "Changer bricoler des trucmuches")
    keyboard.write(page, "Je peux montrer…", "bricoler des machins-choses")
    keyboard.push(page, "Je garde les changements")
    keyboard.follow(page, "Changer bricoler des machins-choses")
    keyboard.push(page, "Je fais une pause")
    offer.refresh_from_db()
    assert (offer.words, offer.state) == ("bricoler des machins-choses", Offer.State.PAUSED)
    keyboard.follow(page, "Changer bricoler des machins-choses")
    keyboard.push(page, "Je le reprends")
    offer.refresh_from_db()
    assert offer.state == Offer.State.ACTIVE


def say_free_moments(page: Page, member: Member) -> None:
    """The week of 21 pebbles, then days away and days off the list again."""
    keyboard.follow(page, "Changer mes moments libres")
    keyboard.tick(page, "mardi après-midi")
    keyboard.tick(page, "vendredi soir")
    keyboard.push(page, "Je garde ces moments")
    assert set(member.availabilities.values_list("weekday", "period")) == {(3, 1), (4, 2)}
    keyboard.follow(page, "Changer mes moments libres")
    assert keyboard.reach(page, "checkbox", "vendredi soir").is_checked
    assert not keyboard.reach(page, "checkbox", "mardi après-midi").is_checked

    keyboard.follow(page, "Je suis absent·e")
    first, last = exchanges.in_days(60), exchanges.in_days(62)
    keyboard.put_day(page, "Du", first)
    keyboard.put_day(page, "Au", last)
    keyboard.push(page, "Je le note")
    away = DatedException.objects.get(member=member, first_day=first, last_day=last)
    keyboard.push(page, "Enlever")
    assert [days.pk for days in member.dated_exceptions.all()] == [away.pk]
    keyboard.follow(page, "Mon espace")


def say_limits(page: Page, member: Member) -> None:
    """How far, and how many times a month."""
    keyboard.follow(page, "Sur moi")
    keyboard.follow(page, "Changer où, et combien")
    keyboard.choose(page, "Jusqu’à 10 km")
    keyboard.select(page, "Combien de fois par mois puis-je partager ?", "1")
    keyboard.select(page, "Combien de fois par mois puis-je venir apprendre ?", "4")
    keyboard.push(page, "Je garde")
    member.refresh_from_db()
    assert (member.max_share, member.max_learn) == (1, 4)
    assert member.travel_km == Member.Travel.TEN


def sign_a_child_up(page: Page, member: Member) -> None:
    keyboard.follow(page, "Mes enfants")
    keyboard.follow(page, "J’inscris un autre enfant")
    keyboard.write(page, "Le prénom de l’enfant", "Lila")
    keyboard.write(page, "L’année de naissance", "2019")
    keyboard.tick(page, "Je suis un parent")
    keyboard.push(page, "J’inscris")
    child = Member.objects.get(first_name="Lila")
    assert list(child.guardians.all()) == [member]
    assert child.authorisations.count() == 1
    keyboard.follow(page, "Mon espace")


def answer_and_change(page: Page, invited: Participation) -> None:
    """« Je viens », then not any more."""
    keyboard.push(page, f"Je viens {invited.session.title}")
    invited.refresh_from_db()
    assert invited.answer == Participation.Answer.YES
    keyboard.push(page, "Je ne peux plus venir")
    invited.refresh_from_db()
    assert invited.answer == Participation.Answer.WITHDRAWN


def take_a_task(page: Page, village) -> None:
    task = village.group.tasks.get()
    keyboard.follow(page, "Qui apporte quoi")
    keyboard.push(page, f"Je veux bien essayer {task.get_kind_display()}")
    task.refresh_from_db()
    assert task.held_by == village.resident
    keyboard.unfold(page, "Ajouter une chose")
    keyboard.write(page, "Qu’est-ce qu’il faut apporter", "Du fil de lin")
    keyboard.enter(page)
    assert village.group.items.filter(label="Du fil de lin").exists()


def take_data_away(page: Page) -> None:
    keyboard.open_menu(page)
    keyboard.follow(page, "Mon espace")
    keyboard.follow(page, "Mes données")
    keyboard.reach(page, "link", "Je télécharge mes données")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().stat().st_size > 0


def go_out(page: Page) -> None:
    """The last line of the page, reached backwards."""
    keyboard.push(page, "Me déconnecter", key="Shift+Tab")
    page.goto("/mon-espace/")
    expect(page.locator("h1")).to_have_text("J’entre")
