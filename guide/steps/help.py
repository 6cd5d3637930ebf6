"""Who can help."""

from guide.steps.base import Part, Step

PART = Part("help", "Who can help")


class People(Step):
    slug = "people"
    part = PART
    title = "People who can help"
    why = "Nobody has to do this alone."
    minutes = "about 5 minutes"


class Police(Step):
    slug = "police"
    part = PART
    title = "Talking to the police"
    why = "Going is {their} choice. Going prepared makes it easier."
    minutes = "about 5 minutes"


class Lawyers(Step):
    slug = "lawyers"
    part = PART
    title = "Lawyers"
    why = "Some lawyers help for free or for little."
    minutes = "about 3 minutes"


STEPS = (People, Police, Lawyers)
