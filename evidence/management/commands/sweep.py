"""Remove what has expired. Run it every hour; running it twice does no harm."""

from django.core.management.base import BaseCommand

from evidence.cases import sweep


class Command(BaseCommand):
    help = "Delete expired cases with all they hold, and ended sessions."

    def handle(self, **options):
        cases, sessions = sweep()
        self.stdout.write(f"Deleted: {cases} cases, {sessions} sessions.")
