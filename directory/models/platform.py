"""Sites and apps, the ways to report to each, and the addresses that belong to them."""

from itertools import chain, count

from django.core.validators import URLValidator, validate_domain_name
from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse

from directory.fields import LinesField
from directory.models.fact import Fact, FactQuerySet, Row, host_in, web_or_empty
from directory.models.recipient import Recipient

WEB = URLValidator(schemes=["http", "https"])


class Category(models.TextChoices):
    SOCIAL = "social", "Social networks"
    CHAT = "chat", "Chat and messages"
    DATING = "dating", "Dating"
    VIDEO = "video", "Video"
    ADULT = "adult", "Sites with sexual content"
    SEARCH = "search", "Search engines"
    CLOUD_STORAGE = "cloud_storage", "Shared files and albums"
    GAMING = "gaming", "Games"
    AI = "ai", "AI tools"
    OTHER = "other", "Other sites"
    HOSTING = "hosting", "Web hosts and sellers of web addresses"


class Status(models.TextChoices):
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"


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

    slug = models.SlugField(unique=True, help_text="Its name in web addresses here.")
    name = models.CharField(max_length=120)
    aliases = LinesField(help_text="Other names people type, one a line.")
    category = models.CharField(max_length=13, choices=Category)
    status = models.CharField(max_length=6, choices=Status, default=Status.ACTIVE)
    what_to_do_instead = models.TextField(
        blank=True, help_text="For a closed one: what a person can do now."
    )
    legal_name = models.CharField(max_length=160, blank=True)
    in_app_steps = LinesField(help_text="What to press, one step a line.")
    logged_in_needed = models.BooleanField(
        "account needed to report",
        null=True,
        blank=True,
        help_text="Unknown if we never found out.",
    )
    supports_stopncii = models.BooleanField(
        "on StopNCII's list",
        null=True,
        blank=True,
        help_text="Unknown: the owner takes part, this product was not confirmed.",
    )
    supports_ncmec = models.BooleanField(
        "on NCMEC Take It Down's list", null=True, blank=True
    )
    ftc_letter_2026 = models.BooleanField(
        "owner got the FTC letter of May 2026", default=False
    )
    in_guide_2021 = models.BooleanField("in the 2021 guide", default=False)
    live_checked = models.BooleanField(
        "links opened", default=False, help_text="Tick it once you opened every link."
    )
    notes = models.TextField(
        blank=True, help_text="For staff. Never shown to the public."
    )

    objects = PlatformQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["name"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status=Status.ACTIVE) | ~Q(what_to_do_instead=""),
                name="platform_closed_says_what_to_do",
                violation_error_message="Say what to do instead: this one is closed.",
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
        REPORT = "report", "Report of intimate images"
        TAKE_IT_DOWN = "take-it-down", "TAKE IT DOWN Act form"
        POLICY = "policy", "Rules"
        DMCA = "dmca", "Copyright agent"
        ABUSE_EMAIL = "abuse-email", "E-mail address for reports"
        POSTAL = "postal", "Postal address"
        PRESERVATION = "preservation", "Address for hold letters"
        LAW_ENFORCEMENT = "law-enforcement", "For an officer or a lawyer only"
        OTHER = "other", "Another useful page"
        GUIDE_2021 = "guide-2021", "As the 2021 guide had it (never shown)"

    class Form(models.TextChoices):
        WEB_FORM = "web_form", "A form. You can fill it in at once."
        HELP_PAGE = "help_page", "A help page. It leads to the way to report."
        CONTACT_PAGE = (
            "contact_page",
            "A contact page. Pick the nearest reason.",
        )
        POLICY_PAGE = "policy_page", "A page of rules. It says how to report."
        EMAIL = "email", "An e-mail address. Never attach the picture."
        SUPPORT_HOME = (
            "support_home",
            "The front page of the help center. We found no form of its own. "
            "Look there for “report” or “contact”.",
        )
        SITE_HOME = (
            "site_home",
            "The front page of the site. We found no form. "
            "Look for “report” or “content removal”, often at the foot of the page.",
        )

    class Evidence(models.TextChoices):
        OFFICIAL = "official_page_seen", "The company's own page"
        CHECKED = "third_party_checked_2026", "Opened by a 2026 source"
        MENTIONED = "third_party_mention", "Mentioned elsewhere"
        GUIDE = "guide_2021", "2021 guide only"
        MEMORY = "memory_only", "Memory only"
        STAFF = "staff", "Opened by our staff"

    slug = models.SlugField(max_length=80, unique=True)
    platform = models.ForeignKey(Platform, models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=15, choices=Kind)
    form = models.CharField(
        "what the link opens", max_length=12, choices=Form, blank=True
    )
    label = models.CharField(max_length=160, blank=True)
    name = models.CharField(
        max_length=120, blank=True, help_text="Who to address, for an agent."
    )
    url = models.URLField(max_length=400, blank=True, validators=[WEB])
    email = models.EmailField(blank=True)
    address = LinesField(help_text="As on an envelope, one line each.")
    note = models.TextField(blank=True)
    evidence = models.CharField(max_length=24, choices=Evidence)
    check_before_release = models.BooleanField(default=False)

    objects = ChannelQuerySet.as_manager()

    class Meta(Fact.Meta):
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
                violation_error_message="What the 2021 guide had is never shown.",
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


class DomainQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(shown=True)


class Domain(Row):
    """A host whose links belong to a platform, with all hosts under it.

    With a path, only links below that path: facebook.com/messages is Messenger.
    """

    KEY = ("host", "path")

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="domains")
    host = models.CharField(
        max_length=253,
        validators=[validate_domain_name],
        help_text="Lower case, without www, in its xn-- form if it is not Latin.",
    )
    path = models.CharField(
        max_length=120, blank=True, help_text="Starts with /, as in /messages."
    )

    objects = DomainQuerySet.as_manager()

    class Meta:
        ordering = ["host", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "path"], name="domain_of_one_platform"
            ),
            models.CheckConstraint(
                condition=Q(host=Lower("host")) & ~Q(host__contains="/") & ~Q(host=""),
                name="domain_host",
                violation_error_message="Write the host alone, in small letters.",
            ),
            models.CheckConstraint(
                condition=Q(path="") | Q(path__startswith="/"), name="domain_path"
            ),
        ]

    def __str__(self):
        return self.host + self.path
