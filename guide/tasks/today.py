"""What is best done today: proof before removal."""

from django.utils.translation import gettext_lazy as _

from guide.answers import Answers
from guide.tasks.base import TODAY, Task, on_platforms

TASKS = (
    Task(
        "first-day",
        TODAY,
        _("The first day, in short"),
        _("A few things are enough for today. The rest can wait."),
        _("about 30 minutes"),
        Answers.found_today,
    ),
    Task(
        "not-sexual",
        TODAY,
        _("Find help for what happened"),
        _("Other groups know best about abuse that is not sexual."),
        _("about 10 minutes"),
        Answers.is_not_sexual,
        ("directory:helplines",),
    ),
    Task(
        "note-minor",
        TODAY,
        _("Note where it is, and copy nothing"),
        _(
            "A note is enough for a report. "
            "Copies of such a picture are not safe to have."
        ),
        _("about 10 minutes"),
        Answers.is_minor,
    ),
    Task(
        "accounts",
        TODAY,
        _("Make phone and accounts safe again"),
        _("Who got in once may still be able to look."),
        _("about 30 minutes"),
        Answers.lost_an_account,
    ),
    Task(
        "address-posted",
        TODAY,
        _("Have the address or phone number taken down"),
        _(
            "It lets strangers come near. "
            "Many sites have a rule of their own against it."
        ),
        _("about 20 minutes"),
        Answers.address_is_out,
    ),
    Task(
        "save-proof",
        TODAY,
        _("Save proof before it is gone"),
        _("It is needed for the police, a court and many sites."),
        _("about 20 minutes"),
        Answers.is_adult,
        ("guide:step", "save"),
    ),
    Task(
        "write-down",
        TODAY,
        _("Write down what happened"),
        _("Written once, it fills in the letters, and is ready for reports."),
        _("about 10 minutes for the first one"),
        where=("evidence:chart",),
    ),
    Task(
        "hold-letter",
        TODAY,
        _("Ask the site to keep its records"),
        _("Sites delete what tells who did it, some after a month or two."),
        _("about 10 minutes"),
        Answers.can_hold,
        ("takedown:letter", "litigation-hold"),
    ),
    Task(
        "block-uploads",
        TODAY,
        _("Stop new uploads with StopNCII"),
        _("Sites that take part can know a copy by its code."),
        _("about 15 minutes"),
        Answers.can_block_uploads,
    ),
    Task(
        "report-platform",
        TODAY,
        _("Report it to {subject}"),
        _("Its own form is free, and goes to those who can remove it."),
        _("about 10 minutes"),
        Answers.can_report,
        ("directory:platform",),
        on_platforms,
    ),
    Task(
        "take-it-down-letter",
        TODAY,
        _("Send a 48-hour removal request"),
        _("A law of the United States gives most sites 48 hours."),
        _("about 10 minutes"),
        Answers.can_use_take_it_down,
        ("takedown:letter", "take-it-down"),
    ),
)
