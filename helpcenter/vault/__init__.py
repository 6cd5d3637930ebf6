"""What keeps a person's words and files unreadable. The only package with a cipher.

keys.py   the six words, a case's secret, sealing texts and sessions
files.py  sealing whole files while they arrive, and opening them piece by piece
pipes.py  what stands between the thread that pushes a file and the one that seals it
copies.py  files that leave the site, sealed for a key that somebody has
bucket.py  an S3 store, told to answer soon or not at all
store.py  where the sealed files lie: a folder of this machine, or an S3 store
"""

from helpcenter.vault import keys
from helpcenter.vault.copies import (
    identity_of,
    new_copy_key,
    opened_stream,
    reader_of,
    sealed_stream,
)
from helpcenter.vault.files import (
    AGE_HEADER,
    LONGEST_HEADER,
    SHORTEST_PAYLOAD,
    Digest,
    NoRoom,
    SealedFile,
    Sealing,
    header_size,
    refuse_other_sizes,
    unsealed,
)
from helpcenter.vault.keys import (
    ARGON2,
    AT_ONCE,
    LINES,
    LONGEST_PASSPHRASE,
    WORDS,
    Busy,
    Queue,
    RowKey,
    Stretched,
    TokenKey,
    Unreadable,
    new_secret,
    new_words,
    normalise,
    stretch,
    unwrap,
    wrap,
)
from helpcenter.vault.store import FolderStorage, StoreAway, private, store

__all__ = [
    "AGE_HEADER",
    "ARGON2",
    "AT_ONCE",
    "LINES",
    "LONGEST_HEADER",
    "LONGEST_PASSPHRASE",
    "SHORTEST_PAYLOAD",
    "WORDS",
    "Busy",
    "Digest",
    "FolderStorage",
    "NoRoom",
    "Queue",
    "RowKey",
    "SealedFile",
    "Sealing",
    "StoreAway",
    "Stretched",
    "TokenKey",
    "Unreadable",
    "header_size",
    "identity_of",
    "keys",
    "new_copy_key",
    "new_secret",
    "new_words",
    "normalise",
    "opened_stream",
    "private",
    "reader_of",
    "refuse_other_sizes",
    "sealed_stream",
    "store",
    "stretch",
    "unsealed",
    "unwrap",
    "wrap",
]
