"""What somebody told about a place: a sealed record of kind "place", named after it.

Who took the picture, and whether it is real, are facts of the whole case. Nothing here
has to be told. Two tabs never overwrite each other unsaid: see save().
"""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from takedown.letters.dmca import Taken
from takedown.letters.fields import Choice, Choices, in_words
from takedown.letters.pages import real_or_fake
from takedown.routes import ROUTES

KIND = "place"
OF_THE_CASE = ("altered", "taken_by")
OUT = {"posted", "sent", "not-sure-where"}  # answers of the guide


class ToldForm(forms.Form):
    """The questions about a place. Each box carries along what the page showed in it,
    so that only what was changed here is saved.
    """

    happened = Choice(
        label=_("What happened there?"),
        choices=[
            ("shared", _("It was posted or sent there")),
            ("threatened", _("Somebody threatens to, and it is not out there yet")),
            ("both", _("Both: something is out, and there are threats")),
        ],
        show_hidden_initial=True,
    )
    visibility = Choice(
        label=_("Who can see it there?"),
        choices=[
            ("public", _("Anybody, or anybody with an account")),
            ("group", _("Only people in a closed group")),
            ("private", _("Only those who got it as a private message")),
            ("mail", _("Only those who got it by e-mail")),
            ("unsure", _("I am not sure")),
        ],
        show_hidden_initial=True,
    )
    again = Choice(
        label=_("Was it taken down there before, and is it back?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        show_hidden_initial=True,
    )
    altered = real_or_fake(show_hidden_initial=True)
    taken_by = Choice(
        label=_("Who took the picture?"),
        choices=Taken.base_fields["taken_by"].choices,
        help_text=_("Who takes a picture owns it, as a rule. That gives one more way."),
        show_hidden_initial=True,
    )
    done = Choices(
        label=_("What did you do already?"),
        choices=[(r.slug, r.title) for r in ROUTES.values() if not r.letter],
        help_text=_(
            "What you tick leaves the list above. Letters you made here count by "
            "themselves."
        ),
        show_hidden_initial=True,
    )

    def __init__(self, *args, ways=(), **kwargs):
        """`ways`: slugs of the routes that may be ticked as done at this place."""
        super().__init__(*args, **kwargs)
        self.ways, done = ways, self.fields["done"]
        # What another tab was offered is taken all the same.
        done.widget.choices = [each for each in done.choices if each[0] in ways]

    def clean_done(self):
        return sorted(self.cleaned_data["done"])

    def shown(self, name):
        """What the page had in this box when it was opened."""
        box, hidden = self[name].html_initial_name, self.fields[name].hidden_widget()
        value = hidden.value_from_datadict(self.data, {}, box)
        return sorted(value or []) if name == "done" else value or ""

    def changes(self):
        typed = self.cleaned_data
        return {name: typed[name] for name in typed if typed[name] != self.shown(name)}

    def meanwhile(self, saved):
        """The names of what was changed here, and differently somewhere else."""
        return [
            name
            for name, value in self.changes().items()
            if saved[name] not in (self.shown(name), value)
        ]

    def against(self, saved):
        """The same choices, on a page that shows what is saved by now."""
        shown = {self[name].html_initial_name: saved[name] for name in self.fields}
        return type(self)(self.cleaned_data | shown, ways=self.ways)

    def in_words(self, saved, names):
        """(question, saved answer) of these."""
        return [(self[n].label, in_words(self.fields[n], saved[n])) for n in names]


def told_of(case):
    """What was told of each place, by its key."""
    return {entry.name: entry.value for entry in case.all(KIND)}


def answers(case, told):
    """The answers to every question, for a place of which this was told. An answer of
    old that is none any more counts as not given.
    """
    known = {"happened": happened_by_guide(case)} | told
    known |= {name: case.facts.get(name) for name in OF_THE_CASE}
    fields = ToldForm.base_fields.items()
    return {name: chosen(field, known.get(name)) for name, field in fields}


def chosen(field, value):
    """The code, or the codes in order, that this field has."""
    codes = dict(field.choices)
    if isinstance(field, Choices):
        return sorted(each for each in map(word, words(value)) if each in codes)
    return word(value) if word(value) in codes else ""


def happened_by_guide(case):
    """What the person told the guide, for every place of which nothing else is told."""
    said = words(told_to_guide(case, "happened").get("happened"))
    if "threatened" in said:
        return "both" if OUT.intersection(said) else "threatened"
    return "shared" if OUT.intersection(said) else ""


def told_to_guide(case, step):
    entry = case.named("answer", step)
    return entry.value if entry else {}


def word(value):
    """What a copy brought back may hold in this place is anything plain."""
    return value if isinstance(value, str) else ""


def words(value):
    return value if isinstance(value, list) else []


def save(case, key, form):
    """Save what was changed. Where another tab changed the same box meanwhile, nothing
    is saved: returns the names of those boxes, and the saved answers.
    """
    with transaction.atomic():
        case.hold()
        case.all_again("facts")
        case.all_again(KIND)
        told = told_of(case).get(key, {})
        saved = answers(case, told)
        names = form.meanwhile(saved)
        if not names:
            write(case, key, told, form.changes())
    return names, saved


def write(case, key, told, changes):
    facts = {name: v for name, v in changes.items() if name in OF_THE_CASE}
    own = {name: v for name, v in changes.items() if name not in OF_THE_CASE}
    if facts:
        case.remember(**facts)
    if own:
        case.put(KIND, key, told | own)
