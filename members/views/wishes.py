"""What a person shares and would like to learn: say it, say it better, pause it, take it up again."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members.acting import link_for, person_of
from members.flows import wishes
from members.forms.wishes import DROP, OTHER, HeardForm, OfferForm, RequestForm, WishForm
from members.models import Member, Offer, Request, Skill, Wish

FORMS = {Offer: OfferForm, Request: RequestForm}
DETAILS = {Offer: ("level", "max_learners", "note"), Request: ("min_level", "note")}
MOVES = {
    "pause": (wishes.pause_wish, gettext_lazy("“%(words)s” takes a pause.")),
    "resume": (wishes.resume_wish, gettext_lazy("“%(words)s” is back.")),
    "renew": (wishes.renew_wish, gettext_lazy("“%(words)s” holds good. Thank you.")),
    "withdraw": (wishes.withdraw_wish, gettext_lazy("“%(words)s” is taken away.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def wish_add(request: HttpRequest, kind: type[Wish], person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    form = FORMS[kind](request.POST or None, initial={"words": request.GET.get("words", "")[:200]})
    choice = request.POST.get("heard", "")
    hearing = wishes.hear_as_one_writes(str(form["words"].value() or ""))
    if request.method == "POST" and form.is_valid():
        said = _try_to_say(request, person, kind, form, choice)
        if said:
            return _next_question(request, person, said if choice != OTHER else [])
    insist = form.has_error("words", "no_savoir")
    context = {"person": person, "form": form, "kind": kind._meta.model_name, "insist": insist}
    return render(request, "members/wish_add.html", context | {"hearing": hearing, "choice": choice})


@require_POST
def wish_hear(request: HttpRequest, kind: type[Wish], person_pk: int | None = None) -> HttpResponse:
    """A part of the page: the savoirs heard while somebody writes. Their words travel in no address."""
    person_of(request, person_pk)
    hearing = wishes.hear_as_one_writes(request.POST.get("words", "")[:200])
    context = {"hearing": hearing, "choice": request.POST.get("heard", "")}
    return render(request, "members/_wish_hearing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wish_heard(request: HttpRequest, kind: type[Wish], pks: str, person_pk: int | None = None) -> HttpResponse:
    """« Est-ce bien… ? » for one sentence, or for each savoir heard in a longer one."""
    person = person_of(request, person_pk)
    said = kind.objects.living().filter(member=person, pk__in=_numbers(pks)).select_related("skill").order_by("pk")
    heard = [(wish, [wish.skill] if wish.skill else wishes.choices_for(wish)) for wish in said]
    if not heard:
        return redirect(link_for(request.user, person, "my_space"))
    form = HeardForm(request.POST or None, heard=heard)
    if request.method == "POST" and form.is_valid():
        for wish, _skills in heard:
            _settle(request, wish, form.cleaned_data[str(wish.pk)])
        return redirect(link_for(request.user, person, "my_space"))
    return render(request, "members/wish_heard.html", {"person": person, "form": form, "several": len(heard) > 1})


@require_http_methods(["GET", "HEAD", "POST"])
def wish_edit(request: HttpRequest, kind: type[Wish], pk: int, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    wish = get_object_or_404(kind.objects.select_related("skill"), pk=pk, member=person)
    initial = {name: getattr(wish, name) for name in ("words", *DETAILS[kind])}
    form = FORMS[kind](request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            wishes.change_wish(wish=wish, **form.cleaned_data)
        except wishes.AlreadySaid as double:
            form.add_error("words", _already(request, person, kind, double))
        else:
            messages.success(request, _("It is noted."))
            return _next_question(request, person, [wish])
    context = {"person": person, "form": form, "wish": wish, "kind": kind._meta.model_name}
    return render(request, "members/wish_edit.html", context)


@require_POST
def wish_state(request: HttpRequest, kind: type[Wish], pk: int, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    wish = get_object_or_404(kind.objects.select_related("skill"), pk=pk, member=person)
    if request.POST.get("move") not in MOVES:
        raise BadRequest
    move, sentence = MOVES[request.POST["move"]]
    try:
        move(wish=wish)
    except wishes.AlreadySaid as double:
        messages.warning(request, _already(request, person, kind, double))
    else:
        messages.success(request, sentence % {"words": wish})
    return redirect(link_for(request.user, person, "my_space"))


def _try_to_say(request: HttpRequest, person: Member, kind: type[Wish], form: WishForm, choice: str) -> list[Wish]:
    """What was kept; nothing when the form asks something first. `choice` was made while writing, if any."""
    words = form.cleaned_data["words"]
    if not wishes.hear(words) and "insist" not in request.POST:
        sentence = _("We hear no savoir in these words. Say it another way, or send it again as it is.")
        form.add_error("words", ValidationError(sentence, code="no_savoir"))
        return []
    at_desk = request.user.is_staff and person.pk != request.user.pk
    source = Wish.Source.DESK if at_desk else Wish.Source.OWN_SPACE
    kept = {"member": person, "kind": kind, "source": source, **form.cleaned_data}
    picked = wishes.hear_as_one_writes(words).find(choice)
    try:
        said = [wishes.say_as(skill=picked, **kept)] if picked or choice == OTHER else wishes.say(**kept)
    except wishes.AlreadySaid as double:
        form.add_error("words", _already(request, person, kind, double))
        return []
    names = " · ".join(wish.skill.name for wish in said if wish.skill_id)
    messages.success(request, _("It is noted: %(names)s.") % {"names": names} if names else _("Your words are kept."))
    return said


def _next_question(request: HttpRequest, person: Member, said: list[Wish]) -> HttpResponse:
    """Ask about what was said when several savoirs were heard, or when we are not sure; otherwise back to the space."""
    if len(said) > 1 or any(wishes.is_to_ask(wish) for wish in said):
        pks = "-".join(str(wish.pk) for wish in said)
        return redirect(link_for(request.user, person, f"{said[0]._meta.model_name}_heard", pks=pks))
    return redirect(link_for(request.user, person, "my_space"))


def _settle(request: HttpRequest, wish: Wish, answer: str) -> None:
    if answer == DROP:
        wishes.withdraw_wish(wish=wish)
    elif answer == OTHER:
        messages.success(
            request, _("We keep your words: “%(words)s”. The centre looks with you.") % {"words": wish.words}
        )
    elif str(wish.skill_id) != answer:
        try:
            wishes.settle_wish(wish=wish, skill=get_object_or_404(Skill, pk=answer))
        except wishes.AlreadySaid as double:
            wishes.withdraw_wish(wish=wish)
            messages.warning(request, _already(request, wish.member, type(wish), double))
        else:
            messages.success(request, _("It is noted: %(names)s.") % {"names": wish.skill.name})


def _already(request: HttpRequest, person: Member, kind: type[Wish], double: wishes.AlreadySaid) -> str:
    if person.pk == request.user.pk:
        said = _("You already share “%(name)s”.") if kind is Offer else _("You already asked for “%(name)s”.")
    elif kind is Offer:
        said = _("%(who)s already shares “%(name)s”.")
    else:
        said = _("%(who)s already asked for “%(name)s”.")
    return said % {"name": double.skill.name, "who": person.first_name}


def _numbers(pks: str) -> list[int]:
    return [int(pk) for pk in pks.split("-") if pk.isdecimal()][:20]
