"""Doing in the back-office what a browser does: fill in a page as it stands, act on chosen rows, give a sheet."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def change_url(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def filled(client, url, **fields) -> dict[str, object]:
    """The form of a page as it stands, with these fields changed."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for formset in (inline.formset for inline in context["inline_admin_formsets"]):
        forms += [formset.management_form, *formset.initial_forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is True:
                data[bound.html_name] = "on"
            elif value or value == 0 and value is not False:
                data[bound.html_name] = bound.field.prepare_value(value)
                data.update(_split(bound, value))
    return data | fields


def _split(bound, value) -> dict[str, object]:
    if not hasattr(bound.field.widget, "decompress"):
        return {}
    parts = bound.field.widget.decompress(value)
    return {f"{bound.html_name}_{number}": part for number, part in enumerate(parts) if part is not None}


def act(client, action: str, *rows, **more):
    """Choose rows of a list and launch an action on them."""
    name = rows[0]._meta.model_name
    app = rows[0]._meta.app_label
    data = {"action": action, "_selected_action": [row.pk for row in rows], "index": 0} | more
    return client.post(reverse(f"admin:{app}_{name}_changelist"), data, follow=True)


def sentences_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def bring_in(client, model: str, text: str):
    """Give a sheet for a model ("members_skill"), look at the preview, confirm when there is something to confirm."""
    sheet = SimpleUploadedFile("feuille.csv", text.encode("utf-8-sig"))
    data = {"import_file": sheet, "format": "1", "resource": "0"}
    preview = client.post(reverse(f"admin:{model}_import"), data)
    confirm = preview.context.get("confirm_form")
    if confirm is not None:
        client.post(reverse(f"admin:{model}_process_import"), confirm.initial)
    return preview
