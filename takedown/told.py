"""What somebody told about a place: a sealed record of kind "place", named after it.

Who took the picture, and whether it is real, are facts of the whole case. Nothing here
has to be told. Two tabs never overwrite each other unsaid: see save().
"""

from django import forms
from django.db import transaction

from takedown.letters.dmca import Taken
from takedown.letters.fields import Choice
from takedown.letters.pages import in_words, real_or_fake

KIND = "place"
OF_THE_CASE = ("altered", "taken_by")
OUT = {"posted", "sent", "not-sure-where"}  # answers of the guide


class ToldForm(forms.Form):
    """The questions about a place. Each box carries along what the page showed in it,
    so that only what was changed here is saved.
    """

    happened = Choice(
        label="What happened there?",
        choices=[
            ("shared", "It was posted or sent there"),
            ("threatened", "Somebody threatens to, and it is not out there yet"),
            ("both", "Both: something is out, and there are threats"),
        ],
        show_hidden_initial=True,
    )
    visibility = Choice(
        label="Who can see it there?",
        choices=[
            ("public", "Anybody, or anybody with an account"),
            ("group", "Only people in a closed group"),
            ("private", "Only those who got it as a private message"),
            ("mail", "Only those who got it by e-mail"),
            ("unsure", "I am not sure"),
        ],
        show_hidden_initial=True,
    )
    again = Choice(
        label="Was it taken down there before, and is it back?",
        choices=[("yes", "Yes"), ("no", "No")],
        show_hidden_initial=True,
    )
    altered = real_or_fake(show_hidden_initial=True)
    taken_by = Choice(
        label="Who took the picture?",
        choices=Taken.base_fields["taken_by"].choices,
        help_text="Who takes a picture owns it, as a rule. That gives one more way.",
        show_hidden_initial=True,
    )

    def shown(self, name):
        """What the page had in this box when it was opened."""
        return self.data.get(self[name].html_initial_name, "")

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
        return type(self)(self.cleaned_data | shown)

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
    return {
        name: known[name] if is_choice(field, known.get(name)) else ""
        for name, field in ToldForm.base_fields.items()
    }


def is_choice(field, value):
    return isinstance(value, str) and value in dict(field.choices)


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
