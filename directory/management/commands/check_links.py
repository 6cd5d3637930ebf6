import json
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.checking.run import forget_what_is_gone, links_to_open, run
from directory.checking.summary import data_of, lines_of


def positive(text):
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("a whole number above 0")
    return int(text)


class Command(BaseCommand):
    help = (
        "Open the links of the directory and note what was found, for staff. Changes "
        "no fact, calls no number, writes to no address. Takes a while."
    )
    stealth_options = ("web",)  # tests bring their own network

    def add_arguments(self, parser):
        add = parser.add_argument
        add("--json", type=Path, metavar="FILE", help="Write the findings there too.")
        add("--only", choices=["broken"], help="Only what was broken the last time.")
        add("--limit", type=positive, help="At most so many links.")
        add("--stale", type=positive, help="Only what was not opened for so many days.")

    def handle(self, *, only=None, stale=None, limit=None, web=None, **options):
        file = options["json"]
        self.write(file, {})  # a file that cannot be written is known before the work
        forget_what_is_gone()
        done = run(links_to_open(only == "broken", stale, limit), web)
        self.write(file, data_of(done))
        self.stdout.writelines(f"{line}\n" for line in lines_of(done))
        if done.unheard:
            raise CommandError("Nothing answered. Is this machine online? Not noted.")
        if done.failed:
            names = ", ".join(link.name for link in done.failed)
            raise CommandError(f"The checker itself broke on: {names}")

    def write(self, file, data):
        if file is None:
            return
        try:
            file.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
        except OSError as error:
            raise CommandError(f"Cannot write {file}: {error.strerror}.") from error
