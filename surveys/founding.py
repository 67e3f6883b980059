"""« Animons nos villages » as it was first asked: what one would change, would like, is ready to take part in."""

NAME = "Animons nos villages"

INTRO = {
    "fr": "Vos réponses restent sans nom : personne ne saura que c’est vous. "
    "Vous passez les questions que vous voulez, et vous arrêtez quand vous voulez.",
    "en": "Your answers bear no name: nobody will know they are yours. Skip any question, and stop when you want.",
}
CONTACT_INTRO = {
    "fr": "Voulez-vous avoir des nouvelles ? Votre nom et votre numéro sont rangés à part, loin de vos réponses.",
    "en": "Would you like to hear from us? Your name and number are kept apart, far from your answers.",
}
THANKS = {
    "fr": "Merci. Nous lisons tout, et nous vous dirons ce que deviennent vos idées.",
    "en": "Thank you. We read everything, and we will tell you what becomes of your ideas.",
}

QUESTIONS = (
    {
        "key": "change",
        "kind": "text",
        "pictogram": "refresh",
        "texts": {
            "fr": "Qu’aimeriez-vous changer dans votre vie de tous les jours ?",
            "en": "What would you like to change in your daily life?",
        },
        "help_texts": {
            "fr": "Dans votre rue, dans votre village, chez vous : ce qui pèse, ce qui manque.",
            "en": "In your street, in your village, at home: what weighs on you, what is missing.",
        },
    },
    {
        "key": "like",
        "kind": "text",
        "pictogram": "sun",
        "texts": {"fr": "Qu’aimeriez-vous voir ou faire ici ?", "en": "What would you like to see or do here?"},
        "help_texts": {
            "fr": "Une envie, une idée, même toute petite.",
            "en": "A wish, an idea, however small.",
        },
    },
    {
        "key": "ready",
        "kind": "ready_to",
        "pictogram": "heart-handshake",
        "texts": {
            "fr": "Pour quoi êtes-vous prêt·e à vous mobiliser ?",
            "en": "What are you ready to get involved in?",
        },
        "help_texts": {
            "fr": "Un coup de main d’une heure, c’est déjà beaucoup.",
            "en": "A helping hand for an hour is already a lot.",
        },
        "choices": (
            ("hands", {"fr": "Donner un coup de main", "en": "Lend a hand"}, "hammer"),
            ("tent", {"fr": "Prêter du matériel", "en": "Lend equipment"}, "table"),
            ("cakes", {"fr": "Préparer un plat, un gâteau", "en": "Make a dish or a cake"}, "cake"),
            ("car", {"fr": "Conduire quelqu’un", "en": "Give somebody a ride"}, "car"),
            ("room", {"fr": "Prêter un local, une grange", "en": "Lend a room or a barn"}, "building-cottage"),
            ("time", {"fr": "Passer du temps avec quelqu’un", "en": "Spend time with somebody"}, "users"),
        ),
    },
    {
        "key": "savoirs_have",
        "kind": "savoirs_have",
        "pictogram": "partage",
        "texts": {"fr": "Que savez-vous faire ?", "en": "What can you do?"},
        "help_texts": {
            "fr": "Cuisiner, coudre, réparer un vélo, parler une langue : tout compte.",
            "en": "Cook, sew, mend a bike, speak a language: everything counts.",
        },
    },
    {
        "key": "savoirs_seek",
        "kind": "savoirs_seek",
        "pictogram": "apprend",
        "texts": {"fr": "Qu’aimeriez-vous apprendre ?", "en": "What would you like to learn?"},
    },
    {
        "key": "age",
        "kind": "age",
        "pictogram": "user",
        "texts": {"fr": "Quel âge avez-vous ?", "en": "How old are you?"},
        "choices": (
            ("under_15", {"fr": "Moins de 15 ans", "en": "Under 15"}, ""),
            ("15_25", {"fr": "15 à 25 ans", "en": "15 to 25"}, ""),
            ("26_39", {"fr": "26 à 39 ans", "en": "26 to 39"}, ""),
            ("40_59", {"fr": "40 à 59 ans", "en": "40 to 59"}, ""),
            ("60_74", {"fr": "60 à 74 ans", "en": "60 to 74"}, ""),
            ("75_plus", {"fr": "75 ans et plus", "en": "75 and over"}, ""),
        ),
    },
    {
        "key": "village",
        "kind": "village",
        "pictogram": "map-pin",
        "texts": {"fr": "Dans quel village vivez-vous ?", "en": "Which village do you live in?"},
    },
)
"""In order. Choices: key, words, pictogram; those of `ready` bear the keys of `Outcome.Help`."""
