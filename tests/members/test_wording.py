"""Dates, hours and lists as people say them."""

from datetime import date, time

import pytest

from members import wording

SATURDAY = date(2027, 3, 13)


@pytest.mark.parametrize(
    "said, expected",
    [
        (wording.say_date(SATURDAY), "samedi\u00a013 mars 2027"),
        (wording.say_date(SATURDAY, year=False), "samedi\u00a013 mars"),
        (wording.say_date(SATURDAY, weekday=False), "13\u00a0mars 2027"),
        (wording.say_date(date(2027, 8, 1), lang="fr-fr", year=False), "dimanche\u00a01er août"),
        (wording.say_date(date(2027, 8, 1), lang="en"), "Sunday\u00a01 August 2027"),
        (wording.say_month(SATURDAY), "mars 2027"),
        (wording.say_month(SATURDAY, lang="en-gb"), "March 2027"),
        (wording.say_hour(time(10)), "10\u00a0h"),
        (wording.say_hour(time(14, 5, 59)), "14\u00a0h\u00a005"),
        (wording.say_hour(time(0, 30), lang="en"), "12:30\u00a0am"),
        (wording.say_hour(time(14, 30), lang="en"), "2:30\u00a0pm"),
        (wording.say_hour(time(0), lang="en"), "midnight"),
        (wording.say_hours(time(10), time(12)), "de\u00a010\u00a0h à\u00a012\u00a0h"),
        (wording.say_hours(time(10), time(12), lang="en"), "from\u00a010\u00a0am to\u00a0noon"),
        (
            wording.say_date_and_hours(SATURDAY, time(10), time(12)),
            "samedi\u00a013 mars 2027, de\u00a010\u00a0h à\u00a012\u00a0h",
        ),
        (
            wording.say_date_and_hours(date(2026, 3, 3), time(14, 30), year=False),
            "mardi\u00a03 mars à 14\u00a0h\u00a030",
        ),
        (wording.say_date_and_hours(SATURDAY, time(9), lang="en"), "Saturday\u00a013 March 2027 at 9\u00a0am"),
        (wording.say_half_day(SATURDAY, 1), "samedi\u00a013 mars, l’après-midi"),
        (wording.say_half_day(SATURDAY, 2, lang="en", year=True), "Saturday\u00a013 March 2027 in the evening"),
        (wording.say_weekly_half_day(1, 0), "mardi matin"),
        (wording.say_weekly_half_day(6, 2, lang="en"), "Sunday evening"),
        (wording.say_week(date(2026, 12, 7)), "la semaine du 7\u00a0décembre"),
        (wording.say_week(date(2027, 2, 1), lang="en"), "the week of 1\u00a0February"),
        (wording.say_in_village("Les Ormeaux"), "aux Ormeaux"),
        (wording.say_in_village("Le Vigan"), "au Vigan"),
        (wording.say_in_village("La Bruyère"), "à La Bruyère"),
        (wording.say_in_village("Les Ormeaux", lang="en"), "in Les Ormeaux"),
        (wording.quote_words("du pain"), f"«{wording.NBSP}du pain{wording.NBSP}»"),
        (wording.quote_words("du pain", lang="en"), "“du pain”"),
        (
            wording.say_first_names([("Karim", "Benali"), ("Louna", "Roux"), ("karim", "Tazi"), ("Karim", "")]),
            ["Karim\u00a0B.", "Louna", "karim\u00a0T.", "Karim"],
        ),
        (wording.join_words([]), ""),
        (wording.join_words(["Awa"]), "Awa"),
        (wording.join_words(["Awa", "Léo", "Mai"]), "Awa, Léo et Mai"),
        (wording.join_words(("Awa", "Léo"), lang="en"), "Awa and Léo"),
    ],
)
def test_says(said, expected):
    assert said == expected


@pytest.mark.parametrize(
    "first, last, french, english",
    [
        (date(2027, 3, 8), date(2027, 3, 14), "du 8 au 14\u00a0mars 2027", "8–14\u00a0March 2027"),
        (date(2027, 3, 1), date(2027, 3, 7), "du 1er au 7\u00a0mars 2027", "1–7\u00a0March 2027"),
        (
            date(2027, 3, 29),
            date(2027, 4, 4),
            "du 29\u00a0mars au 4\u00a0avril 2027",
            "29\u00a0March to 4\u00a0April 2027",
        ),
        (
            date(2027, 12, 27),
            date(2028, 1, 2),
            "du 27\u00a0décembre 2027 au 2\u00a0janvier 2028",
            "27\u00a0December 2027 to 2\u00a0January 2028",
        ),
        (SATURDAY, SATURDAY, "le 13\u00a0mars 2027", "13\u00a0March 2027"),
    ],
)
def test_says_a_range(first, last, french, english):
    assert wording.say_date_range(first, last) == french
    assert wording.say_date_range(first, last, lang="en") == english
