"""Sign-up: one screen, two equal ways in."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.flows import accounts, sign_up_codes, wishes
from members.forms.accounts import CodeForm, SignUpForm
from members.models import Member

WAY_BACK = "way_back"
"""Where somebody came from to sign up, kept in their session until they are in."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="signup")
@sensitive_post_parameters("password")
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("my_space")
    _keep_way_back(request)
    form = SignUpForm(request.POST or None, initial=_said_before(request))
    form.needs_word = request.session.get(WAY_BACK) != reverse("neighbour_resume")
    if request.method == "POST" and form.is_valid():
        newcomer = _newcomer(form.cleaned_data)
        answer = _send_code(request, form, newcomer) if form.by_email else _come_in(request, form, newcomer)
        if answer is not None:
            return answer
    way_back = request.session.get(WAY_BACK, "")
    return render(request, "account/signup.html", {"form": form, "way_back": way_back})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_up_code(request: HttpRequest) -> HttpResponse:
    email = sign_up_codes.waiting_email(request.session)
    if email is None:
        messages.warning(request, _("This code is no longer good. What you wrote is still there: ask for a new code."))
        return redirect("account_signup")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if sign_up_codes.check_code(request.session, form.cleaned_data["code"]):
            return _open_account(request)
        form.add_error("code", get_adapter().error_messages["incorrect_code"])
    return render(request, "account/signup_code.html", {"form": form, "email": email})


@login_not_required
def forgotten_password(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset.html")


def _keep_way_back(request: HttpRequest) -> None:
    """`?next=`: a page of ours."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        request.session[WAY_BACK] = wanted


def _said_before(request: HttpRequest) -> dict[str, object]:
    """The words typed on the home page, and what was said before a code that came too late."""
    waiting = request.session.get(sign_up_codes.KEY)
    said = {**waiting["newcomer"], "email": waiting["email"]} if waiting else {}
    words = {name: request.GET[name][:200] for name in ("offer", "request") if request.GET.get(name)}
    return {**said, **words}


def _newcomer(data: dict) -> accounts.Newcomer:
    names = ("first_name", "last_name", "birth_year", "offer", "request")
    said = {name: data[name] for name in names}
    return accounts.Newcomer(**said, commune=data["other_commune"] or data["commune"], language=get_language())


def _come_in(request: HttpRequest, form: SignUpForm, newcomer: accounts.Newcomer) -> HttpResponse | None:
    """With a user name; the form says when it is somebody else's."""
    names = {name: form.cleaned_data[name] for name in ("username", "password")}
    try:
        return _let_in(request, accounts.sign_up_with_username(newcomer=newcomer, **names))
    except accounts.NameTaken:
        form.add_error("username", get_adapter().error_messages["username_taken"])
        return None


def _send_code(request: HttpRequest, form: SignUpForm, newcomer: accounts.Newcomer) -> HttpResponse | None:
    """To their e-mail; the form says when that was asked for too often."""
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="request_login_code", key=email):
        form.add_error(None, get_adapter().error_messages["rate_limited"])
        return None
    code = sign_up_codes.start_sign_up(request.session, newcomer=newcomer, email=email)
    get_adapter().send_mail("account/email/sign_up_code", email, {"code": code, "first_name": newcomer.first_name})
    return redirect("account_signup_code")


def _open_account(request: HttpRequest) -> HttpResponse:
    newcomer, email = sign_up_codes.finish_sign_up(request.session)
    try:
        member = accounts.sign_up_with_email(newcomer=newcomer, email=email)
    except accounts.AccountClosed:
        return redirect("account_inactive")
    except accounts.SignsInOtherwise:
        messages.warning(request, _("We know you already, with a user name. Come in with it, or call the centre."))
        return redirect("account_login")
    return _let_in(request, member)


def _let_in(request: HttpRequest, member: Member) -> HttpResponse:
    to_ask = wishes.first_to_ask(member=member)
    has_said = member.offers.exists() or member.requests.exists()
    said = _("Welcome, %(name)s! Your words are kept.") if has_said else _("Welcome, %(name)s!")
    messages.success(request, said % {"name": member.first_name})
    if member.is_under_age(on=timezone.localdate()):
        messages.warning(request, _("You are under 18: a parent has to agree before your first session. Call us."))
    heard = reverse(f"{to_ask._meta.model_name}_heard", kwargs={"pks": str(to_ask.pk)}) if to_ask else None
    url = request.session.pop(WAY_BACK, None) or heard or reverse("my_space")
    return perform_login(request, member, redirect_url=url, signup=True)
