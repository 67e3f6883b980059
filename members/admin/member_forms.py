"""Forms of residents in the back-office."""

from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Member


class MemberCreationForm(AdminUserCreationForm):
    """A person at the desk: a first name is enough; a user name and a password only if they want to sign in."""

    class Meta:
        model = Member
        fields = ["first_name", "last_name", "birth_year", "commune", "phone", "contact_email", "username"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["usable_password"].initial = "false"


class MemberChangeForm(UserChangeForm):
    """Somebody may have no user name, which Django's own field for it does not expect."""

    class Meta(UserChangeForm.Meta):
        model = Member
        field_classes = {}

    def clean(self):
        cleaned = super().clean()
        companion = cleaned.get("companion")
        if companion and not self._may_come_along(companion, cleaned):
            sentence = _("Choose an adult of the household, a guardian, or somebody who may accompany children.")
            self.add_error("companion", ValidationError(sentence))
        return cleaned

    def _may_come_along(self, companion: Member, cleaned: dict) -> bool:
        if companion.pk == self.instance.pk or companion.is_under_age(on=timezone.localdate()):
            return False
        same_household = companion.household_id is not None and companion.household == cleaned.get("household")
        return same_household or companion in cleaned.get("guardians", ()) or companion.is_cleared_for_minors
