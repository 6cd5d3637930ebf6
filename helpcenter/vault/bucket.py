"""Sealed files in an S3 store. The only module that knows its library.

A store that is away must be told at once, not after minutes of trying again; and a film
must not lie in memory while it is fetched: past a few megabytes it is spooled to a
temporary file, which is as sealed as the store's own.
"""

from botocore.config import Config
from storages.backends.s3 import S3Storage

MEMORY = 8 * 2**20  # bytes of a file that may be held while it is fetched
PATIENCE = Config(  # seconds
    connect_timeout=3,
    read_timeout=15,
    retries={"total_max_attempts": 2, "mode": "standard"},
)


class BucketStorage(S3Storage):
    """The names, and what each option means, are those of django-storages."""

    def __init__(self, **options):
        super().__init__(**{"max_memory_size": MEMORY} | options)
        self.client_config = self.client_config.merge(PATIENCE)

    def head(self, name, size):
        """The first bytes, without fetching the others."""
        with self.open(name) as file:
            answer = file.obj.get(Range=f"bytes=0-{size - 1}")
            return answer["Body"].read()
