"""The whole journey through the pages: from a centre's spreadsheet to the attendance of a session that was held.

The questionnaire, which comes before, joins when it exists.
"""

import datetime
import io
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from exchanges.models import Round, Session
from members.flows.starter_catalogue import load_starter_catalogue
from members.models import Member, Offer, Request, SkillTerm
from tests.factories.members import MemberFactory, make_centre

RESIDENTS = """Prénom;Nom;Village;Mél;Né(e) en;Tél. portable;Je propose;Je voudrais apprendre;Quand êtes-vous libre ?
Zélie;Castagnier;Valcroze;zelie@exemple.fr;1961;;tailler et greffer un arbre;;mardi après-midi, jeudi après-midi
Théo;Malepeyre;Valcroze;theo@exemple.fr;1985;;;greffer un arbre;mardi après-midi
Awa;Diarra;Valcroze;awa@exemple.fr;1990;;;greffer un arbre;les après-midi en semaine
Ginette;Roumégoux;Valcroze;;1948;06 55 50 01 02;;greffer un arbre;n'importe quand
Bruno;Escoffre;Valcroze;bruno@exemple.fr;1977;;;bidouiller des trucmuches;mardi soir
;;Valcroze;;1950;;cuisine;;
"""
VENUES = """Salle;Commune;Adresse;Places;Jours ouverts
Salle des Tilleuls;Valcroze;2 rue du Lavoir;12;mardi après-midi, jeudi après-midi
"""
HIDDEN = re.compile(r"/reponse/[\w:.-]+/")


@pytest.fixture
def staff(transactional_db) -> Client:
    make_centre()
    load_starter_catalogue()
    client = Client()
    client.force_login(MemberFactory(first_name="Nadège", last_name="Costes", team=True))
    return client


def test_from_a_spreadsheet_to_attendance(staff, client, mailoutbox):
    bring_in(staff, "venues", VENUES)
    bring_in(staff, "residents", RESIDENTS)
    assert Member.objects.filter(last_name__in=["Castagnier", "Malepeyre", "Diarra", "Roumégoux"]).count() == 4

    settle_words(staff)
    session = adopt_first_proposal(grind(staff), staff)
    assert session.state == Session.State.TO_SETTLE
    assert mailoutbox == []

    invite(staff, session)
    answer_mails(client, mailoutbox)
    answer_on_the_phone(staff, session, Member.objects.get(last_name="Roumégoux"))
    session.refresh_from_db()
    assert session.state == Session.State.CONFIRMED
    assert (session.sharers, session.learners) == (1, 3)

    roster = staff.get(reverse("roster_pdf", args=[session.code])).content
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(roster)).pages)
    assert all(name in words for name in ("CASTAGNIER", "MALEPEYRE", "DIARRA", "ROUMÉGOUX", "Salle des Tilleuls"))
    assert "exemple.fr" not in words

    close(staff, session)
    session.refresh_from_db()
    assert session.state == Session.State.HELD
    assert session.participations.filter(came=True).count() == 4


def bring_in(staff: Client, kind: str, sheet: str) -> None:
    """« Importer »: the file, its columns as guessed, then the lines."""
    file = io.BytesIO(sheet.encode("cp1252"))
    file.name = f"{kind}.csv"
    response = staff.post(reverse("imports"), {"kind": kind, "file": file})
    assert response.status_code == 302, response.context["form"].errors
    columns = staff.get(response.url)
    guessed = {field.html_name: field.value() for field, _samples in columns.context["form"].rows()}
    preview = staff.post(response.url, guessed)
    assert staff.get(preview.url).status_code == 200
    done = staff.post(reverse("import_apply", args=[columns.context["sheet"].pk]))
    assert staff.get(done.url).status_code == 200


def settle_words(staff: Client) -> None:
    """« À classer »: words nobody knew are placed by hand, and known from then on."""
    wish = Request.objects.get(words="bidouiller des trucmuches")
    assert wish.skill is None
    skill = Offer.objects.get(member__last_name="Castagnier").skill
    assert skill is not None
    page = staff.get(reverse("words_to_sort"))
    assert "bidouiller des trucmuches" in page.content.decode()
    staff.post(reverse("words_settle"), {f"d{wish.pk}": f"d{wish.pk}", "to": f"d{wish.pk}:{skill.pk}"})
    wish.refresh_from_db()
    assert wish.skill == skill
    assert SkillTerm.objects.filter(folded_phrase="bidouiller des trucmuches", skill=skill).exists()


def grind(staff: Client) -> Round:
    """« La mouline », from tomorrow for three weeks."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = staff.post(reverse("rounds"), {"first_day": f"{tomorrow:%Y-%m-%d}", "weeks": 3})
    assert response.status_code == 302
    page = staff.get(response.url)
    assert "Zélie" in page.content.decode()
    return Round.objects.get()


def adopt_first_proposal(round_: Round, staff: Client) -> Session:
    proposal = round_.proposals.get()
    assert proposal.people.count() == 4
    response = staff.post(reverse("proposal_adopt", args=[proposal.pk]), {"in_hand": "yes"})
    assert response.status_code == 302
    return Session.objects.get()


def invite(staff: Client, session: Session) -> None:
    response = staff.post(reverse("session_invite", args=[session.code]))
    assert staff.get(response.url).status_code == 200


def answer_mails(client: Client, mailoutbox: list) -> None:
    """Everybody who has an e-mail opens the link of theirs, and says yes."""
    assert sorted(mail.to[0] for mail in mailoutbox) == ["awa@exemple.fr", "theo@exemple.fr", "zelie@exemple.fr"]
    for mail in list(mailoutbox):
        link = HIDDEN.search(mail.body)
        assert link is not None
        assert client.get(link.group()).status_code == 200
        assert client.post(link.group(), {"answer": "yes"}).status_code == 302


def answer_on_the_phone(staff: Client, session: Session, member: Member) -> None:
    """The call list says whom to call; their yes is entered there."""
    call = session.calls.get(member=member, done_at=None)
    assert member.last_name in staff.get(reverse("session_calls", args=[session.code])).content.decode()
    staff.post(reverse("session_call", args=[session.code, call.pk]), {"answer": "yes"})


def close(staff: Client, session: Session) -> None:
    """On the evening: everybody came."""
    evening = datetime.datetime.combine(session.date, datetime.time(21), tzinfo=timezone.get_current_timezone())
    with time_machine.travel(evening, tick=False):
        came = [str(line.pk) for line in session.participations.coming()]
        said = {"came": came, "continues": "later", "memory": "On a ri."} | NO_WALK_IN
        response = staff.post(reverse("session_close", args=[session.code]), said)
        assert response.status_code == 302
        assert staff.get(reverse("attendance")).status_code == 200


NO_WALK_IN = {"besides-TOTAL_FORMS": "4", "besides-INITIAL_FORMS": "0"}
