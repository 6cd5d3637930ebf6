from django.core.management.base import BaseCommand

from guide.demo import make_demo


class Command(BaseCommand):
    help = "Write everything the site makes for a fictitious person into a folder."

    def add_arguments(self, parser):
        parser.add_argument("folder")

    def handle(self, *, folder, **options):
        files = make_demo(folder)
        self.stdout.write(f"{len(files)} files in {folder}")
