"""« Votre idée est devenue… » on the phone: the number, and what to say."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from exchanges.models import GroupMember, News
from exchanges.models.news import NewsQuerySet
from exchanges.news import Heard, Reader, compose, hear, read_as, sessions_of
from surveys.models import Support


@dataclass(frozen=True)
class NewsCall:
    news: News
    name: str
    phone: str
    message: str


def list_news_calls(calls: NewsQuerySet) -> list[NewsCall]:
    """Those who may still be told, in the order given. The same number of queries, however many groups there are."""
    supports = Support.objects.filter(gathering=OuterRef("group__gathering"), member=OuterRef("member"))
    inside = GroupMember.objects.filter(group=OuterRef("group"), member=OuterRef("member"), left_at=None)
    calls = calls.select_related("group__gathering", "group__project", "member").prefetch_related("member__guardians")
    rows = list(calls.annotate(supports=Exists(supports), is_inside=Exists(inside)))
    heard = hear({news.group.gathering_id for news in rows if news.group.gathering_id})
    sessions = sessions_of({news.group_id for news in rows})
    lines = []
    for news in rows:
        reader = _reader_of(news, heard.get(news.group.gathering_id, Heard()))
        if reader is None:
            continue
        session = sessions[news.group_id] if news.about == News.About.SESSION else None
        said = compose(news.group, news.about, words=reader.words, is_member=news.is_inside, session=session).spoken
        lines.append(NewsCall(news, reader.name, reader.phone, said))
    return lines


def _reader_of(news: News, heard: Heard) -> Reader | None:
    """Nobody when they have left, take a pause, or took back what they agreed to since."""
    if news.member is None:
        return heard.links.get(news.link_id)
    here = news.member.is_active and news.member.erased_at is None and news.member.paused_at is None
    words = heard.members.get(news.member_id, "" if news.supports else None)
    return read_as(news.member, words) if here and words is not None else None
