"""What every page of the back-office shares: who may do what, searching, history, sentences instead of error pages."""

from collections.abc import Iterable

from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from phonenumber_field.widgets import RegionalPhoneNumberWidget
from simple_history.admin import SimpleHistoryAdmin

from members.admin.history import SaidChanges
from members.fields import PhoneField
from members.folding import fold
from members.rules import is_administrator, is_team

LOOK = frozenset({"view"})
CHANGE = frozenset({"view", "change"})
KEEP = frozenset({"view", "add", "change"})
ALL = frozenset({"view", "add", "change", "delete"})


class RoleMixin:
    """Rights by role: `team_may` for people who work at the centre, `administrator_may` for administrators."""

    team_may: frozenset[str] = KEEP
    administrator_may: frozenset[str] = ALL

    def may(self, request, verb: str) -> bool:
        if is_administrator(request.user):
            return verb in self.administrator_may
        return is_team(request.user) and verb in self.team_may

    def has_module_permission(self, request) -> bool:
        return self.may(request, "view")

    def has_view_permission(self, request, obj=None) -> bool:
        return self.may(request, "view")

    def has_add_permission(self, request, obj=None) -> bool:
        return self.may(request, "add")

    def has_change_permission(self, request, obj=None) -> bool:
        return self.may(request, "change")

    def has_delete_permission(self, request, obj=None) -> bool:
        return self.may(request, "delete")

    def has_import_permission(self, request) -> bool:
        return self.may(request, "add") and self.may(request, "change")

    def has_export_permission(self, request) -> bool:
        return self.may(request, "view")


class FoldedSearch:
    """Search without minding case and accents, as everywhere else.

    `search_fields` names folded columns; `search_folded` names columns that have no folded copy, and are folded
    while searching: for tables of some thousands of rows at most.
    """

    search_folded: tuple[str, ...] = ()

    def get_search_fields(self, request) -> Iterable[str]:
        return [*super().get_search_fields(request), *self.search_folded]

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term)
        found, may_have_doubles = super().get_search_results(request, queryset, words)
        if words and self.search_folded:
            rows = queryset.order_by().values_list("pk", *self.search_folded)
            alike = [pk for pk, *texts in rows if all(word in fold(" ".join(texts)) for word in words.split())]
            found = queryset.filter(models.Q(pk__in=alike) | models.Q(pk__in=found.order_by().values("pk")))
            return found, False
        return found, may_have_doubles


class AnimonsAdmin(FoldedSearch, RoleMixin, admin.ModelAdmin):
    list_per_page = 30
    show_full_result_count = False
    formfield_overrides = {PhoneField: {"widget": RegionalPhoneNumberWidget}}

    def changelist_view(self, request, extra_context=None):
        """Under the plain name of what is listed."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """People are taken off a list one by one: the cross that empties it all at once breaks the list read aloud."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None:
            getattr(field.widget, "widget", field.widget).is_required = True
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Two people who write the same row at once: the second is told, in a sentence."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            messages.error(
                request, _("Somebody has just written the same thing. Look again, then save what is missing.")
            )
            return HttpResponseRedirect(request.get_full_path())


class NoDoublesFormSet(BaseInlineFormSet):
    """Rows typed together must not say the same thing twice, where the database would refuse it."""

    def clean(self) -> None:
        super().clean()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                self._refuse_doubles(constraint)

    def _refuse_doubles(self, constraint: models.UniqueConstraint) -> None:
        fields = [self.model._meta.get_field(name).attname for name in constraint.fields]
        seen = set()
        for form in self.forms:
            if self._should_delete_form(form) or form.errors or (form.instance.pk is None and not form.has_changed()):
                continue
            if constraint.condition and not constraint.condition.check(_values_of(form.instance)):
                continue
            key = tuple(getattr(form.instance, field) for field in fields if field != self.fk.attname)
            if None not in key and key in seen:
                form.add_error(None, constraint.get_violation_error_message())
            seen.add(key)


def _values_of(instance: models.Model) -> dict[str, object]:
    return {field.name: models.Value(getattr(instance, field.attname), field) for field in instance._meta.local_fields}


class AnimonsInline(RoleMixin, admin.TabularInline):
    template = "admin/edit_inline/labelled_tabular.html"
    extra = 0
    team_may = ALL
    formset = NoDoublesFormSet


class HistoryAdmin(AnimonsAdmin, SimpleHistoryAdmin):
    """With its history, to read: no page brings an old version back past the rules."""

    def get_urls(self):
        return [url for url in super().get_urls() if not str(url.name).endswith("_simple_history")]

    def history_view_title(self, request, obj) -> str:
        return gettext("History of “%(name)s”") % {"name": obj}

    def get_historical_record_context_helper(self, request, historical_record) -> SaidChanges:
        return SaidChanges(self.model, historical_record)
