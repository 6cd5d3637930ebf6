"""Getting it removed: where it is, who took it, and the ways to have it taken down."""

from django import forms
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.models import Platform
from directory.models.platform import Category
from guide.answers import SOMEWHERE_ELSE, Answers
from guide.steps.base import ALL_THAT_FIT, UNKNOWN, Part, Step, one_of
from guide.widgets import FoldedChoices
from helpcenter.forms import LongTextField, clean_text

PART = Part("removal", _("Getting it removed"))


# Where such pictures are reported most; the others are folded by kind below them.
COMMON = (
    "facebook",
    "instagram",
    "snapchat",
    "tiktok",
    "x",
    "reddit",
    "telegram",
    "whatsapp",
    "discord",
    "pornhub",
    "google-search",
)
CACHED = "guide-platforms"


def platform_choices():
    """Sites by kind, the most common ones first. Cached, because all who read the same
    language get the same.
    """
    key = f"{CACHED}-{get_language()}"
    choices = cache.get(key)
    if choices is None:
        choices = read_platform_choices()
        # An empty directory is about to be loaded.
        cache.set(key, choices, 60 if len(choices) > 1 else 0)
    return choices


def read_platform_choices():
    sites = Platform.objects.active().exclude(category=Category.HOSTING)
    names = {
        slug: (kind, name)
        for slug, kind, name in sites.values_list("slug", "category", "name")
    }
    common = [(slug, names.pop(slug)[1]) for slug in COMMON if slug in names]
    groups = [(str(_("Most common")), common)] if common else []
    for kind in Category:
        of_kind = [(slug, name) for slug, (k, name) in names.items() if k == kind]
        groups += [(str(kind.label), of_kind)] if of_kind else []
    return [*groups, (SOMEWHERE_ELSE, str(_("Somewhere else")))]


class Before(Step):
    slug = "before"
    part = PART
    title = _("Before anything is removed")
    why = _("Once it is gone, proof of who did it may be gone as well.")
    minutes = _("about 2 minutes")
    when = staticmethod(Answers.can_hold)


class Find(Step):
    slug = "find"
    part = PART
    title = _("Finding copies")
    why = _("It may be in more places than {they} know.")
    minutes = _("about 4 minutes")


class Where(Step):
    slug = "where"
    part = PART
    title = _("Where it is")
    why = _("Each place has its own way to ask.")
    when = staticmethod(Answers.is_out)
    platforms = forms.MultipleChoiceField(
        label=_("Where is it?"),
        choices=platform_choices,
        widget=FoldedChoices,
        help_text=ALL_THAT_FIT,
        error_messages=UNKNOWN,
    )
    other_places = LongTextField(
        label=_("Other places"),
        help_text=_("Links or names, one a line. We never open a link."),
        widget=forms.Textarea({"rows": 4}),
        show_hidden_initial=True,
    )

    def clean_other_places(self):
        """What another tab added meanwhile is added here too, and not undone."""
        box = self["other_places"]
        typed = self.cleaned_data["other_places"]
        shown = clean_text(self.data.get(box.html_initial_name, box.initial or ""))
        saved = (box.initial or "").splitlines()
        return "\n".join(merged(saved, shown.splitlines(), typed.splitlines()))


class Taken(Step):
    slug = "taken"
    part = PART
    title = _("Who took the picture?")
    why = _("As a rule, it belongs to the person who took it. That gives one more way.")
    facts = ("taken_by",)
    when = staticmethod(Answers.is_adult)
    taken_by = one_of(
        _("Who took it?"),
        ("me", _("{They} did")),
        ("other", _("Somebody else")),
        ("hidden", _("Somebody in secret, or a hidden camera")),
        ("unsure", _("Not sure")),
        hint=_("This means the person behind the camera."),
    )


class Ask(Step):
    slug = "ask"
    part = PART
    title = _("Ways to get it taken down")
    why = _("Several ways can run at the same time.")
    minutes = _("about 5 minutes")


def merged(saved, shown, typed):
    """The typed lines, and those saved since these were shown."""
    return [*typed, *(line for line in saved if line not in shown + typed)]


STEPS = (Before, Find, Where, Taken, Ask)
