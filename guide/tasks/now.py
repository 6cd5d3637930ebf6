"""What cannot wait, danger first."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guide.answers import Answers
from guide.tasks.base import NOW, Task

TASKS = (
    Task(
        "emergency",
        NOW,
        _("Get safe first"),
        _("Nothing on this list matters more than being safe."),
        pgettext_lazy("time it takes", "now"),
        Answers.in_danger,
        ("guide:now",),
    ),
    Task(
        "crisis-line",
        NOW,
        _("Talk to a crisis line"),
        _("Somebody is there to listen. Many lines are free, and open at any hour."),
        _("as long as it takes"),
        Answers.may_self_harm,
        ("guide:now",),
    ),
    Task(
        "tell-adult",
        NOW,
        _("Tell an adult {they} trust"),
        _("An adult can make the reports and stay close."),
        _("when it is quiet"),
        Answers.is_child_now,
    ),
    Task(
        "child-report",
        NOW,
        _("Report it to the people who protect children"),
        _("They deal with this every day, and it costs nothing."),
        _("about 15 minutes"),
        Answers.is_minor,
        ("directory:helplines",),
    ),
    Task(
        "do-not-pay",
        NOW,
        _("Do not pay, and send nothing more"),
        _("Paying seldom ends it. Often, more is asked for."),
        _("no time at all"),
        Answers.is_threatened,
    ),
    Task(
        "paid-already",
        NOW,
        _("Call the bank or card company"),
        _("A payment can sometimes be stopped, if they hear of it soon."),
        _("about 15 minutes"),
        Answers.has_paid,
    ),
    Task(
        "safer-device",
        NOW,
        _("Use a safer device"),
        _("Somebody may see what is done on this one."),
        _("about 10 minutes"),
        Answers.is_watched,
        ("guide:page", "staying-safe"),
    ),
    Task(
        "talk-to-someone",
        NOW,
        _("Talk to somebody who knows this"),
        _("A helpline can go through all of this with {them}."),
        _("about 20 minutes"),
        where=("directory:helplines",),
    ),
)
