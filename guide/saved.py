"""The answers in the open case: one named record for each step, so that two tabs on
different steps never overwrite each other, and the facts that other pages use too.
"""

from directory.finding import look_for
from evidence import cases
from guide.answers import Answers
from guide.steps import STEPS
from guide.steps.base import url_of

BY_SLUG = {step.slug: step for step in STEPS}


class Saved:
    """What the person answered so far. Reading it makes no case; saving may."""

    def __init__(self, request):
        self._request = request
        case = cases.case_of(request)
        self.by_step = {e.name: e.value for e in case.all("answer")} if case else {}
        self.facts = case.facts if case else {}
        self.answers = Answers.gather(STEPS, self.of)

    def of(self, slug):
        """What was answered on this step. A fact stands above it: it was remembered
        with the answer, or told later somewhere else.
        """
        names = BY_SLUG[slug].facts
        told = {name: self.facts[name] for name in names if name in self.facts}
        return self.by_step.get(slug, {}) | told

    def save(self, slug, values):
        case = cases.case_for(self._request)
        case.put("answer", slug, values)
        facts = {name: values[name] for name in BY_SLUG[slug].facts}
        if facts:
            case.remember(**facts)
        if "country" in facts:
            self.look_there(facts)
        self.by_step[slug] = values
        self.facts |= facts
        self.answers = Answers.gather(STEPS, self.of)

    def look_there(self, facts):
        """Let the pages of laws and helplines begin with these places."""
        look_for(
            self._request,
            country=facts["country"],
            state=facts["state"],
            their_place=facts["their_state"] or facts["their_country"],
        )

    def summary(self, voice):
        """Yield (URL of the step, question, answer in words) for all that counts."""
        for slug, step in self.answers.applying.items():
            for question, answer in step.summary(self.of(slug), voice):
                yield url_of(slug), question, answer
