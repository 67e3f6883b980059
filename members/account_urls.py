"""Sign-up and sign-in: the pages of django-allauth that are used here, and no other."""

from allauth.account import views as allauth
from django.urls import include, path

from members.views import accounts

urlpatterns = [
    path("signup/", accounts.sign_up, name="account_signup"),
    path("signup/code/", accounts.sign_up_code, name="account_signup_code"),
    path("login/", allauth.login, name="account_login"),
    path("login/code/", allauth.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("email/", allauth.email, name="account_email"),
    path("confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", accounts.forgotten_password, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
