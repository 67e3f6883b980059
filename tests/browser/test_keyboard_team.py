"""The days of the team by the keyboard alone and without scripts: sheets, words, moulines, sessions; lists for all.

One thing is no key's work: a file chooser belongs to the system. The field is reached by the Tab key, then handed its
file.
"""

import datetime

import pytest
from playwright.sync_api import Page, expect

from exchanges.models import Proposal, Refusal, Round, Session
from members.models import Member, Offer, Request, Skill
from tests.browser import keyboard
from tests.factories import exchanges, members

pytestmark = pytest.mark.browser

SHEET = """Prénom;Nom;Village;Mail;Je propose
Zélie;Castagnier;Valcroze;zelie@exemple.fr;couture
Marin;Escoffre;Valcroze;marin@exemple.fr;bidouiller des trucmuches
""".encode()
DESK = {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": False}


@pytest.fixture
def visitor_desk(open_context, watch) -> Page:
    page = open_context(**DESK).new_page()
    watch.follow(page)
    return page


@pytest.fixture
def team_desk(village, open_context, watch) -> Page:
    page = open_context(village.team, **DESK).new_page()
    watch.follow(page)
    return page


def test_a_sheet_comes_in_and_its_words_find_their_place(village, visitor_desk):
    page = visitor_desk
    wicker = members.SkillFactory(name="Vannerie d’osier")
    known = members.OfferFactory(skill=None, words="vannerie en osier")
    keyboard.come_in(page, village.team)
    keyboard.follow(page, "Équipe")
    keyboard.skip_to_content(page)
    keyboard.follow(page, "Importer un tableau")
    keyboard.reach(page, "button", "Votre tableau")
    page.locator("input:focus").set_input_files({"name": "gens.csv", "mimeType": "text/csv", "buffer": SHEET})
    keyboard.push(page, "J’ouvre ce tableau")
    keyboard.select(page, "Village", "Je laisse cette colonne")
    keyboard.select(page, "Village", "Commune")
    keyboard.push(page, "Je regarde les lignes")
    keyboard.follow(page, "1 ligne nouvelle")
    keyboard.push(page, "Je fais entrer ces lignes")
    expect(page.locator("h1")).to_have_text("Les lignes sont entrées")
    assert Member.objects.filter(first_name="Marin", last_name="Escoffre").exists()

    keyboard.follow(page, "Classer les mots qui attendent")
    settle_words(page, known, wicker)


def settle_words(page: Page, known: Offer, skill: Skill) -> None:
    """One touch on a savoir we suggest; or the whole catalogue; or no savoir at all."""
    waiting = Offer.objects.waiting_for_a_skill().count() + Request.objects.waiting_for_a_skill().count()
    keyboard.push(page, skill.name)
    known.refresh_from_db()
    assert known.skill == skill
    keyboard.push(page, "Autre savoir")
    keyboard.select(page, "Savoir", skill.name)
    keyboard.push(page, "Je le range là")
    keyboard.push(page, "Pas un savoir")
    left = Offer.objects.waiting_for_a_skill().count() + Request.objects.waiting_for_a_skill().count()
    assert waiting - left == 3


def test_a_mouline_is_read_and_its_groups_are_settled(village, team_desk, mailoutbox):
    page = team_desk
    page.goto("/equipe/")
    keyboard.follow(page, "Lancer une mouline")
    keyboard.put_day(page, "À partir de quel jour ?", exchanges.in_days(2))
    keyboard.write(page, "Pour combien de semaines ?", "3", role="spinbutton")
    keyboard.push(page, "Je lance la mouline")
    round_ = Round.objects.latest("pk")
    assert round_.state == Round.State.DONE
    keyboard.follow(page, "Voir chaque demande")
    keyboard.reach(page, "region", "Les demandes en attente")
    keyboard.follow(page, "Les groupes proposés", key="Shift+Tab")
    kept, put_aside = round_.proposals.select_related("skill").order_by("pk")[:2]

    keyboard.push(page, f"Épingler {kept.skill.name}")
    keyboard.reach(page, "button", f"Épinglé {kept.skill.name}")
    set_aside(page, put_aside)
    session = keep(page, kept)
    keyboard.push(page, "J’envoie les invitations")
    assert len(mailoutbox) == kept.people.count()
    move(page, session)


def set_aside(page: Page, proposal: Proposal) -> None:
    keyboard.follow(page, f"Écarter {proposal.skill.name}")
    keyboard.choose(page, "Ce lieu")
    keyboard.write(page, "En quelques mots", "Trop de marches")
    keyboard.push(page, "J’écarte")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REFUSED
    assert Refusal.objects.filter(venue=proposal.venue).exists()


def keep(page: Page, proposal: Proposal) -> Session:
    keyboard.follow(page, f"Retenir {proposal.skill.name}")
    keyboard.tick(page, "Farid")
    keyboard.push(page, "Je retiens ce groupe")
    return Session.objects.get(group__proposal=proposal)


def move(page: Page, session: Session) -> None:
    """To a day that asks for a second look: the summary of what is left leads to the box to tick."""
    day = session.date + datetime.timedelta(days=1)
    keyboard.follow(page, "Changer la date ou le lieu")
    keyboard.put_day(page, "Date", day)
    keyboard.choose(page, "soir")
    keyboard.push(page, "Je déplace la séance")
    keyboard.reach(page, "link", "Regardez ces points")
    page.keyboard.press("Enter")
    assert keyboard.focus_of(page).is_("checkbox", "J’ai vu")
    page.keyboard.press("Space")
    keyboard.push(page, "Je déplace la séance")
    session.refresh_from_db()
    assert session.date == day


def test_a_session_by_hand_and_a_wish_in_somebodys_name(village, team_desk):
    page = team_desk
    sharer, *learners = [members.MemberFactory(last_name=f"Nom{place}") for place in ("un", "deux", "trois")]
    page.goto("/equipe/seances/")
    keyboard.follow(page, "À terminer")
    keyboard.reach(page, "link", village.sessions["to_close"].title)
    keyboard.follow(page, "Je crée une séance", key="Shift+Tab")
    keyboard.write(page, "Ou un autre titre", "Tresser l’osier")
    keyboard.push(page, "Je choisis qui vient")
    keyboard.write(page, "D’autres personnes qui partagent", sharer.get_full_name())
    keyboard.write(page, "D’autres personnes qui apprennent", "\n".join(one.get_full_name() for one in learners))
    keyboard.select(page, "Lieu", village.venue.name)
    keyboard.put_day(page, "Date", exchanges.in_days(30))
    keyboard.choose(page, "matin")
    keyboard.write(page, "Début", "1000", role="time")
    keyboard.push(page, "Je crée cette séance")
    keyboard.tick(page, "J’ai vu")
    keyboard.push(page, "Je crée cette séance")
    session = Session.objects.get(title="Tresser l’osier")
    assert set(session.participations.values_list("member", flat=True)) == {one.pk for one in (sharer, *learners)}
    speak_for(page, sharer)


def speak_for(page: Page, person: Member) -> None:
    keyboard.follow(page, "Habitants")
    keyboard.write(page, "Prénom ou nom", person.last_name, role="searchbox")
    keyboard.enter(page)
    keyboard.follow(page, person.get_full_name())
    keyboard.follow(page, "J’aide en son nom")
    keyboard.follow(page, "Proposer un savoir")
    keyboard.write(page, "Je peux montrer…", "tresser l’osier")
    keyboard.push(page, "Je propose")
    offer = Offer.objects.get(member=person)
    assert (offer.words, offer.source) == ("tresser l’osier", Offer.Source.DESK)


def test_menus_filters_and_pages_on_a_phone(village, page):
    """As a visitor: the menu folds and unfolds, lists are narrowed, searched and turned page by page."""
    for _turn in range(31):
        exchanges.SessionFactory()
    page.goto("/")
    keyboard.unfold(page, "Lire la toile")
    page.goto("/")
    keyboard.open_menu(page)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert not keyboard.focus_of(page).is_("link", "Les séances")
    keyboard.open_menu(page)
    keyboard.follow(page, "Les séances")
    keyboard.follow(page, "Suite")
    keyboard.follow(page, "Avant")
    keyboard.select(page, "Commune", village.venue.commune.name)
    keyboard.select(page, "Thème", village.skill.theme.name)
    keyboard.push(page, "Je cherche")
    keyboard.reach(page, "link", village.session.title)

    keyboard.open_menu(page)
    keyboard.follow(page, "Les savoirs")
    keyboard.write(page, "Que cherchez-vous ?", village.skill.name, role="searchbox")
    keyboard.enter(page)
    keyboard.reach(page, "link", f"Je sais faire : {village.skill.name}")
