"""Cut folded text into words, and set aside those that carry no savoir."""

import re

from members.folding import fold

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?|\b[a-z]\.[a-z]\b")

_LITTLE_WORDS = """
a ai aie ainsi alors apres as au aucun aussi autour autre autres aux avec avoir avons avant beaucoup bien bon bonne
bonnes bons c ca car ce ceci cela celle celui ces cet cette ceux chez ci comme comment d dans de deja depuis des deux
dont donc du elle elles en encore entre est et etaient etais etait etant ete etes etre eu eux fait fais faire font
fois fut grace ici il ils j je jusqu l la laquelle le lequel les leur leurs lors lui m ma mais me meme memes mes
mieux moi moins mon n ne ni nos notre nous on ont ou oui par parce parfois pas pendant peu plus plusieurs plutot pour
pourquoi puis qu quand que quel quelle quelles quels quelque quelques qui quoi sa sans se sera ses si son sont souvent
suis sur surtout t ta te tes toi tous tout toute toutes tres tres trop tu un une vers via voici voila vos votre vous y
the of to how and my for with i in is me some
""".split()

_WISHING_WORDS = """
aime aimer aimerai aimerais aimerait aimerions aimons aimes adore adorerais souhaite souhaiterais souhaiter voudrais
voudrai voudrait voulais veux veut vouloir envie besoin desire espere jaime jaimerai jaimerais jvoudrais jveux chuis
jsuis jai interesse interessee interesser interet peux peut pouvoir pourrais pourrait puisse sais sait savoir savoirs
savez connais connaitre connaissance connaissances apprendre apprends apprend apprentissage apprendrais apprenez
montrer montre montrerais transmettre partager partage partagerais enseigner enseigne expliquer explique initier
initiation decouvrir decouverte decouvre debuter debute debutant debutante debutants debuts progresser progrer
perfectionner perfectionnement ameliorer maitriser maitrise pratiquer pratique notions notion bases base niveau cours
lecons stage atelier ateliers formation former technique techniques astuces astuce conseil conseils truc trucs idees
essayer tester commencer reprendre continuer aide aider aidez aidee aides coup passion passionne passionnee vraiment
comprendre comprends utiliser utilise utilisation servir fabriquer fabrication realiser realisation creer creation
activite activites choses chose sorte genre niveaux facile facilement simple rapide petit petite petits petites grand
grande gros grosse beau bel belle jolie joli beaux vieux vieille nouveau nouvelle nouvelles propre propres seul seule
please want learn would like could help
""".split()

_PEOPLE_AND_TIMES = """
ancien ancienne anciennement mari femme fils fille filles mere pere meres peres mamie papi papy grands cousine cousin soeur frere
copain copine amie copines ami petit-fils gens personne personnes quelqu ans an annee annees jour jours semaine
lundi mardi mercredi jeudi vendredi samedi dimanche matin soir hier demain aujourd hui maintenant toujours jamais
trouver trouve chercher cherche mettre mets met prendre prends prend reussir reussi gerer occuper occupe passer passe
obtenir arriver arrive
""".split()

STOP_WORDS = frozenset(_LITTLE_WORDS) | frozenset(_WISHING_WORDS) | frozenset(_PEOPLE_AND_TIMES)


def cut_words(text: str) -> list[str]:
    """The folded words of a text, in order, without punctuation: « L’œuf, C.V. » gives l, oeuf, cv."""
    folded = _DOTTED.sub(lambda found: found[0].replace(".", ""), fold(text))
    return _WORD.findall(folded)


def keep_content(words: list[str]) -> list[str]:
    """The words that may carry a savoir, in order."""
    return [word for word in words if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]
