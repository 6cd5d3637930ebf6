"""What cannot wait, danger first."""

from guide.answers import Answers
from guide.tasks.base import NOW, Task

TASKS = (
    Task(
        "emergency",
        NOW,
        "Get safe first",
        "Nothing on this list matters more than being safe.",
        "now",
        Answers.in_danger,
        ("guide:now",),
    ),
    Task(
        "crisis-line",
        NOW,
        "Talk to a crisis line",
        "Somebody is there to listen. Many lines are free, and open at any hour.",
        "as long as it takes",
        Answers.may_self_harm,
        ("guide:now",),
    ),
    Task(
        "tell-adult",
        NOW,
        "Tell an adult {they} trust",
        "An adult can make the reports and stay close.",
        "when it is quiet",
        Answers.is_child_now,
    ),
    Task(
        "child-report",
        NOW,
        "Report it to the people who protect children",
        "They deal with this every day, and it costs nothing.",
        "about 15 minutes",
        Answers.is_minor,
        ("directory:helplines",),
    ),
    Task(
        "do-not-pay",
        NOW,
        "Do not pay, and send nothing more",
        "Paying seldom ends it. Often, more is asked for.",
        "no time at all",
        Answers.is_threatened,
    ),
    Task(
        "paid-already",
        NOW,
        "Call the bank or card company",
        "A payment can sometimes be stopped, if they hear of it soon.",
        "about 15 minutes",
        Answers.has_paid,
    ),
    Task(
        "safer-device",
        NOW,
        "Use a safer device",
        "Somebody may see what is done on this one.",
        "about 10 minutes",
        Answers.is_watched,
        ("guide:page", "staying-safe"),
    ),
    Task(
        "talk-to-someone",
        NOW,
        "Talk to somebody who knows this",
        "A helpline can go through all of this with {them}.",
        "about 20 minutes",
        where=("directory:helplines",),
    ),
)
