"""Remove what has expired. Run it every hour; running it twice does no harm."""

from django.core.management.base import BaseCommand

from evidence.cases import sweep


class Command(BaseCommand):
    help = "Delete expired cases with all they hold, ended sessions, and stray files."

    def handle(self, **options):
        deleted = ", ".join(f"{count} {name}" for name, count in sweep().items())
        self.stdout.write(f"Deleted: {deleted}.")
