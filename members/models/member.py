"""Everybody is a `Member`: adult or child, with or without e-mail, who signs in or never will."""

import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.fields import FoldedField, PhoneField
from members.models.ages import AgeBand, band_of_year
from members.models.household import Household
from members.models.places import Commune

ADULT_AGE = 18
ALONE_AGE = 15


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self) -> "MemberQuerySet":
        """Neither gone nor erased; a pause does not count as gone."""
        return self.filter(is_active=True, erased_at=None)

    def plannable(self, *, on: datetime.date) -> "MemberQuerySet":
        """Who may be placed in a session: present, not pausing and, when under age, authorised by a guardian.

        Somebody who only said "15–25" may be under age, and counts as such until a year is known.
        """
        under_age = models.Q(birth_year__gt=on.year - ADULT_AGE) | models.Q(
            birth_year=None, said_age_band__in=[AgeBand.UNDER_15, AgeBand.FROM_15]
        )
        authorised = models.Q(authorisations__given_on__lte=on) & (
            models.Q(authorisations__ended_on=None) | models.Q(authorisations__ended_on__gt=on)
        )
        return self.present().filter(paused_at=None).filter(~under_age | authorised).distinct()

    def helped_by(self, member: "Member") -> "MemberQuerySet":
        """Whose pages this member may open and fill in: everyone for the team; else their own, and those of the
        children they answer for, until these are of age."""
        if member.is_staff:
            return self.filter(erased_at=None)
        under_age = models.Q(birth_year__gt=timezone.localdate().year - ADULT_AGE)
        mine = models.Q(pk=member.pk) | models.Q(pk__in=member.wards.filter(under_age).values("pk"))
        return self.present().filter(mine)

    def awaiting_authorisation(self, *, on: datetime.date) -> "MemberQuerySet":
        """Who could be placed, were there a guardian's authorisation on file."""
        return self.present().filter(paused_at=None).exclude(pk__in=self.model.objects.plannable(on=on).values("pk"))

    def may_accompany_children(self) -> "MemberQuerySet":
        """Those cleared to come along with children of others."""
        return self.present().filter(is_cleared_for_minors=True)

    def facilitators(self) -> "MemberQuerySet":
        return self.present().filter(models.Q(is_staff=True) | models.Q(is_facilitator=True))


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str | None = None, email: str | None = None, password: str | None = None, **fields):
        """A member; without a password, one who cannot sign in. Empty user names and e-mails become null."""
        member = self.model(username=username or None, email=email or None, **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, username: str, email: str | None = None, password: str | None = None, **fields):
        return self.create_user(username, email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str) -> "Member":
        return self.get(username=username)


class Member(AbstractBaseUser, PermissionsMixin):
    class Travel(models.IntegerChoices):
        """How far a person can go, in kilometres; nothing said means anywhere."""

        MY_VILLAGE = 0, _("In my village only")
        FIVE = 5, _("Up to 5 km")
        TEN = 10, _("Up to 10 km")
        TWENTY = 20, _("Up to 20 km")

    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        null=True,
        blank=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken. Try with a number at the end.")},
    )
    email = models.EmailField(_("e-mail to sign in"), null=True, blank=True)
    contact_email = models.EmailField(_("e-mail to write to"), blank=True, help_text=_("May be shared in a household."))
    phone = PhoneField(_("phone"), blank=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("family name"), max_length=80, blank=True)
    folded_name = FoldedField(of=("last_name", "first_name"))
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    said_age_band = models.CharField(
        _("age, when the year is not known"), max_length=10, choices=AgeBand, default=AgeBand.UNKNOWN
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("village")
    )
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("household")
    )
    guardians = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="wards", verbose_name=_("guardians")
    )
    companion = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comes_with",
        verbose_name=_("adult who comes along"),
        help_text=_("For under 15s: an adult of the household, or a facilitator cleared for it."),
    )
    comes_with_facilitator = models.BooleanField(
        _("comes with a facilitator"),
        default=False,
        help_text=_("For under 15s: whichever facilitator may accompany children, when no adult is named."),
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fr")

    travel_km = models.PositiveSmallIntegerField(
        _("where I can go"), choices=Travel, null=True, blank=True, help_text=_("Empty: anywhere.")
    )
    max_share = models.PositiveSmallIntegerField(
        _("sessions a month as sharer, at most"), default=2, validators=[MaxValueValidator(20)]
    )
    max_learn = models.PositiveSmallIntegerField(
        _("sessions a month as learner, at most"), default=2, validators=[MaxValueValidator(20)]
    )
    needs_step_free = models.BooleanField(_("no step to climb"), default=False)
    needs_ride = models.BooleanField(_("a ride to come and go home"), default=False)
    needs_large_print = models.BooleanField(_("papers in large print"), default=False)
    needs_slow_french = models.BooleanField(_("people who speak slowly"), default=False)
    needs_note = models.CharField(_("something else I need to be able to come"), max_length=200, blank=True)
    shares_phone = models.BooleanField(_("my groups may see my phone"), default=False)
    shares_email = models.BooleanField(_("my groups may see my e-mail"), default=False)

    is_facilitator = models.BooleanField(_("facilitator"), default=False)
    is_cleared_for_minors = models.BooleanField(_("may accompany children"), default=False)
    is_staff = models.BooleanField(_("works at the centre"), default=False)
    is_active = models.BooleanField(_("takes part"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    paused_at = models.DateTimeField(_("pausing since"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    brought_by = models.ForeignKey(
        "members.SheetImport",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="members",
        verbose_name=_("brought in from a sheet"),
    )
    told_of_sheet_at = models.DateTimeField(_("told of the sheet"), null=True, blank=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=["password", "last_login", "needs_note", "folded_name"], m2m_fields=[], inherit=False
    )

    objects = MemberManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name"]

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="sign_in_email_once",
                violation_error_message=_("Somebody already signs in with this e-mail."),
            ),
            models.CheckConstraint(
                condition=models.Q(companion=None) | models.Q(comes_with_facilitator=False),
                name="one_way_to_come_along",
                violation_error_message=_("Name the adult who comes along, or choose a facilitator: not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        self.username = self.username or None
        self.email = self.email or None

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    @property
    def mail_to(self) -> str:
        """Where mail goes: the contact e-mail first, or nothing."""
        return self.contact_email or self.email or ""

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    def age_band(self, *, on: datetime.date) -> AgeBand:
        if self.birth_year is None:
            return AgeBand(self.said_age_band)
        return band_of_year(self.birth_year, in_year=on.year)

    def is_under(self, age: int, *, on: datetime.date) -> bool:
        """Whether the age reached this year is below `age` (18 or 15); a band that leaves a doubt counts as below."""
        if self.birth_year is not None:
            return on.year - self.birth_year < age
        doubtful = {ADULT_AGE: (AgeBand.UNDER_15, AgeBand.FROM_15), ALONE_AGE: (AgeBand.UNDER_15,)}
        return self.said_age_band in doubtful[age]

    def is_under_age(self, *, on: datetime.date) -> bool:
        return self.is_under(ADULT_AGE, on=on)

    def needs_companion(self, *, on: datetime.date) -> bool:
        return self.is_under(ALONE_AGE, on=on)

    def may_be_planned(self, *, on: datetime.date) -> bool:
        """The same rule as `MemberQuerySet.plannable`, for one person."""
        return type(self).objects.plannable(on=on).filter(pk=self.pk).exists()
