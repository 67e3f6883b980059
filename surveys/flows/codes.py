"""Themes of what people say: make them, change them, merge two, split one; each change is written in their history."""

import string
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.folding import fold
from members.models import Member
from surveys.models import Code, CodeChange, Coding, Quotation, Segment, Survey

Action = CodeChange.Action


def find_or_create_code(*, survey: Survey, name: str, by: Member) -> Code:
    """The theme of this name, made if there is none. Raises Refused when the name is empty or too long."""
    known = survey.codes.in_use().filter(folded_name=fold(name)).first()
    return known or create_code(survey=survey, name=name, by=by)


@transaction.atomic
def create_code(
    *, survey: Survey, name: str, by: Member, definition: str = "", shortcut: str = "", parent: Code | None = None
) -> Code:
    """A new theme; without a key of the keyboard it gets a free letter, if there is one. Raises Refused."""
    name = _clean_name(name)
    _require_free_name(survey, name)
    _require_free_key(survey, shortcut)
    shortcut = shortcut or find_free_key(survey, name)
    fields = {"definition": definition, "shortcut": shortcut, "parent": parent}
    return _make(survey=survey, name=name, by=by, action=Action.CREATED, **fields)


@transaction.atomic
def change_code(*, code: Code, by: Member, name: str, definition: str, shortcut: str, parent: Code | None) -> None:
    """Rename, define anew, move under another theme, give another key. Raises Refused."""
    code = Code.objects.select_for_update().get(pk=code.pk)
    name = _clean_name(name)
    _require_free_name(code.survey, name, but=code)
    _require_free_key(code.survey, shortcut, but=code)
    _require_wider(code, parent)
    for action, before, after in (
        (Action.RENAMED, code.name, name),
        (Action.REDEFINED, code.definition, definition),
        (Action.MOVED, str(code.parent or ""), str(parent or "")),
    ):
        if before != after:
            CodeChange.objects.create(code=code, action=action, before=before, after=after, by=by)
    code.name, code.definition, code.shortcut, code.parent = name, definition, shortcut, parent
    code.save()


@transaction.atomic
def merge_codes(*, code: Code, into: Code, by: Member) -> None:
    """Everything that spoke of `code` speaks of `into`; `code` stays to tell where it went. Raises Refused."""
    code, into = (Code.objects.select_for_update().get(pk=one.pk) for one in (code, into))
    if code == into or code.survey_id != into.survey_id or code.merged_into_id or into.merged_into_id:
        raise Refused(_("Choose another theme to merge into."))
    _move_codings(Coding.objects.filter(code=code), into)
    Quotation.objects.filter(code=code).update(code=into)
    if into.parent_id == code.pk:
        into.parent = None
        into.save(update_fields=["parent"])
    Code.objects.filter(parent=code).update(parent=into if into.parent_id is None else None)
    Code.objects.filter(merged_into=code).update(merged_into=into)
    code.merged_into, code.shortcut, code.parent = into, "", None
    code.save(update_fields=["merged_into", "shortcut", "parent"])
    CodeChange.objects.create(code=code, action=Action.MERGED, before=code.name, after=into.name, by=by)


@transaction.atomic
def split_code(*, code: Code, name: str, definition: str, segments: Collection[Segment], by: Member) -> Code:
    """Make a new theme of some segments of `code`: they leave the first for the second. Raises Refused."""
    name = _clean_name(name)
    _require_free_name(code.survey, name)
    codings = Coding.objects.visible_to(by).filter(code=code, segment__in=[segment.pk for segment in segments])
    if not codings.exists():
        raise Refused(_("Tick at least one passage for the new theme."))
    shortcut = find_free_key(code.survey, name)
    fresh = _make(
        survey=code.survey, name=name, by=by, action=Action.SPLIT, before=code.name, definition=definition,
        shortcut=shortcut, parent=code.parent,
    )  # fmt: skip
    _move_codings(codings, fresh)
    CodeChange.objects.create(code=code, action=Action.SPLIT, before=code.name, after=name, by=by)
    return fresh


def find_free_key(survey: Survey, name: str) -> str:
    """The first letter of the name that no theme uses, else of the alphabet; "" when all are taken."""
    taken = set(survey.codes.in_use().exclude(shortcut="").values_list("shortcut", flat=True))
    letters = [sign for sign in fold(name) if sign in string.ascii_lowercase]
    return next((letter for letter in [*letters, *string.ascii_lowercase] if letter not in taken), "")


def history_of(code: Code) -> list[CodeChange]:
    """What happened to a theme and to those merged into it, the latest first."""
    family = [code.pk, *code.merged.values_list("pk", flat=True)]
    return list(CodeChange.objects.filter(code__in=family).select_related("code", "by"))


def _make(*, survey: Survey, name: str, by: Member, action: Action, before: str = "", **fields) -> Code:
    try:
        with transaction.atomic():
            code = Code.objects.create(survey=survey, name=name, **fields)
    except IntegrityError as error:
        raise Refused(_("A theme already has this name.")) from error
    CodeChange.objects.create(code=code, action=action, before=before, after=name, by=by)
    return code


def _move_codings(codings, to: Code) -> None:
    """Each coding goes to another theme; what the same person had already said of the same words is not said twice."""
    for coding in codings.order_by("pk"):
        Coding.objects.get_or_create(segment=coding.segment, code=to, coder=coding.coder)
        coding.delete()


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Write the name of the theme."))
    if len(name) > Code._meta.get_field("name").max_length:
        raise Refused(_("This name is too long. A few words are enough."))
    return name


def _require_free_name(survey: Survey, name: str, but: Code | None = None) -> None:
    if survey.codes.in_use().filter(folded_name=fold(name)).exclude(pk=but.pk if but else None).exists():
        raise Refused(_("A theme already has this name. To put them together, merge them."))


def _require_free_key(survey: Survey, shortcut: str, but: Code | None = None) -> None:
    if shortcut and shortcut not in string.ascii_lowercase:
        raise Refused(_("Choose a letter from a to z, without an accent."))
    others = survey.codes.in_use().exclude(shortcut="").exclude(pk=but.pk if but else None)
    holder = others.filter(shortcut=shortcut).first()
    if holder:
        raise Refused(_("This key is that of “%(name)s”. Choose another letter.") % {"name": holder.name})


def _require_wider(code: Code, parent: Code | None) -> None:
    """Two levels, no more: a theme under another has none under itself."""
    if parent is None:
        return
    has_narrower = code.children.exists()
    if parent.pk == code.pk or parent.parent_id or parent.survey_id != code.survey_id or has_narrower:
        raise Refused(_("Choose a wider theme that is under no other, for a theme with none under it."))
