from django.core.management.base import BaseCommand, CommandError

from directory.shipping import load


class Command(BaseCommand):
    help = (
        "Load the directory that this release ships. Adds and updates; "
        "never overwrites what staff edited, but says what differs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--force",
            action="append",
            default=[],
            metavar="ROW",
            help="Take the release's values for this row, such as channel:x-policy.",
        )

    def handle(self, *, force, **options):
        report = load(force=force)
        if unknown := set(force) - set(report.updated + report.same + report.added):
            raise CommandError(f"No such row: {', '.join(sorted(unknown))}")
        self.stdout.write(
            f"Directory: {len(report.added)} added, {len(report.updated)} updated, "
            f"{len(report.same)} unchanged, {len(report.kept)} kept as staff left them."
        )
        for name, fields in report.kept.items():
            self.stdout.write(f"  kept {name}")
            for field, (ours, theirs) in fields.items():
                self.stdout.write(f"    {field}: release {ours!r}, staff {theirs!r}")
        for name in report.not_shipped:
            self.stdout.write(f"  no longer in the release: {name}")
