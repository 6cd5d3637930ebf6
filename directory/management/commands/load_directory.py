from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.shipping import FOLDER, UnknownRow, load


class Command(BaseCommand):
    help = (
        "Load the directory that this release ships. Adds and updates; "
        "never overwrites what staff edited, but says what differs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=FOLDER,
            help="By default the release's.",
        )
        parser.add_argument(
            "--force",
            action="append",
            default=[],
            metavar="ROW",
            help="Take the release's values for this row, such as channel:x-policy.",
        )

    def handle(self, *, folder, force, **options):
        try:
            report = load(folder, force)
        except UnknownRow as error:
            raise CommandError(f"No such row: {error}") from error
        for line in report.lines():
            self.stdout.write(line)
