from pathlib import Path

from django.core.management.base import BaseCommand

from directory.shipping import FOLDER, dump


class Command(BaseCommand):
    help = "Write the directory, with what staff corrected, back as fixtures."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=FOLDER,
            help="By default the release's.",
        )

    def handle(self, *, folder, **options):
        for file, rows in dump(folder).items():
            self.stdout.write(f"{folder / file}: {rows}")
