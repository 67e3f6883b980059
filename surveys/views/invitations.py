"""The invited person's page: their own sentences, already turned into offers and requests, and one button to join."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from members.flows.refused import Refused
from members.models import Member
from surveys.flows import invitations, joining
from surveys.flows.people import slips_of
from surveys.flows.slips import withdraw_slip
from surveys.forms.joining import JoinForm, TakeUpForm
from surveys.models import ContactSlip, Invitation

KEY = "invitation"


@login_not_required
@csrf_exempt
@never_cache
def invitation_open(request: HttpRequest, code: str) -> HttpResponse:
    """The link of the mail. Its code goes no further: not in the address of the page; and since every method is
    answered in the same way, not in a log of refusals."""
    found = invitations.find_invitation(code)
    request.session[KEY] = found.pk if found else None
    return redirect("invitation")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    """What they said, and one screen to join."""
    found = _find(request)
    if found is None or not found.is_good:
        by_mail = found is not None and invitations.can_be_mailed(found.slip)
        return render(request, "surveys/invitation_over.html", {"invitation": found, "by_mail": by_mail})
    if _is_readers(request, found.slip):
        return redirect("my_words")
    form = JoinForm(request.POST or None, outcomes=invitations.words_of(found.slip), slip=found.slip)
    if request.method == "POST" and form.is_valid():
        try:
            newcomer = form.newcomer(get_language())
            return _let_in(request, joining.join_by_link(invitation=found, newcomer=newcomer, kept=form.kept))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "edition": found.slip.edition}
    return render(request, "surveys/invitation.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
@never_cache
def invitation_forget(request: HttpRequest) -> HttpResponse:
    """« Non merci, oubliez mes coordonnées »."""
    found = _find(request)
    request.session.pop(KEY, None)
    if found:
        withdraw_slip(slip=found.slip)
    messages.success(request, _("It is done: your contact details are forgotten. Your words stay, without your name."))
    return redirect("home")


@login_not_required
@require_POST
@never_cache
def invitation_renew(request: HttpRequest) -> HttpResponse:
    """A new link for one that is too old, to the same e-mail."""
    found = _find(request)
    request.session.pop(KEY, None)
    if found and not found.is_good:
        invitations.renew(invitation=found)
    messages.success(request, _("A new link is on its way, to the e-mail you left us."))
    return redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_words(request: HttpRequest) -> HttpResponse:
    """For a resident: what the words of their questionnaire became, to take into their space."""
    form = TakeUpForm(request.POST or None, outcomes=joining.words_waiting(request.user))
    if request.method == "POST" and form.is_valid():
        joining.take_up_own(member=request.user, kept=form.kept)
        messages.success(request, _("It is in your space."))
        return redirect("my_space")
    return render(request, "surveys/my_words.html", {"form": form}, status=422 if form.errors else 200)


def _find(request: HttpRequest) -> Invitation | None:
    """The one whose link was opened in this browser, while it can still be used or renewed."""
    linked = Invitation.objects.linked().unanswered()
    rows = linked.select_related("slip__edition__survey", "slip__link__response__commune")
    return rows.filter(pk=request.session.get(KEY)).exclude(code_hash=None).first()


def _is_readers(request: HttpRequest, slip: ContactSlip) -> bool:
    """Whether the slip is that of who is signed in: on a shared computer it may be somebody else's."""
    return request.user.is_authenticated and slips_of(request.user).filter(pk=slip.pk).exists()


def _let_in(request: HttpRequest, joined: joining.Joined) -> HttpResponse:
    """A newcomer is signed in at once; who had a way to sign in uses it."""
    request.session.pop(KEY, None)
    member = joined.member
    if request.user.is_authenticated:
        messages.success(request, _("Thank you, %(name)s. Your words are kept.") % {"name": member.first_name})
        return redirect("my_space")
    if joined.was_there or member.email is None or member.last_login or member.has_usable_password():
        return _show_the_door(request, member)
    messages.success(request, _("Welcome, %(name)s! Your words are kept.") % {"name": member.first_name})
    if member.is_under_age(on=timezone.localdate()):
        messages.warning(request, _("You are under 18: a parent has to agree before your first session. Call us."))
    return perform_login(request, member, redirect_url=reverse("my_space"), signup=True)


def _show_the_door(request: HttpRequest, member: Member) -> HttpResponse:
    """Who signs in otherwise is led there; who has no way to sign in yet is told how to get one."""
    said = _("Thank you, %(name)s. Your words are in your space.")
    if member.email or member.username:
        messages.success(request, said % {"name": member.first_name})
        return redirect("account_login")
    said = _("Thank you, %(name)s. Your words are kept. To come in on this site, call the centre.")
    messages.success(request, said % {"name": member.first_name})
    return redirect("home")
