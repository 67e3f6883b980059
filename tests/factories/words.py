"""Invented names and words; nobody real."""

FIRST_NAMES = (
    "Awa", "Bruno", "Chantal", "Dragan", "Élise", "Farid", "Ginette", "Hugo", "Inès", "Jeannine", "Karim", "Léonie",
    "Marcel", "Noémie", "Odile", "Paulo", "Quentin", "Rosa", "Samir", "Thérèse", "Ursule", "Victor", "Wassila",
    "Yvette",
)  # fmt: skip
LAST_NAMES = (
    "Aubrac", "Bellecombe", "Cazenave", "Dutilleul", "Escoffre", "Farandou", "Garrigou", "Hourcade", "Issartel",
    "Jaladieu", "Kerbrat", "Lamothe", "Mazeyrac", "N’Diaye", "Ouradou", "Pradelle", "Quercy", "Roumégoux",
    "Sarrazac", "Tournemire", "Urvoas", "Vayssière", "Ybanez",
)  # fmt: skip
VILLAGES = ("Saint-Aubrac", "Valcroze", "Les Hautes-Combes", "Roquebrune-le-Vieux", "Montfleury", "Port-Lissac")
SKILLS = (
    "Greffe et taille des arbres", "Réparer un vélo", "Cuisine du monde", "Lecture du ciel", "Tricot et crochet",
    "Aide avec l’ordinateur", "Conversation en espagnol", "Apiculture", "Vannerie", "Photographie",
    "Premiers secours", "Compost et jardin", "Chant choral", "Couture", "Danse traditionnelle", "Échecs",
)  # fmt: skip
THEMES = ("Nature et jardin", "Cuisine", "Réparer et fabriquer", "Arts et langues", "Numérique", "Mieux vivre")
VENUES = ("Salle des Tilleuls", "Médiathèque du Lavoir", "Foyer rural", "Atelier du pont", "Maison des associations")


def pick(words: tuple[str, ...], number: int) -> str:
    """The word of this number; past the end the words come again with a figure, so that they stay unique."""
    turn, place = divmod(number, len(words))
    return words[place] if turn == 0 else f"{words[place]} {turn + 1}"
