"""Sites and apps, and the ways to report to each."""

from itertools import chain, count

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.fields import LinesField, public_link
from directory.models.fact import Fact, FactQuerySet, host_in, web_or_empty
from directory.models.recipient import Recipient


class Category(models.TextChoices):
    SOCIAL = "social", _("Social networks")
    CHAT = "chat", _("Chat and messages")
    DATING = "dating", _("Dating")
    VIDEO = "video", _("Video")
    ADULT = "adult", _("Sites with sexual content")
    SEARCH = "search", _("Search engines")
    CLOUD_STORAGE = "cloud_storage", _("Shared files and albums")
    GAMING = "gaming", _("Games")
    AI = "ai", _("AI tools")
    OTHER = "other", _("Other sites")
    HOSTING = "hosting", _("Web hosts and sellers of web addresses")


class Status(models.TextChoices):
    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Closed")


class PlatformQuerySet(FactQuerySet):
    def active(self):
        """Sites and apps that still run."""
        return self.shown().filter(status=Status.ACTIVE)

    def with_channels(self):
        """Load the public channels of each in one query."""
        return self.prefetch_related(
            Prefetch("channels", Channel.objects.public().order_by("slug"))
        )


class Platform(Fact):
    """A site or an app where pictures are shared, found or hosted."""

    slug = models.SlugField(
        _("slug"), unique=True, help_text=_("Its name in web addresses here.")
    )
    name = models.CharField(_("name"), max_length=120)
    aliases = LinesField(
        help_text=_("Other names people type, one a line."), verbose_name=_("aliases")
    )
    category = models.CharField(_("category"), max_length=13, choices=Category)
    status = models.CharField(
        _("status"), max_length=6, choices=Status, default=Status.ACTIVE
    )
    what_to_do_instead = models.TextField(
        _("what to do instead"),
        blank=True,
        help_text=_("For a closed one: what a person can do now."),
    )
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    in_app_steps = LinesField(
        help_text=_("What to press, one step a line."), verbose_name=_("in app steps")
    )
    logged_in_needed = models.BooleanField(
        _("account needed to report"),
        null=True,
        blank=True,
        help_text=_("Unknown if we never found out."),
    )
    supports_stopncii = models.BooleanField(
        _("on StopNCII's list"),
        null=True,
        blank=True,
        help_text=_("Unknown: the owner takes part, this product was not confirmed."),
    )
    supports_ncmec = models.BooleanField(
        _("on NCMEC Take It Down's list"), null=True, blank=True
    )
    ftc_letter_2026 = models.BooleanField(
        _("owner got the FTC letter of May 2026"), default=False
    )
    in_guide_2021 = models.BooleanField(_("in the 2021 guide"), default=False)
    live_checked = models.BooleanField(
        _("links opened"),
        default=False,
        help_text=_("Tick it once you opened every link."),
    )
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("For staff. Never shown to the public.")
    )

    objects = PlatformQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")
        ordering = ["name"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status=Status.ACTIVE) | ~Q(what_to_do_instead=""),
                name="platform_closed_says_what_to_do",
                violation_error_message=_(
                    "Say what to do instead: this one is closed."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("directory:platform", args=[self.slug])

    def is_closed(self):
        return self.status == Status.CLOSED

    def public_channels(self):
        """The channels anybody may see. Free after with_channels()."""
        channels = [each for each in self.channels.all() if each.is_public()]
        return sorted(channels, key=lambda each: each.slug)

    def channel(self, kind):
        """The channel of this kind, or None. `kind` is one of Channel.Kind."""
        return next(
            (each for each in self.public_channels() if each.kind == kind), None
        )

    def letter_recipient(self, kind):
        """Where a letter goes: kind is hold, take-it-down, policy or dmca.

        A Recipient, with as much as we know; never an address kept for police.
        """
        kind = LETTERS.get(kind, kind)
        post = self.channel(Channel.Kind.POSTAL)
        if kind == "hold":
            post = self.channel(Channel.Kind.PRESERVATION) or post
        ways = [self.channel(each) for each in WAYS[kind]]
        return Recipient.of(self, post, [way for way in ways if way])


class ChannelQuerySet(FactQuerySet):
    def public(self):
        return self.shown().exclude(kind=Channel.Kind.GUIDE_2021)


class Channel(Fact):
    """One way to reach a platform, or one address of it."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report of intimate images")
        TAKE_IT_DOWN = "take-it-down", _("TAKE IT DOWN Act form")
        POLICY = "policy", _("Rules")
        DMCA = "dmca", _("Copyright agent")
        ABUSE_EMAIL = "abuse-email", _("E-mail address for reports")
        POSTAL = "postal", _("Postal address")
        PRESERVATION = "preservation", _("Address for hold letters")
        LAW_ENFORCEMENT = "law-enforcement", _("For an officer or a lawyer only")
        OTHER = "other", _("Another useful page")
        GUIDE_2021 = "guide-2021", _("As the 2021 guide had it (never shown)")

    class Form(models.TextChoices):
        WEB_FORM = "web_form", _("A form. You can fill it in at once.")
        HELP_PAGE = "help_page", _("A help page. It leads to the way to report.")
        CONTACT_PAGE = (
            "contact_page",
            _("A contact page. Pick the nearest reason."),
        )
        POLICY_PAGE = "policy_page", _("A page of rules. It says how to report.")
        EMAIL = "email", _("An e-mail address. Never attach the picture.")
        SUPPORT_HOME = (
            "support_home",
            _(
                "The front page of the help center. We found no form of its own. "
                "Look there for “report” or “contact”."
            ),
        )
        SITE_HOME = (
            "site_home",
            _(
                "The front page of the site. We found no form. Look for “report” or "
                "“content removal”, often at the foot of the page."
            ),
        )

    class Evidence(models.TextChoices):
        OFFICIAL = "official_page_seen", _("The company's own page")
        CHECKED = "third_party_checked_2026", _("Opened by a 2026 source")
        MENTIONED = "third_party_mention", _("Mentioned elsewhere")
        GUIDE = "guide_2021", _("2021 guide only")
        MEMORY = "memory_only", _("Memory only")
        STAFF = "staff", _("Opened by our staff")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    platform = models.ForeignKey(
        Platform, models.CASCADE, related_name="channels", verbose_name=_("platform")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    form = models.CharField(
        _("what the link opens"), max_length=12, choices=Form, blank=True
    )
    label = models.CharField(_("label"), max_length=160, blank=True)
    name = models.CharField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_("Who to address, for an agent."),
    )
    url = models.URLField(
        _("url"), max_length=400, blank=True, validators=[public_link]
    )
    email = models.EmailField(_("email"), blank=True)
    address = LinesField(
        help_text=_("As on an envelope, one line each."), verbose_name=_("address")
    )
    note = models.TextField(_("note"), blank=True)
    evidence = models.CharField(_("evidence"), max_length=24, choices=Evidence)
    check_before_release = models.BooleanField(_("check before release"), default=False)

    objects = ChannelQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["platform__name", "slug"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=web_or_empty("url"), name="channel_url"),
            models.CheckConstraint(
                condition=Q(email="") | Q(email__contains="@"), name="channel_email"
            ),
            models.CheckConstraint(
                condition=~Q(kind="guide-2021") | Q(shown=False),
                name="channel_guide_2021_is_history",
                violation_error_message=_("What the 2021 guide had is never shown."),
            ),
        ]

    def __str__(self):
        return f"{self.platform}: {self.get_kind_display()}"

    def is_public(self):
        return self.shown and self.kind != self.Kind.GUIDE_2021

    def free_slug(self):
        """A name of its own for a channel that staff add: x-other, x-other-2, …"""
        base = f"{self.platform.slug}-{self.kind}"
        taken = set(Channel.objects.values_list("slug", flat=True))
        numbered = (f"{base}-{n}" for n in count(2))
        return next(name for name in chain([base], numbered) if name not in taken)

    @property
    def host(self):
        return host_in(self.url)

    def is_email_only(self):
        return bool(self.email) and not self.url


# Whom each kind of letter goes to, the best way first. Takedown's own slugs work too.
WAYS = {
    "hold": [Channel.Kind.ABUSE_EMAIL],
    "take-it-down": [
        Channel.Kind.TAKE_IT_DOWN,
        Channel.Kind.REPORT,
        Channel.Kind.ABUSE_EMAIL,
    ],
    "policy": [Channel.Kind.REPORT, Channel.Kind.ABUSE_EMAIL],
    "dmca": [Channel.Kind.DMCA],
}
LETTERS = {"litigation-hold": "hold", "platform-policy": "policy"}
