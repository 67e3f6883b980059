"""The call list: whom to call, what to say, room for the answer."""

import datetime

from django.utils import translation

from exchanges.rosters import CallLine, CallList, render_call_list
from tests.exchanges.rosters.samples import CENTRE, read, read_tags, read_words


def make_calls(*lines: CallLine) -> CallList:
    return CallList(CENTRE, day=datetime.date(2027, 3, 1), destroy_after=datetime.date(2027, 4, 1), lines=lines)


def test_prints_exactly_these_words():
    calls = make_calls(
        CallLine("Louna", "Aubert", "06 12 34 56 78", "Le pain, samedi 13 mars. Venez-vous ?"),
        CallLine("Karim", "Aubert", "", "La séance de samedi n’a pas lieu.", asks=False),
    )
    with translation.override("fr"):
        pdf = render_call_list(calls, lang="fr", gettext=translation.gettext)
    assert read_words(pdf) == (
        "Centre social des Trois Rivières 4 rue du Moulin, Vaubrune 05 55 00 00 01 Appels à passer lundi 1er mars 2027 "
        "Louna AUBERT 06 12 34 56 78 Le pain, samedi 13 mars. Venez-vous ? Je viens Pas cette fois Rappeler Note : "
        "Karim AUBERT La séance de samedi n’a pas lieu. C’est dit Rappeler Note : "
        "À détruire après le 1er avril 2027. page 1 sur 1."
    )


def test_says_that_there_is_nobody_to_call():
    assert "Nobody to call today." in read_words(render_call_list(make_calls()))


def test_a_card_is_never_cut_and_each_name_is_a_heading():
    calls = make_calls(*(CallLine(f"Prénom{rank}", "Nom", "06", "Un mot. " * 20) for rank in range(12)))
    pdf = render_call_list(calls)
    pages = [read_words(pdf, page) for page in range(len(read(pdf).pages))]
    assert len(pages) > 1
    assert all(page.count(" NOM ") == page.count("Note:") for page in pages)
    assert read_tags(pdf).count("H2") == 12
    assert pdf == render_call_list(calls)
