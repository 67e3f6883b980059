import random
import time
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.recogniser import Part, Recogniser, Term, Verdict
from members.recogniser.french import count_words
from members.recogniser.shipped import read_catalogue, read_terms

LONG_WORDS = """
tricoter couture menuiserie broderie jardinage plomberie électricité généalogie astronomie accordéon
champignons compostage vannerie mosaïque calligraphie photographie théâtre secourisme apiculture boulangerie
""".split()  # noqa: SIM905


def heard(recogniser: Recogniser, phrase: str) -> list[tuple[Verdict, object]]:
    return [
        (part.verdict, part.candidates[0].skill if part.candidates else None)
        for part in recogniser.recognise(phrase).parts
    ]


@pytest.mark.parametrize("name", [skill.name for skill in read_catalogue()])
def test_every_name_of_the_catalogue_is_accepted_as_itself(recogniser, name):
    assert heard(recogniser, name) == [(Verdict.ACCEPT, name)]


@pytest.mark.parametrize("phrase", [term.phrase for term in read_terms() if term.weight == 1][::97])
def test_accents_case_and_spaces_change_nothing(recogniser, phrase):
    said = heard(recogniser, phrase)
    assert heard(recogniser, phrase.upper()) == said
    assert heard(recogniser, f"  {phrase.replace(' ', '  ')} ") == said
    assert heard(recogniser, phrase.replace("é", "e").replace("è", "e").replace("â", "a").replace("'", "’")) == said


def test_the_order_of_the_terms_changes_nothing(recogniser):
    terms = read_terms()
    random.Random(7).shuffle(terms)
    other = Recogniser(terms)
    for term in terms[::150]:
        phrase = f"un peu de {term.phrase} le soir"
        assert other.recognise(phrase) == recogniser.recognise(phrase)


@pytest.mark.parametrize("word", LONG_WORDS)
def test_one_slip_in_a_long_word_keeps_the_savoir(recogniser, word):
    meant = recogniser.best(word).skill
    chance = random.Random(word)
    place = chance.randrange(1, len(word) - 1)
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + chance.choice(ascii_lowercase) + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ]
    for slip in slips:
        assert recogniser.best(slip).skill == meant, slip


@pytest.mark.parametrize(
    "phrase, skill",
    [
        ("parlerpatois", "Langue régionale"),
        ("jardinpotager", "Potager"),
        ("lordinateur", "Prise en main de l'ordinateur"),
        ("ordi nateur", "Prise en main de l'ordinateur"),
        ("P.C.", "Prise en main de l'ordinateur"),
        ("languedessignes", "Langue des signes"),
        ("pétanke", "Pétanque et jeux de plein air"),
        ("je sais pas lire", "Lire et écrire"),
    ],
)
def test_slips_of_all_kinds(recogniser, phrase, skill):
    assert heard(recogniser, phrase) == [(Verdict.ACCEPT, skill)]


def test_several_savoirs_in_one_sentence(recogniser):
    recognition = recogniser.recognise("j’aime bien la couture, le tricot et un peu de crochet")
    assert [(part.words, part.skill) for part in recognition.parts] == [
        ("j’aime bien la couture", "Couture à la machine"),
        ("le tricot", "Tricot"),
        ("un peu de crochet", "Crochet"),
    ]


def test_one_savoir_said_twice_is_one_part(recogniser):
    recognition = recogniser.recognise("des confitures et des conserves")
    assert recognition.parts == (
        Part("des confitures et des conserves", Verdict.ACCEPT, recognition.parts[0].candidates),
    )
    assert recognition.parts[0].skill == "Conserves et confitures"


@pytest.mark.parametrize("refused", ["le crochet", "la couture", "l’informatique"])
def test_what_is_refused_is_not_taken(recogniser, refused):
    assert heard(recogniser, f"le yoga mais pas {refused}") == [
        (Verdict.ACCEPT, "Yoga et relaxation"),
        (Verdict.NOTHING, None),
    ]
    for phrase in (f"pas {refused}", f"tout sauf {refused}", f"je n’aime pas {refused}"):
        assert {verdict for verdict, _ in heard(recogniser, phrase)} == {Verdict.NOTHING}, phrase


def test_a_wish_told_by_what_one_cannot_do_is_not_a_refusal(recogniser):
    assert heard(recogniser, "manger équilibré pas cher") == [(Verdict.ACCEPT, "Cuisine de saison à petit budget")]
    assert heard(recogniser, "je ne sais pas coudre") == [(Verdict.ACCEPT, "Couture à la machine")]


@pytest.mark.parametrize("phrase", ["rien", "RAS", "Tout va bien !", "un repas de quartier", "prêter ma grange", "?"])
def test_what_is_no_savoir_is_nothing(recogniser, phrase):
    assert heard(recogniser, phrase) == [(Verdict.NOTHING, None)]


@pytest.mark.parametrize("phrase", ["apprivoiser des rapaces", "saut en parachute", "cours de natation"])
def test_a_savoir_of_no_catalogue_line_is_left(recogniser, phrase):
    assert [verdict for verdict, _ in heard(recogniser, phrase)] == [Verdict.LEAVE]


def test_words_of_two_savoirs_are_asked_about(recogniser):
    part = recogniser.recognise("vélo").parts[0]
    assert part.verdict is Verdict.ASK
    assert part.skill is None
    assert {candidate.skill for candidate in part.candidates[:2]} == {"Faire du vélo", "Réparation de vélos"}


def test_the_words_that_spoke_are_told(recogniser):
    best = recogniser.best("je voudrais tricoter des bonnets pour l’hiver")
    assert (best.skill, best.spoke) == ("Tricot", ("tricoter", "bonnets"))


def test_the_centres_own_words_are_always_accepted_and_win():
    shipped = [Term("Potager", "jardin"), Term("Tricot", "tricot")]
    own = Term("Fleurs", "Jardin", own=True)
    assert Recogniser(shipped).best("jardin").skill == "Potager"
    for terms in ([*shipped, own], [own, *shipped]):
        part = Recogniser(terms).recognise("le jardin").parts[0]
        assert (part.verdict, part.skill, part.candidates[0].confidence) == (Verdict.ACCEPT, "Fleurs", 1.0)
    assert (
        Recogniser([Term("Fêtes", "un repas de quartier", own=True)]).recognise("un repas de quartier").parts[0].skill
    )


def test_an_empty_catalogue_leaves_everything():
    assert Recogniser([]).recognise("tricot").parts == (Part("tricot", Verdict.LEAVE),)
    assert Recogniser([]).recognise("   ").parts == ()


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_and_no_part_is_invented(recogniser, text):
    recognition = recogniser.recognise(text)
    assert bool(recognition.parts) == bool(text.strip())
    for part in recognition.parts:
        assert part.words in text
        assert all(0 <= candidate.confidence <= 1 for candidate in part.candidates)
        assert recogniser.recognise(text) == recognition


def test_loading_and_hearing_are_quick():
    start = time.process_time()
    recogniser = Recogniser(read_terms())
    assert time.process_time() - start < 2
    start = time.process_time()
    count_words()  # read once in a process, when the first unknown word is heard
    assert time.process_time() - start < 2
    phrases = [f"{term.phrase} avec mes voizins" for term in read_terms()[::300]]
    start = time.process_time()
    for phrase in phrases:
        recogniser.recognise(phrase)
    assert (time.process_time() - start) / len(phrases) < 0.02
    start = time.process_time()
    recogniser.recognise("le tricot et la couture de ma voisine, " * 60)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "alike",
    [
        ["zumbatron", "faire du zumbatron", "un peu de zumbatron le soir", "Zumbatron !"],
        ["un petit drone", "le drone", "des drones"],
        ["réparer une pendule", "les vieilles pendules"],
    ],
)
def test_like_phrases_share_a_gist(recogniser, alike):
    assert len({recogniser.gist(phrase) for phrase in alike}) == 1


def test_a_gist_is_what_is_spoken_of_and_not_what_is_done_to_it(recogniser):
    assert recogniser.gist("réparer une pendule") != recogniser.gist("réparer une tondeuse")
    assert recogniser.gist("?!") == ""
