"""« Votre idée est devenue… » on the phone: the number, and what to say."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchanges.models import GroupMember, News
from exchanges.models.news import NewsQuerySet
from exchanges.news import all_readers, compose, session_of
from members.models import Centre


@dataclass(frozen=True)
class NewsCall:
    news: News
    name: str
    phone: str
    message: str


def list_news_calls(calls: NewsQuerySet) -> list[NewsCall]:
    """Those who may still be told, in the order given; their group's gathering is read once."""
    hello = _("Hello, this is %(centre)s.") % {"centre": Centre.load().name}
    rows = list(calls.select_related("group__gathering", "group__project"))
    groups = {news.group_id: news.group for news in rows}
    readers = {(pk, key_of(one)): one for pk, group in groups.items() for one in all_readers(group)}
    sessions = {pk: session_of(group) for pk, group in groups.items()}
    inside = set(GroupMember.objects.filter(group__in=groups, left_at=None).order_by().values_list("group", "member"))
    lines = []
    for news in rows:
        reader = readers.get((news.group_id, (news.member_id, news.link_id)))
        if reader is None:
            continue
        session = sessions[news.group_id] if news.about == News.About.SESSION else None
        is_member = (news.group_id, news.member_id) in inside
        said = compose(news.group, news.about, words=reader.words, is_member=is_member, session=session).spoken
        lines.append(NewsCall(news, reader.name, reader.phone, f"{hello} {said}"))
    return lines


def key_of(reader) -> tuple[int | None, int | None]:
    return (reader.member.pk if reader.member else None, reader.link.pk if reader.link else None)
