"""« Votre idée est devenue… »: each person is told once of each thing, by their own channel."""

from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django_tasks import task

from exchanges.models import ActionGroup, GroupMember, News
from exchanges.news import Reader, adult_for, all_readers, compose, readers_of, session_of
from members.mail import post, post_to_stranger
from members.models import Member
from surveys.models import Outcome

MAIL = "idea_became"


@transaction.atomic
def tell_members(*, group: ActionGroup, about: News.About, members: Collection[Member], by: Member) -> None:
    """Tell those who have just become members; who pressed the button knows."""
    keys = {member.pk for member in members} - {by.pk}
    _tell(group, about, [one for one in all_readers(group) if one.member and one.member.pk in keys], by)


@transaction.atomic
def tell_everybody(*, group: ActionGroup, about: News.About, by: Member) -> int:
    """Tell all who are to be told of it and were not yet: how many. Pressed twice, nobody is told twice."""
    return _tell(group, about, readers_of(group, about), by)


@transaction.atomic
def note_told(*, news: News, by: Member) -> None:
    """« Joint·e »: the person was told on the phone. Noted once, by the first who says so."""
    if News.objects.to_call().filter(pk=news.pk).update(told_on=timezone.localdate(), told_by=by):
        _mark_words(news)


def _tell(group: ActionGroup, about: News.About, readers: Sequence[Reader], by: Member) -> int:
    session = session_of(group) if about == News.About.SESSION else None
    inside = set(GroupMember.objects.filter(group=group, left_at=None).values_list("member", flat=True))
    told = 0
    for reader in readers:
        news, is_new = News.objects.get_or_create(group=group, about=about, **reader.key, defaults={"way": reader.way})
        if not is_new:
            continue
        told += 1
        if news.way == News.Way.MAIL and reader.member:
            _write(news, reader, is_member=reader.member.pk in inside, session=session, by=by)
        elif news.way == News.Way.MAIL:
            number = news.pk
            transaction.on_commit(lambda number=number: send_news.enqueue(number))
    return told


def _write(news: News, reader: Reader, *, is_member: bool, session, by: Member) -> None:
    """A mail to a resident, in their language."""
    with translation.override(reader.member.language):
        telling = compose(news.group, news.about, words=reader.words, is_member=is_member, session=session)
    context = {"telling": telling, "first_name": reader.first_name, "is_stranger": False}
    if post(member=adult_for(reader.member), kind=MAIL, context=context):
        News.objects.filter(pk=news.pk).update(told_on=timezone.localdate(), told_by=by)
        _mark_words(news)


@task()
def send_news(news_id: int) -> None:
    """A mail to somebody who left their details; a failure is tried again by `send_waiting_news`."""
    waiting = News.objects.filter(way=News.Way.MAIL, told_on=None).exclude(link=None)
    news = waiting.select_related("group__gathering", "link__slip", "link__response").filter(pk=news_id).first()
    reader = next((one for one in all_readers(news.group) if one.link == news.link), None) if news else None
    if reader is None or not News.objects.filter(pk=news.pk, told_on=None).update(told_on=timezone.localdate()):
        return
    spoken = news.link.response.language
    language = spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    session = session_of(news.group) if news.about == News.About.SESSION else None
    with translation.override(language):
        telling = compose(news.group, news.about, words=reader.words, is_member=False, session=session)
    context = {"telling": telling, "first_name": reader.first_name, "is_stranger": True}
    try:
        post_to_stranger(email=reader.email, language=language, kind=MAIL, context=context)
    except OSError:
        News.objects.filter(pk=news.pk).update(told_on=None)
        return
    _mark_words(news)


def send_waiting_news() -> None:
    """Try again what could not be sent; called by the daily round of chores."""
    waiting: Iterable[int] = News.objects.filter(way=News.Way.MAIL, told_on=None).exclude(link=None).order_by("pk")
    for number in waiting.values_list("pk", flat=True):
        send_news.enqueue(number)


def _mark_words(news: News) -> None:
    """Their own words in the gathering: the day they were told of what came of them, the first time."""
    said = "segment__answer__response__slip_link"
    whose = Q(**{said: news.link_id}) if news.link_id else Q(member=news.member_id)
    if news.member_id:
        whose |= Q(offer__member=news.member_id) | Q(request__member=news.member_id)
        whose |= Q(**{f"{said}__slip__invitation__member": news.member_id})
    mine = Outcome.objects.filter(whose, gathering=news.group.gathering_id, told_on=None).order_by("pk")
    keys = list(mine.values_list("pk", flat=True))
    Outcome.objects.filter(pk__in=keys).update(told_on=timezone.localdate())
