"""Put a backup into a folder. Run it every night, each time with the same folder."""

from django.core.management.base import BaseCommand, CommandError

from evidence import backups
from evidence.snapshots import CannotCopy
from helpcenter import vault


class Command(BaseCommand):
    help = "Copy the database, then the sealed files, into a folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="The same each time: it holds one backup.")

    def handle(self, *, folder, **options):
        try:
            manifest = backups.back_up(folder)
        except CannotCopy as error:
            raise CommandError(str(error)) from None
        except vault.StoreAway:
            raise CommandError("The store does not answer. Try again later.") from None
        gone = len(manifest.gone)
        self.stdout.write(
            f"Kept: the database and {len(manifest.files)} files. "
            f"Deleted meanwhile: {gone} files.\n"
            "Not in it: SITE_SALT. Keep that in another place. "
            "Without it nobody can open their notes.\n"
            "Copy this folder to another machine, and keep no copy longer than 35 days."
        )
