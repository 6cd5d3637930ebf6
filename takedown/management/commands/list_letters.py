from django.core.management.base import BaseCommand

from takedown.listing import list_letters


class Command(BaseCommand):
    help = "List the letters as in the code: manage.py list_letters > docs/letters.md"

    def handle(self, **options):
        self.stdout.write(list_letters(), ending="")
