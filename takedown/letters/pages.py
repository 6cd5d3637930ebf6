"""The small forms that ask for a letter's facts, one subject a page.

A page is a form that says what the page says. Nobody has to fill in anything: what is
missing is named beside the letter. Those that only one kind needs are with that kind.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from takedown.letters.fields import Choice, Choices, Line, Lines, Tick, Words, in_words
from takedown.letters.voices import VOICES, unsigned


class Page(forms.Form):
    do_not_call_in_templates = True

    slug = ""
    title = ""
    why = ""
    page_template = "takedown/page.html"
    remembers = ()  # facts that the next letter will need too

    def __init__(self, *args, letter, **kwargs):
        super().__init__(*args, **kwargs)
        self.letter = letter

    def keep_only(self, names):
        self.fields = {name: self.fields[name] for name in names}

    def to_remember(self):
        """The facts typed here that the next letter will need too."""
        return [name for name in self.changed_data if name in self.remembers]

    def differences(self, saved):
        """(label, saved text) of what was saved in between and differs."""
        return [
            (box.label, in_words(box.field, saved[box.name]))
            for box in self
            if saved[box.name] != self.cleaned_data[box.name]
        ]


class Before(Page):
    """Preserve first, then remove (G5). It never blocks."""

    slug = "before"
    title = _("Before it is taken down")
    page_template = "takedown/pages/before.html"
    preserved = Choice(
        label=_("What about proof?"),
        choices=[
            ("saved", _("I have saved proof")),
            ("hold", _("I made a letter that asks the site to keep its records")),
            ("skip", _("I want to go on without it")),
        ],
        help_text=_("Any answer is fine, and so is none. You can go on either way."),
    )


class SignAs(Page):
    """Who will see the name, and so whose name it should be (G4)."""

    slug = "name"
    title = _("Who will see the name on it")
    page_template = "takedown/pages/name.html"
    voice = Choice(
        label=_("Who signs it?"),
        choices=[(voice.slug, voice.label) for voice in VOICES.values()],
        initial="self",
    )

    def clean_voice(self):
        return self.cleaned_data["voice"] or "self"

    def clean(self):
        """Nobody signs or swears for who comes after them."""
        told = self.letter.facts["voice"]
        is_same = self.cleaned_data.get("voice", told) == told
        return self.cleaned_data | ({} if is_same else unsigned(self.letter.blank()))


class Where(Page):
    slug = "where"
    title = _("Where it is")
    why = _(
        "The people who read this must be able to find it. Only say where it is. "
        "Nobody needs to know what it shows."
    )
    links = Lines(
        label=_("Links"),
        help_text=_(
            "One on each line. We never open them. "
            "Only those on this site belong in this letter."
        ),
    )
    accounts = Lines(
        label=_("Accounts that posted or sent it"),
        help_text=_("User names as they are written there, one on each line."),
    )
    posts = Lines(
        label=_("Post or message numbers"),
        help_text=_("Only if there is no link. One on each line."),
    )
    found_in = Line(
        label=_("Where in the app or site"),
        help_text=_(
            "Only if there is no link. For example: a private message, a story."
        ),
    )
    seen = Lines(
        label=_("When it was posted, or when you saw it"),
        help_text=_(
            "A date, the time and the time zone if you know them. Do not guess: "
            "“around March 2026” is fine."
        ),
    )
    description = Line(
        label=_("A short name for it"),
        help_text=_("“Picture 1” or “one video” is enough. Do not say what it shows."),
    )


class To(Page):
    slug = "to"
    title = _("Who it goes to")
    page_template = "takedown/pages/to.html"
    site = Line(
        label=_("Name of the site or app"), help_text=_("As most people know it.")
    )
    recipient_name = Line(
        label=_("Company or office"),
        help_text=_("If you do not know the company, use the name of the site."),
    )
    recipient_address = Words(label=_("Postal address"), max_length=2_000)
    recipient_email = Line(label=_("E-mail address, if there is one"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipient_address"].widget.attrs["rows"] = 4


class ToOther(To):
    """To somebody who is no site, so that no site has to be named."""

    page_template = Page.page_template
    site = None


class From(Page):
    """The facts of whoever signs; each voice has names of its own for them."""

    slug = "from"
    title = _("Who it is from")
    page_template = "takedown/pages/from.html"

    name = Line(label=_("Your name"))
    address = Words(
        label=_("Your postal address"),
        max_length=2_000,
        help_text=_("You may leave this empty. An e-mail address is enough."),
    )
    email = Line(label=_("Your e-mail address"))
    phone = Line(label=_("Your phone number"), help_text=_("You may leave this empty."))

    attorney_is_lawyer = Tick(
        label=_("The person who signs this is a licensed lawyer"),
        help_text=_("Only a lawyer may write as one."),
    )
    attorney_name = Line(label=_("The lawyer's name"))
    attorney_organization = Line(label=_("Law firm or office"))
    attorney_bar = Line(
        label=_("Bar number and state"), help_text=_("For example: New York, 1234567.")
    )
    attorney_address = Words(label=_("The office's postal address"), max_length=2_000)
    attorney_email = Line(label=_("The lawyer's e-mail address"))
    attorney_phone = Line(label=_("The office's phone number"))
    attorney_authorized = Tick(
        label=_("The lawyer has my written permission to send this"),
    )

    advocate_name = Line(label=_("Name of the person who signs"))
    advocate_title = Line(
        label=_("Their role"), help_text=_("For example: victim advocate, or friend.")
    )
    advocate_organization = Line(
        label=_("Organization"), help_text=_("Leave it empty if there is none.")
    )
    advocate_address = Words(label=_("Their postal address"), max_length=2_000)
    advocate_email = Line(label=_("Their e-mail address"))
    advocate_phone = Line(label=_("Their phone number"))
    advocate_authorized = Tick(
        label=_("They have my written permission to send this"),
        help_text=_("A signed sheet of paper is enough. They should keep it."),
    )

    shown_as = Line(
        label=_("What the letter calls the person it is for"),
        help_text=_("A name or initials. Leave it empty, and no name is used."),
    )

    remembers = (
        *("name", "address", "email", "phone", "shown_as"),
        *("attorney_name", "attorney_organization", "attorney_bar"),
        *("attorney_address", "attorney_email", "attorney_phone"),
        *("advocate_name", "advocate_title", "advocate_organization"),
        *("advocate_address", "advocate_email", "advocate_phone"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        voice = self.letter.voice
        self.keep_only(self.names_of(voice))
        for part, hint in self.letter.hints.items():
            if voice.is_self or part in ("address", "phone"):
                self.fields[voice.prefix + part].help_text = hint
        self.fields[f"{voice.prefix}address"].widget.attrs["rows"] = 4

    def names_of(self, voice):
        """The person's own facts, or those of who signs for them."""
        if voice.is_self:
            return ["name", "address", "email", "phone"]
        own = [name for name in self.fields if name.startswith(voice.prefix)]
        return [*own, "shown_as"]

    def clean_attorney_is_lawyer(self):
        if not self.cleaned_data["attorney_is_lawyer"]:
            raise forms.ValidationError(
                _(
                    "Tick this only if it is true. If no lawyer signs the letter, "
                    "choose someone else under “Who will see the name on it”."
                )
            )
        return True


def real_or_fake(**kwargs):
    return Choice(
        label=_("Is it real, or made by computer?"),
        choices=[
            ("real", _("It is real")),
            ("fake", _("It is a fake: made or changed by computer")),
            ("unsure", _("I am not sure")),
        ],
        **kwargs,
    )


class Consent(Page):
    """What helps a site to see that nobody agreed to this (TID3)."""

    slug = "consent"
    title = _("Why it should not be there")
    why = _(
        "A site may take a picture down when it knows that you did not agree. "
        "Tick what is true. One is enough."
    )
    remembers = ("altered",)
    reasons = Choices(
        label=_("What is true?"),
        choices=[
            ("never", _("I never agreed that it could be published")),
            ("private", _("I shared it in private, with one person")),
            ("stolen", _("It was taken from my account, phone or computer")),
            ("hidden", _("It was made without my knowledge")),
            ("fake", _("It was made or changed by computer, to look like me")),
            ("asked", _("I asked the person to take it down, and they did not")),
            ("threat", _("Somebody threatens to share it, or to share more")),
        ],
    )
    consent_words = Words(
        label=_("Anything else they should know"),
        help_text=_(
            "One or two sentences, if you like. No need to describe the picture."
        ),
    )
    altered = real_or_fake(help_text=_("The law covers both."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent_words"].widget.attrs["rows"] = 3


class Sign(Page):
    slug = "sign"
    title = _("Sign it")
    page_template = "takedown/pages/sign.html"
    signature = Line(
        label=_("Type the name of whoever signs, as a signature"),
        help_text=_(
            "A typed name counts as a signature. "
            "Sign only when the letter is true and ready."
        ),
    )
    by_hand = Tick(label=_("It will be printed and signed with a pen instead"))
