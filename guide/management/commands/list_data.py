from django.core.management.base import BaseCommand

from guide.inventory import list_data


class Command(BaseCommand):
    help = "List what is kept, as in the code: manage.py list_data > docs/data.md"

    def handle(self, **options):
        self.stdout.write(list_data(), ending="")
