"""Papers of the database's sessions: what they say, and who may hold them."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from exchanges.flows import call_lists
from exchanges.flows import rosters as flows
from exchanges.models import Call, Session, Task
from tests.exchanges.rosters.samples import read, read_words
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

SATURDAY = datetime.date(2027, 3, 13)


@pytest.fixture
def bread(centre, facilitator):
    """A session with an adult and a child among those who come, and two on the waiting list."""
    centre.name, centre.address, centre.phone = "Centre social du Gué", "2 place du Lavoir", "+33536490000"
    centre.save()
    village = members.CommuneFactory(name="Chantelande")
    session = exchanges.SessionFactory(
        title="Pain et levain",
        code="K7P4M",
        date=SATURDAY,
        venue=exchanges.VenueFactory(
            name="La médiathèque", address="3 rue du Puits", commune=village, note="Clé au bar"
        ),
    )
    session.facilitators.add(facilitator)
    exchanges.seat(session, role="sharer", member=person("Fatou", "Diallo", phone="+33612345678", shares_phone=True))
    exchanges.seat(session, member=person("Ana", "Silva", phone="+33612345679"))
    karim = person("Karim", "Aubert", phone="+33612345670")
    child = exchanges.seat(session, member=person("Louna", "Aubert", birth_year=2017, companion=karim))
    exchanges.seat(session, role="companion", member=karim, accompanies=child)
    for rank, last_name in enumerate(("Zola", "Abric")):
        since = datetime.datetime(2027, 3, 1 + rank, tzinfo=datetime.UTC)
        waiting = {"member": person("Léo", last_name), "answer": "waiting", "waiting_since": since}
        exchanges.ParticipationFactory(session=session, **waiting)
    for answer in ("prepared", "invited", "no", "withdrawn"):
        exchanges.ParticipationFactory(session=session, answer=answer, member=person("Personne", "Dautre"))
    return session


def person(first_name, last_name, **fields):
    return members.MemberFactory(**{"phone": ""} | fields, first_name=first_name, last_name=last_name)


def name_of(member):
    return f"{member.first_name} {member.last_name.upper()}"


def test_the_roster_of_a_session_says_exactly_this(bread, facilitator):
    with translation.override("fr"):
        pdf = flows.print_rosters(sessions=flows.fetch_for_papers(Session.objects.all()))
    assert read_words(pdf) == (
        "Centre social du Gué 2 place du Lavoir 05 36 49 00 00 Pour terminer la séance, visez ici "
        "Pain et levain samedi 13 mars 2027, de 14 h 30 à 16 h 30 La médiathèque 3 rue du Puits, Chantelande "
        "Prénom et nom Signature "
        "Karim AUBERT Louna AUBERT avec Karim Aubert Fatou DIALLO Ana SILVA "
        "Vous n’êtes pas sur la liste ? Bienvenue, écrivez votre nom ici. Liste d’attente Léo ZOLA Léo ABRIC "
        f"Partage : Fatou DIALLO Animée par {name_of(facilitator)} Signature : "
        "À détruire après le 13 septembre 2027. Cette feuille sert à savoir qui est venu. Elle reste au centre. "
        "Séance K7P4M, page 1 sur 1."
    )


def test_the_print_page_says_the_same(bread, team_client, facilitator):
    page = team_client.get(reverse("roster_print", args=["K7P4M"]))
    paper = page.text.split("<article")[1].split("</article")[0]
    words = [
        "Pain et levain",
        "samedi\u00a013 mars 2027, de\u00a014\u00a0h\u00a030 à\u00a016\u00a0h\u00a030", "La médiathèque",
        "3 rue du Puits, Chantelande", "Louna AUBERT", "avec Karim Aubert", "Fatou DIALLO", "Ana SILVA", "Léo ZOLA",
        name_of(facilitator), "À détruire après le 13\u00a0septembre 2027.", "Séance K7P4M",
    ]  # fmt: skip
    assert [word for word in words if word not in paper] == []
    assert "06 12" not in paper
    assert "Dautre" not in page.text
    assert paper.count("tick-box") == 4 + 4


def test_who_may_hold_the_papers(bread, client, member_client, facilitator_client, team_client, other_member):
    keeper = members.MemberFactory()
    exchanges.TaskFactory(group=bread.group, kind=Task.Kind.HOLD_ROSTER, held_by=keeper)
    participant = bread.participations.get(member__last_name="Silva").member
    expected = {
        "roster_pdf": {"team": 200, "facilitator": 200, "keeper": 200, "participant": 404, "member": 404},
        "roster_print": {"team": 200, "facilitator": 200, "keeper": 200, "participant": 404, "member": 404},
        "phone_sheet": {"team": 200, "facilitator": 200, "keeper": 403, "participant": 404, "member": 404},
        "call_list_pdf": {"team": 200, "facilitator": 200, "keeper": 403, "participant": 404, "member": 404},
    }
    seen = {}
    for name in expected:
        url = reverse(name, args=["K7P4M"])
        assert client.get(url).status_code == 302
        seen[name] = {
            "team": team_client.get(url).status_code,
            "facilitator": facilitator_client.get(url).status_code,
            "member": member_client.get(url).status_code,
        }
        for role, someone in (("keeper", keeper), ("participant", participant)):
            client.force_login(someone)
            seen[name][role] = client.get(url).status_code
            client.logout()
    assert seen == expected


def test_a_paper_is_a_pdf_that_no_cache_keeps(bread, team_client):
    answer = team_client.get(reverse("roster_pdf", args=["K7P4M"]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="feuille-K7P4M.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]


def numbers_on(client) -> dict[str, str]:
    words = read_words(client.get(reverse("phone_sheet", args=["K7P4M"])).content)
    return {
        name: words.split(f"{name} ")[1][:14] for name in ("Karim AUBERT", "Louna AUBERT", "Fatou DIALLO", "Ana SILVA")
    }


def test_a_facilitator_reads_the_numbers_people_share_and_staff_all(bread, facilitator_client, team_client):
    assert numbers_on(team_client) == {
        "Karim AUBERT": "06 12 34 56 70",
        "Louna AUBERT": "06 12 34 56 70",
        "Fatou DIALLO": "06 12 34 56 78",
        "Ana SILVA": "06 12 34 56 79",
    }
    through = "Passez par le "
    assert numbers_on(facilitator_client) == {
        "Karim AUBERT": through,
        "Louna AUBERT": through,
        "Fatou DIALLO": "06 12 34 56 78",
        "Ana SILVA": through,
    }


def test_the_phone_sheet_is_in_the_readers_name_and_says_whom_to_call(bread, facilitator_client, facilitator):
    keyholder = person("Odile", "Clef", phone="+33612345600", shares_phone=True)
    exchanges.TaskFactory(group=bread.group, kind=Task.Kind.OPEN_ROOM, held_by=keyholder)
    words = read_words(facilitator_client.get(reverse("phone_sheet", args=["K7P4M"])).content)
    assert f"Pour {facilitator.get_full_name()}. Cette feuille est à vous seul·e." in words
    assert words.split("Bon à savoir : ")[1] == (
        "Clé au bar En cas de besoin Le centre : 05 36 49 00 00 Pour la salle, Odile Clef : 06 12 34 56 00 "
        "À détruire après le 20 mars 2027. Séance K7P4M, page 1 sur 1."
    )


def test_the_week_page_lists_the_sessions_one_may_print(bread, facilitator_client, team_client, member_client):
    other = exchanges.SessionFactory(title="Greffer un arbre", date=SATURDAY - datetime.timedelta(days=5))
    exchanges.SessionFactory(title="La semaine d’après", date=SATURDAY + datetime.timedelta(days=2))
    exchanges.SessionFactory(title="Annulée", date=SATURDAY, state="cancelled")
    url = reverse("week_rosters")
    page = team_client.get(url, {"day": "2027-03-10"})
    assert list(page.context["sessions"]) == [other, bread]
    assert "Semaine du 8 au 14\u00a0mars 2027." in page.text
    assert list(facilitator_client.get(url, {"day": "2027-03-10"}).context["sessions"]) == [bread]
    assert member_client.get(url).status_code == 403


@pytest.mark.parametrize("asked, status", [({}, 200), ({"day": "x"}, 422), ({"day": "2027-13-01"}, 422)])
def test_the_week_page_shows_this_week_by_default_and_keeps_what_was_typed(bread, team_client, asked, status):
    page = team_client.get(reverse("week_rosters"), asked)
    assert page.status_code == status
    assert page.context["monday"].weekday() == 0
    assert asked.get("day", "") in page.text


def test_one_pdf_for_the_week(bread, team_client, facilitator_client, member_client):
    exchanges.SessionFactory(title="Greffer un arbre", date=SATURDAY - datetime.timedelta(days=5))
    url = reverse("week_rosters_pdf", args=["2027-03-10"])
    pdf = team_client.get(url).content
    titles = [read_words(pdf, page).split(" visez ici ")[1].split(" samedi")[0].split(" lundi")[0] for page in (0, 1)]
    assert titles == ["Greffer un arbre", "Pain et levain"]
    assert len(read(facilitator_client.get(url).content).pages) == 1
    assert member_client.get(url).status_code == 404
    assert team_client.get(reverse("week_rosters_pdf", args=["2027-06-07"])).status_code == 404
    assert team_client.get(reverse("week_rosters_pdf", args=["2027-02-30"])).status_code == 404


def test_papers_cost_the_same_number_of_queries_for_one_and_for_ten(bread, team_client):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            flows.print_rosters(sessions=flows.fetch_for_papers(Session.objects.all()))
        return len(queries)

    alone = count()
    for _turn in range(9):
        exchanges.make_full_session(date=SATURDAY)
    assert count() == alone


def test_the_week_page_costs_the_same_for_one_and_for_thirty(team_client):
    assert_constant_queries(
        team_client,
        reverse("week_rosters") + "?day=2027-03-10",
        lambda number: [exchanges.SessionFactory(date=SATURDAY) for _turn in range(number)],
    )


def test_the_call_list_says_what_to_say(bread, team_client, facilitator_client):
    louna = bread.participations.get(member__first_name="Louna").member
    exchanges.CallFactory(session=bread, member=louna, about=Call.About.INVITATION)
    ana = bread.participations.get(member__first_name="Ana").member
    exchanges.CallFactory(session=bread, member=ana, about=Call.About.CANCELLED)
    exchanges.CallFactory(session=bread, member=ana, about=Call.About.REMINDER, done_at="2027-03-01T10:00Z")
    url = reverse("call_list_pdf", args=["K7P4M"])
    words = read_words(team_client.get(url).content)
    assert words.split("Louna AUBERT ")[1].split(" À détruire")[0] == (
        "06 12 34 56 70 Parlez à un adulte de la famille. Bonjour, Centre social du Gué à l’appareil. "
        "Nous vous invitons : « Pain et levain ». C’est samedi 13 mars, de 14 h 30 à 16 h 30. Lieu : La médiathèque. "
        "Venez-vous ? Je viens Pas cette fois Rappeler Note : "
        "Ana SILVA 06 12 34 56 79 Bonjour, Centre social du Gué à l’appareil. « Pain et levain » n’aura pas lieu. "
        "C’était prévu samedi 13 mars, de 14 h 30 à 16 h 30. Nous en sommes désolés. C’est dit Rappeler Note :"
    )
    assert "Ana SILVA Passez par le centre" in read_words(facilitator_client.get(url).content)


@pytest.mark.parametrize("about", [about for about in Call.About.values if not about.startswith("outing_")])
def test_there_is_something_to_say_for_every_call(bread, about):
    call = exchanges.CallFactory(session=bread, about=about)
    with translation.override("fr"):
        said = call_lists.say_call(call, centre_name="100 % ici")
    assert said.startswith("Bonjour, 100 % ici à l’appareil. ")
    assert "Pain et levain" in said
    assert "%(" not in said


def test_a_call_about_an_outing_says_its_own_words(db):
    call = exchanges.CallFactory(session=None, about="outing_named", day="2027-03-13", words="On vous attend.")
    with translation.override("fr"):
        assert call_lists.say_call(call, centre_name="100 % ici") == "Bonjour, 100 % ici à l’appareil. On vous attend."


def test_the_whole_call_list_is_for_the_team(bread, team_client, facilitator_client):
    exchanges.CallFactory(session=bread)
    exchanges.CallFactory()
    url = reverse("team_call_list_pdf")
    assert read_words(team_client.get(url).content).count("Note :") == 2
    assert facilitator_client.get(url).status_code == 403


def test_the_call_list_costs_the_same_number_of_queries_for_one_and_for_ten(bread, team_member):
    def count():
        with CaptureQueriesContext(connection) as queries:
            call_lists.print_call_list(calls=Call.objects.to_make(), reader=team_member)
        return len(queries)

    exchanges.CallFactory(session=bread)
    alone = count()
    for _turn in range(9):
        exchanges.CallFactory()
    assert count() == alone


def test_the_command_writes_one_pdf(bread, tmp_path, capsys):
    other = exchanges.SessionFactory(title="Greffer un arbre", code="AAAAA", date=SATURDAY)
    call_command("roster", "aaaaa", str(bread.pk), "K7P4M", "-o", str(tmp_path / "f.pdf"))
    pdf = (tmp_path / "f.pdf").read_bytes()
    assert [read_words(pdf, page).rsplit("Séance ")[1] for page in (0, 1)] == [
        f"{other.code}, page 1 sur 1.",
        "K7P4M, page 1 sur 1.",
    ]
    assert "2 rosters" in capsys.readouterr().out


def test_the_command_says_what_is_wrong(bread, tmp_path):
    with pytest.raises(CommandError, match="No session has the number or the code NADA."):
        call_command("roster", "NADA", "-o", str(tmp_path / "f.pdf"))
    with pytest.raises(CommandError, match="Cannot write"):
        call_command("roster", "K7P4M", "-o", str(tmp_path / "no" / "f.pdf"))


@pytest.mark.parametrize(
    "day, months, later",
    [
        ((2027, 3, 13), 6, (2027, 9, 13)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2027, 12, 31), 2, (2028, 2, 29)),
        ((2027, 1, 31), 0, (2027, 1, 31)),
        ((2027, 12, 1), 12, (2028, 12, 1)),
    ],
)
def test_adds_months(day, months, later):
    assert flows.add_months(datetime.date(*day), months) == datetime.date(*later)
