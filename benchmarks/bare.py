"""The measure that pages are held against: a logged-in list of 30 rows as Django gives it, and nothing more."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import path

from members.models import Member

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LIST = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>List</title></head><body>
<p>{{ user.first_name }}</p><h1>List</h1><ul>
{% for row in rows %}<li><a href="/{{ row.pk }}/">{{ row.first_name }} {{ row.last_name }}</a>, {{ row.commune.name }}
{{ row.joined_at|date }}</li>
{% endfor %}</ul></body></html>"""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [("django.template.loaders.locmem.Loader", {"list.html": LIST})],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


@login_required
def rows(request):
    return render(request, "list.html", {"rows": Member.objects.select_related("commune").order_by("pk")[:30]})


urlpatterns = [path("", rows)]
