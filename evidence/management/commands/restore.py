"""Bring back a backup. Stop the site first, and start it afterwards."""

from django.core.management.base import BaseCommand, CommandError

from evidence import backups
from evidence.snapshots import CannotCopy
from helpcenter import vault

OTHER_SALT = (
    "SITE_SALT is not the one this backup was made with. No notes will open by their "
    "words. Set the right one, then start the site again."
)


class Command(BaseCommand):
    help = "Put a backup in place of what is here. Notes deleted since stay deleted."

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument(
            "--force", action="store_true", help="Even if there is something here."
        )

    def handle(self, *, folder, force, **options):
        try:
            restored = backups.restore(folder, force)
        except (backups.BadBackup, CannotCopy) as error:
            raise CommandError(str(error)) from None
        except vault.StoreAway:
            raise CommandError("The store does not answer. Try again later.") from None
        self.tell(restored)

    def tell(self, restored):
        self.stdout.write(
            f"Back: {restored.cases} cases, {restored.files} files. "
            f"Deleted again: {restored.deleted_again} cases."
        )
        for name in restored.missing:
            self.stdout.write(f"This file was not whole in the backup: {name}")
        if not restored.is_same_salt:
            self.stdout.write(OTHER_SALT)
