"""What the files of a copy are called. Neutral, and harmless on every system."""

from django.utils.text import slugify

from evidence import file_types

DATA = "data/"
README = "data/README.txt"
CHART = "data/chart.json"
FILES = "data/FILES.txt"
LOG = "data/custody-log.json"
LOG_TABLE = "data/custody-log.csv"
EXHIBITS = "data/exhibits/"
LETTERS = "data/letters/"
MANIFEST = "manifest-{}.txt"
TAG_MANIFEST = "tagmanifest-{}.txt"
LISTS = (MANIFEST, TAG_MANIFEST)
LONGEST = 60


def folder(today):
    """The one folder in the ZIP, and the name of the file without its ending."""
    return f"notes-{today:%Y-%m}"


def exhibit_name(exhibit):
    """Its label, then what is plain of its own name, then the ending of its type."""
    stem, dot, _ = exhibit.file_name.rpartition(".")
    plain = slugify(stem if dot else exhibit.file_name)[:LONGEST].strip("-_")
    ending = file_types.TYPES[exhibit.file_type].endings[0]
    return f"{EXHIBITS}{'-'.join(filter(None, [exhibit.label, plain]))}.{ending}"
