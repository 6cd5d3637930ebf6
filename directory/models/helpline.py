"""People to call, write or chat with, by country and by need."""

from urllib.parse import quote

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from directory.fields import LinesField, public_link
from directory.models.fact import (
    SOURCES_AGREE,
    Fact,
    FactQuerySet,
    LinkStatus,
    Row,
    host_in,
    rank,
    web_or_empty,
)
from directory.places import (
    EVERYWHERE,
    country_choices,
    place_choices,
    place_name,
    places_of,
)

DIAL = r"^\+?[0-9*#]{2,20}$"
SHORT = 7  # a number of fewer digits works inside its own country only


class HelplineKind(models.TextChoices):
    EMERGENCY = "emergency", _("Emergency")
    NCII = "ncii", _("Intimate images")
    SEXTORTION = "sextortion", _("Threats with images")
    ONLINE_HARASSMENT = "online_harassment", _("Harassment online")
    TOOL = "tool", _("Tool")
    SUICIDE_CRISIS = "suicide_crisis", _("Thoughts of suicide, or a crisis")
    DOMESTIC_VIOLENCE = "domestic_violence", _("Violence at home or from a partner")
    SEXUAL_ASSAULT = "sexual_assault", _("Sexual violence")
    CHILD_PROTECTION = "child_protection", _("Children and young people")
    LGBTQ = "lgbtq", _("LGBTQ+ people")
    TRAFFICKING = "trafficking", _("Trafficking")
    TECH_SAFETY = "tech_safety", _("Safe phones and accounts")
    VICTIM_SERVICES = "victim_services", _("Help after any crime")
    LEGAL = "legal", _("Law and lawyers")
    LAW_ENFORCEMENT = "law_enforcement", _("Police reports")
    REGULATOR = "regulator", _("Public offices that can order removal")
    THERAPY = "therapy", _("Therapy")
    DIRECTORY = "directory", _("Lists of more helplines")


# What a person may need -> the kinds of line that answer it.
NEEDS = {
    "images": (
        _("Images shared, faked or threatened"),
        ["ncii", "sextortion", "online_harassment", "regulator", "tool"],
    ),
    "crisis": (_("Thoughts of suicide, or a crisis"), ["suicide_crisis"]),
    "home": (_("Violence at home or from a partner"), ["domestic_violence"]),
    "assault": (_("Sexual violence"), ["sexual_assault", "trafficking"]),
    "young": (_("Somebody under 18"), ["child_protection", "tool"]),
    "lgbtq": (_("A line for LGBTQ+ people"), ["lgbtq"]),
    "device": (_("A phone or account that is watched"), ["tech_safety"]),
    "police": (_("Reporting to police"), ["law_enforcement"]),
    "rights": (_("Rights, law and lawyers"), ["legal", "victim_services"]),
}
KINDS_OF_NEED = {need: kinds for need, (_, kinds) in NEEDS.items()}


class HelplineQuerySet(FactQuerySet):
    def of_place(self, country, state=""):
        """What somebody there can reach: their own place first, the world last.

        With a state, lines that serve another part of the country only are left out.
        """
        places = [*places_of(country, state), EVERYWHERE]
        lines = self.filter(country__in=places)
        if state:
            lines = lines.filter(Q(region="") | Q(region__in=places))
        return lines.order_by(
            rank("country", places),
            rank("region", [state]),
            rank("kind", HelplineKind.values),
            "name",
        )

    def for_need(self, country, kinds=(), state=""):
        """Confirmed lines for a country, by kind (HelplineKind; none: all kinds).

        Emergency numbers are apart: see emergency(). Phones come with them.
        """
        lines = self.confirmed().of_place(country, state).with_phones()
        if kinds:
            return lines.filter(kind__in=kinds)
        return lines.exclude(kind=HelplineKind.EMERGENCY)

    def emergency(self, country):
        """The emergency line of the country, or None if we hold no confirmed one."""
        lines = self.confirmed().of_place(country).with_phones()
        return lines.filter(kind=HelplineKind.EMERGENCY).first()

    def with_phones(self):
        phones = Phone.objects.filter(shown=True).defer("shipped").order_by("position")
        return self.prefetch_related(Prefetch("phones", phones))


class Helpline(Fact):
    """A service somebody can turn to."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=17, choices=HelplineKind)
    country = models.CharField(_("country"), max_length=3, choices=country_choices)
    region = models.CharField(
        _("region"),
        max_length=6,
        choices=place_choices,
        blank=True,
        help_text=_("Only if it serves one part of the country."),
    )
    serves = models.TextField(_("serves"), help_text=_("Who may use it."))
    text_chat = models.CharField(_("text, chat or mail"), max_length=120, blank=True)
    url = models.URLField(
        _("url"), max_length=400, blank=True, validators=[public_link]
    )
    link_status = models.CharField(
        _("link status"), max_length=7, choices=LinkStatus, blank=True
    )
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    languages = LinesField(help_text=_("One a line."), verbose_name=_("languages"))
    cost = models.CharField(_("cost"), max_length=80)
    caution = models.TextField(
        _("caution"), blank=True, help_text=_("Shown beside the number.")
    )
    guide_2021_note = models.TextField(
        _("guide 2021 note"),
        blank=True,
        help_text=_("For staff: what the 2021 guide said."),
    )

    objects = HelplineQuerySet.as_manager()
    SURE = SOURCES_AGREE

    class Meta(Fact.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["country", "kind", "name"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=web_or_empty("url"), name="helpline_url"),
        ]

    def __str__(self):
        return self.name

    @property
    def place(self):
        """Where it works, in plain words: never show a number without it."""
        return place_name(self.region or self.country)

    @property
    def country_name(self):
        return place_name(self.country)

    @property
    def host(self):
        return host_in(self.url)


class Phone(Row):
    """A number of a helpline, in the order to try them."""

    KEY = ("helpline", "position")

    helpline = models.ForeignKey(
        Helpline, models.CASCADE, related_name="phones", verbose_name=_("helpline")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), help_text=_("1 is tried first.")
    )
    number = models.CharField(
        _("number"), max_length=40, help_text=_("As it is read aloud.")
    )
    dial = models.CharField(
        _("dial"),
        max_length=21,
        validators=[
            RegexValidator(DIAL, _("Digits, * and # only, with + in front if any."))
        ],
        help_text=_("What the phone dials."),
    )
    label = models.CharField(_("label"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("phone")
        verbose_name_plural = _("phones")
        ordering = ["helpline", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["helpline", "position"], name="phone_one_per_position"
            ),
            models.CheckConstraint(condition=Q(dial__regex=DIAL), name="phone_dial"),
        ]

    def __str__(self):
        return self.number

    @property
    def link(self):
        return "tel:" + quote(self.dial, safe="+*")

    def is_short(self):
        """Whether it means something else, or nothing, in another country."""
        return len(self.dial) < SHORT
