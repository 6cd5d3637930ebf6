"""Opening an age file that arrives in pieces, with a key somebody gives us."""

import pyrage
from pyrage import x25519

from helpcenter.vault.files import Pipe, Stopped, Worker, _feed, _unseal
from helpcenter.vault.keys import Unreadable


def identity_of(text):
    """The identity in a key file, or typed by itself. Raises Unreadable."""
    lines = (line.strip() for line in text.splitlines())
    found = next((line for line in lines if line and not line.startswith("#")), "")
    try:
        return x25519.Identity.from_str(found)
    except pyrage.IdentityError:
        raise Unreadable("not an age identity") from None


def opened_stream(pieces, identity):
    """Yield what is in the age file, never a piece that was not checked. Raises
    Unreadable (wrong key, cut off, damaged), after the pieces that were whole.
    """
    source, opened = Pipe(), Pipe()
    feeding = Worker(_feed, pieces, source)
    opening = Worker(_unseal, source, opened, identity)
    try:
        yield from opened.pieces()
    finally:
        source.stop()
        opened.stop()
        feeding.join()
        opening.join()
    if feeding.error and not isinstance(feeding.error, Stopped):
        raise feeding.error
    if opening.error:
        raise Unreadable("wrong key, cut off or damaged") from None
