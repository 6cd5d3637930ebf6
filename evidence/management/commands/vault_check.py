"""Say whether database, files and custody logs are as they were written. For cron."""

from django.core.management.base import BaseCommand, CommandError

from evidence import checking
from helpcenter import vault


class Command(BaseCommand):
    help = "Check that rows and files agree, and that nothing was changed by others."

    def add_arguments(self, parser):
        parser.add_argument(
            "--tidy", action="store_true", help="Remove files that have no row."
        )

    def handle(self, *, tidy, **options):
        try:
            count = sum(self.tell(each, tidy) for each in checking.findings())
        except vault.StoreAway:
            raise CommandError("The store does not answer. Try again later.") from None
        if count:
            raise CommandError(f"Found wrong: {count}.")
        self.stdout.write("Found wrong: 0.")

    def tell(self, finding, tidy):
        """Print it. Returns whether it is still wrong."""
        is_tidied = tidy and checking.tidy(finding)
        self.stdout.write(f"{finding}{' (removed)' if is_tidied else ''}")
        return not is_tidied
