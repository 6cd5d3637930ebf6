"""Draw the guide as it is in the code, for people who would rather not read code."""

from itertools import pairwise

from django.utils.translation import override

from guide.steps import PARTS, STEPS
from guide.tasks import TASKS
from guide.voice import OWN, speak

HEAD = """# The guide

Drawn by `manage.py draw_guide > docs/guide.md`: do not edit. Any page opens in any
order; the arrows show where "Skip for now" leads when every page applies.
"""


def draw():
    """The whole of docs/guide.md, in English."""
    with override("en"):
        return "\n".join([HEAD, *flow(), "", *table()]) + "\n"


def flow():
    yield "```mermaid"
    yield "flowchart TD"
    for part in PARTS:
        yield f'  subgraph {part.slug}["{part.title}"]'
        yield from (f"    {box(step)}" for step in STEPS if step.part is part)
        yield "  end"
    slugs = [step.slug for step in STEPS] + ["plan"]
    yield from (f"  {name(here)} --> {name(there)}" for here, there in pairwise(slugs))
    yield "```"


def box(step):
    kind = "reading" if step.is_reading() else ", ".join(step.base_fields)
    title = speak(step.title, OWN)
    return f'{name(step.slug)}["{title}<br><i>{when(step)}</i><br>{kind}"]'


def name(slug):
    """A word that Mermaid does not take for one of its own."""
    return f"page_{slug}"


def table():
    yield "| In the plan | When | How urgent |"
    yield "| --- | --- | --- |"
    for task in TASKS:
        title = speak(task.title, OWN | {"subject": "the site"})
        urgency = speak(task.urgency, OWN)
        yield f"| {task.slug}: {title} | {when(task)}{each(task)} | {urgency} |"


def when(item):
    return item.when.__doc__


def each(task):
    return f", once for each {task.each.__doc__}" if task.each.__doc__ else ""
