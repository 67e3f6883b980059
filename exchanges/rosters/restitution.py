"""What is given back to residents, on two pages A4 at most, for the hall and the market."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from exchanges.rosters.heads import CentreHeader
from exchanges.rosters.roster import draw_qr
from exchanges.rosters.typesetting import Gettext, count_pages, typeset

MOST_PAGES = 2
TEMPLATE = "restitution.typ"


@dataclass(frozen=True)
class PaperBars:
    """`bars`: label, how many, length in hundredths of the longest."""

    title: str
    bars: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class PaperTheme:
    """A theme, in how many answers, length of its bar in hundredths, and sentences in their quotation marks."""

    name: str
    count: int
    percent: int
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class PaperRestitution:
    """The page given back, as its paper says it; `met` and `counted` are sentences, `url` is where all of it is."""

    centre: CentreHeader
    title: str
    edition: str
    opening: tuple[str, ...]
    met: str
    charts: tuple[PaperBars, ...]
    outings: tuple[str, ...]
    said_title: str
    themes: tuple[PaperTheme, ...]
    other_sentences: tuple[str, ...]
    will_happen: tuple[str, ...]
    has_happened: tuple[str, ...]
    counted: str
    url: str


def render_restitution(paper: PaperRestitution, *, day: date, lang: str = "en", gettext: Gettext = str) -> bytes:
    """The PDF, two pages at most: in large letters where there is room; what does not fit in the smallest is left out a
    little at a time, and the paper says where it is."""
    drawings = {"logo": paper.centre.logo, "web": draw_qr(paper.url)}
    for shorter, size in _shorten(paper):
        data = _say(shorter, gettext, size=size, is_cut=shorter != paper)
        if count_pages(TEMPLATE, data, drawings=drawings, lang=lang) <= MOST_PAGES:
            break
    return typeset(TEMPLATE, data, title=f"{paper.title} – {paper.edition}", day=day, lang=lang, drawings=drawings)


SIZES = (16, 14.5, 13)
SMALLEST = 12
"""Letters, in points."""

STEPS = (
    # outings, other sentences, sentences a theme, themes, lines of each list, letters of each line
    (12, 4, 2, 8, 8, 600),
    (8, 2, 2, 8, 8, 400),
    (6, 0, 1, 8, 7, 300),
    (4, 0, 1, 6, 6, 240),
    (3, 0, 1, 5, 5, 200),
    (2, 0, 1, 4, 4, 160),
    (1, 0, 1, 3, 3, 120),
    (0, 0, 0, 3, 2, 80),
)
"""What is kept, less and less: what is said elsewhere goes first, what will happen last. The last step always fits."""


def _shorten(paper: PaperRestitution) -> Iterator[tuple[PaperRestitution, float]]:
    """The paper and the size of its letters, from the best to what fits whatever was written."""
    for size in (*SIZES, SMALLEST):
        yield paper, size
    for outings, others, sentences, themes, lines, letters in STEPS:
        shorter = replace(
            paper,
            opening=_cut(paper.opening, lines, letters),
            outings=_cut(paper.outings, outings, letters),
            charts=tuple(_cut_bars(chart, lines) for chart in paper.charts),
            other_sentences=_cut(paper.other_sentences, others, letters),
            themes=tuple(
                replace(theme, sentences=_cut(theme.sentences, sentences, letters)) for theme in paper.themes[:themes]
            ),
            will_happen=_cut(paper.will_happen, lines, letters),
            has_happened=_cut(paper.has_happened, lines, letters),
        )
        yield shorter, SMALLEST


def _cut_bars(chart: PaperBars, most: int) -> PaperBars:
    return replace(chart, bars=chart.bars[: most + 2])


def _cut(texts: tuple[str, ...], most: int, letters: int) -> tuple[str, ...]:
    return tuple(text if len(text) <= letters else f"{text[:letters].rsplit(' ', 1)[0]} […]" for text in texts[:most])


def _say(paper: PaperRestitution, gettext: Gettext, *, size: float, is_cut: bool) -> dict:
    return {
        "size": size,
        "words": _say_words(gettext, is_cut=is_cut),
        "centre": paper.centre.say(),
        "edition": paper.edition,
        "opening": paper.opening,
        "met": paper.met,
        "charts": [{"title": chart.title, "bars": [_say_bar(*bar) for bar in chart.bars]} for chart in paper.charts],
        "outings": paper.outings,
        "said_title": paper.said_title,
        "themes": [
            {**_say_bar(theme.name, theme.count, theme.percent), "sentences": theme.sentences} for theme in paper.themes
        ],
        "other_sentences": paper.other_sentences,
        "will_happen": paper.will_happen,
        "has_happened": paper.has_happened,
        "counted": paper.counted,
        "url": paper.url.removeprefix("https://").removeprefix("http://"),
    }


def _say_bar(label: str, count: int, percent: int) -> dict:
    return {"label": label, "count": str(count), "percent": percent}


def _say_words(gettext: Gettext, *, is_cut: bool) -> dict[str, str]:
    return {
        "title": gettext("What you told us"),
        "met": gettext("Who we met"),
        "where": gettext("Where we went"),
        "also": gettext("You also said"),
        "will": gettext("What will happen"),
        "has": gettext("What already happened"),
        "web": gettext("The rest is on the web:") if is_cut else gettext("The same page on the web:"),
        "hidden": gettext("Figures under five stay hidden, so that nobody is recognised."),
        "come": gettext("Call us, or come and see us. Everybody is welcome."),
        "page": gettext("page {page} of {pages}"),
    }
