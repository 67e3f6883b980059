"""Half-days as people write them."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.sheets.halfdays import WEEK, read_half_day_cell, read_half_days

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
PERIODS = ("matin", "après-midi", "soir")
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LETTERS = "lmxjvsd"  # x is Wednesday


def slots(said: str) -> set[tuple[int, int]]:
    """« lm la » is Monday morning and afternoon: a letter for the day, m a s for the period, * for all."""
    found = set()
    for word in said.split():
        days = range(7) if word[0] == "*" else [LETTERS.index(word[0])]
        periods = range(3) if word[1] == "*" else ["mas".index(word[1])]
        found |= set(product(days, periods))
    return found


WEEKDAYS = "l* m* x* j* v*"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("lundi soir, jeudi après-midi", "ls ja"),
        ("en semaine", WEEKDAYS),
        ("les soirs", "*s"),
        ("mercredi toute la journée", "x*"),
        ("n'importe quand", "**"),
        ("N’importe quand", "**"),
        ("tout le temps", "**"),
        ("sans préférence", "**"),
        ("l'après midi sauf mardi", "la xa ja va sa da"),
        ("le week-end", "s* d*"),
        ("tous les jours sauf dimanche", "l* m* x* j* v* s*"),
        ("tous les jours de la semaine", WEEKDAYS),
        ("lun. mar. matin", "lm mm"),
        ("lundi au vendredi", WEEKDAYS),
        ("lundi-vendredi", WEEKDAYS),
        ("du lundi au jeudi soir", "ls ms xs js"),
        ("vendredi au lundi", "v* s* d* l*"),
        ("du lundi matin au mercredi après-midi", "l* m* xm xa"),
        ("lundi - mercredi - vendredi matin", "lm xm vm"),
        ("matin", "*m"),
        ("aprèm", "*a"),
        ("pm", "*a"),
        ("tous les matins", "*m"),
        ("chaque soir", "*s"),
        ("les après-midi", "*a"),
        ("lundi AM, mardi PM", "lm ma"),
        ("lundi matin, mardi AM", "lm ma"),
        ("14h-16h", "*a"),
        ("mardi de 14h30 à 16h30", "ma"),
        ("mardi 9h-12h 14h-17h", "mm ma"),
        ("jeudi 9:00-17:00", "jm ja"),
        ("lundi après 18h", "ls"),
        ("vendredi à partir de 14h", "va vs"),
        ("samedi avant midi", "sm"),
        ("lundi jusqu'à 12h", "lm"),
        ("pas le lundi", "m* x* j* v* s* d*"),
        ("sauf le mercredi", "l* m* j* v* s* d*"),
        ("jamais le soir", "*m *a"),
        ("ni le lundi ni le mardi", "x* j* v* s* d*"),
        ("pas le lundi, plutôt le soir", "ms xs js vs ss ds"),
        ("les soirs sauf vendredi, samedi matin", "ls ms xs js ss ds sm"),
        ("tous les jours sauf mercredi, samedi", "l* m* j* v* d*"),
        ("mercredi mais pas le soir", "xm xa"),
        ("lundi impossible, mardi soir", "ms"),
        ("lundi et jeudi soir", "ls js"),
        ("lundi, mardi, jeudi soir", "ls ms js"),
        ("lundi et mercredi, matin et après-midi", "lm la xm xa"),
        ("mercredi matin et après-midi", "xm xa"),
        ("les soirs, mercredi après-midi", "*s xa"),
        ("lundi matin, les soirs", "lm *s"),
        ("le week-end et les soirs de semaine", "s* d* ls ms xs js vs"),
        ("le soir en semaine", "ls ms xs js vs"),
        ("en semaine le soir", "ls ms xs js vs"),
        ("LUNDI MATIN / MARDI SOIR", "lm ms"),
        ("lundi : matin, soir", "lm ls"),
        ("soir : lundi, mardi ; matin : jeudi", "ls ms jm"),
        ("Lundi soir.\nMardi matin.", "ls mm"),
        ("mecredi apres midi", "xa"),
        ("merdredi aprés-midi ; jeuid soir", "xa js"),
        ("venderdi soire", "vs"),
        ("libre le lundi en soirée", "ls"),
        ("toujours le lundi", "l*"),
        ("fin de journée", "*s"),
        ("début d'après-midi le jeudi", "ja"),
        ("je suis disponible le lundi soir", "ls"),
        ("Monday evening, weekends", "ls s* d*"),
    ],
)
def test_reads_what_people_write(text, expected):
    found = read_half_days(text)

    assert found.slots == slots(expected)
    assert found.unread == ()
    assert found.said


@pytest.mark.parametrize("text", ["jamais", "aucune", "pas disponible", "indisponible", "-"])
def test_no_half_day_at_all_is_an_answer(text):
    found = read_half_days(text)

    assert (found.slots, found.unread, found.said) == (frozenset(), (), True)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_cell_is_silence(text):
    found = read_half_days(text)

    assert (found.slots, found.unread, found.said) == (frozenset(), (), False)


@pytest.mark.parametrize(
    "text, expected, unread",
    [
        ("lundi soir hors vacances scolaires", "ls", ("hors vacances scolaires",)),
        ("hors vacances, mardi soir", "ms", ("hors vacances",)),
        ("une semaine sur deux le lundi matin", "lm", ("une semaine sur deux",)),
        ("mercredi après le travail", "x*", ("apres travail",)),
        ("jeudi am", "jm", ("am",)),
        ("selon mon planning", "", ("selon mon planning",)),
        ("libre", "", ("libre",)),
        ("oui", "", ("oui",)),
        ("avec mon mari", "", ("avec mon mari",)),
        ("?", "", ("?",)),
    ],
)
def test_says_what_it_did_not_understand(text, expected, unread):
    found = read_half_days(text)

    assert found.slots == slots(expected)
    assert found.unread == unread


def test_words_it_does_not_know_are_not_an_answer():
    assert not read_half_days("selon mon planning").said


@pytest.mark.parametrize(
    "header, cell, expected",
    [
        ("Lundi matin", "x", "lm"),
        ("Lundi matin", "non", ""),
        ("Lundi", "matin, soir", "lm ls"),
        ("Soir", "lundi, mardi", "ls ms"),
        ("Créneaux ouverts", "lundi soir", "ls"),
        ("Quand êtes-vous libre ?", "lundi soir", "ls"),
        ("", "lundi soir", "ls"),
    ],
)
def test_reads_the_cells_of_a_grid_under_their_header(header, cell, expected):
    assert read_half_day_cell(header, cell).slots == slots(expected)


def test_an_empty_cell_of_a_grid_says_nothing():
    assert not read_half_day_cell("Lundi matin", "").said


half_days = st.frozensets(st.tuples(st.integers(0, 6), st.integers(0, 2)), min_size=1)


def by_half_day(chosen, days, link, separator):
    return separator.join(f"{days[day]}{link}{PERIODS[period]}" for day, period in sorted(chosen))


def by_day(chosen):
    """« lundi matin et soir ; mardi toute la journée »."""
    said = []
    for day in sorted({day for day, _ in chosen}):
        periods = sorted(period for found, period in chosen if found == day)
        whole = len(periods) == 3
        said.append(f"{DAYS[day]} {'toute la journée' if whole else ' et '.join(PERIODS[p] for p in periods)}")
    return " ; ".join(said)


def by_period(chosen):
    """« le soir : lundi, mardi ; le matin : jeudi »."""
    said = []
    for period in sorted({period for _, period in chosen}):
        days = sorted(day for day, found in chosen if found == period)
        said.append(f"le {PERIODS[period]} : {', '.join(DAYS[day] for day in days)}")
    return "\n".join(said)


@patient
@given(
    half_days,
    st.sampled_from([DAYS, SHORT_DAYS, ENGLISH_DAYS, tuple(day.upper() for day in DAYS)]),
    st.sampled_from([", ", " ; ", "\n", " / ", " et ", ",", " + ", " "]),
)
def test_any_half_days_written_one_by_one_are_read_back(chosen, days, separator):
    text = by_half_day(chosen, days, " ", separator)

    assert read_half_days(text).slots == chosen
    assert read_half_days(text).unread == ()


@patient
@given(half_days)
def test_any_half_days_written_by_day_are_read_back(chosen):
    assert read_half_days(by_day(chosen)).slots == chosen


@patient
@given(half_days)
def test_any_half_days_written_by_period_are_read_back(chosen):
    assert read_half_days(by_period(chosen)).slots == chosen


@patient
@given(half_days.filter(lambda chosen: len(chosen) < 21))
def test_any_half_days_may_be_taken_away_from_the_week(chosen):
    text = "tous les jours sauf " + by_half_day(chosen, DAYS, " ", ", ")

    assert read_half_days(text).slots == WEEK - chosen


@patient
@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_nor_vanishes(text):
    found = read_half_days(text)

    assert found.slots <= WEEK
    if any(sign.isalnum() for sign in text):
        assert found.said or found.unread
