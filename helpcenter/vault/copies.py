"""Copies that leave the site and come back, sealed for whoever has a key. They stream:
an age file is made, or opened, while its pieces pass.
"""

from contextlib import suppress

import pyrage
from pyrage import x25519

from helpcenter.vault.files import unseal_into
from helpcenter.vault.keys import Unreadable
from helpcenter.vault.pipes import Pipe, Stopped, Worker


def reader_of(text):
    """The recipient ("age1…") somebody typed. Raises Unreadable."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise Unreadable("not an age recipient") from None


def new_copy_key():
    """(identity, its recipient) for one copy; any age program opens it."""
    identity = x25519.Identity.generate()
    return str(identity), identity.to_public()


def identity_of(text):
    """The identity in a key file, or typed by itself. Raises Unreadable."""
    lines = (line.strip() for line in text.splitlines())
    found = next((line for line in lines if line and not line.startswith("#")), "")
    try:
        return x25519.Identity.from_str(found)
    except pyrage.IdentityError:
        raise Unreadable("not an age identity") from None


def sealed_stream(pieces, recipient):
    """Yield an age file that holds these pieces, as they come."""
    source, sealed = Pipe(), Pipe()
    feeding = Worker(_feed, pieces, source)
    sealing = Worker(_seal_stream, source, sealed, recipient)
    try:
        with suppress(Stopped):  # what happened is raised below
            yield from sealed.pieces()
    finally:
        source.stop()
        sealed.stop()
        feeding.join()
        sealing.join()
    errors = (feeding.error, sealing.error)
    for error in errors if not isinstance(feeding.error, Stopped) else errors[1:]:
        if error:
            raise error


def _seal_stream(source, sealed, recipient):
    try:
        pyrage.encrypt_io(source, sealed, [recipient])
        sealed.end()
    except BaseException:
        sealed.stop()
        raise


def opened_stream(pieces, identity):
    """Yield what is in the age file, never a piece that was not checked. Raises
    Unreadable (wrong key, cut off, damaged), after the pieces that were whole.
    """
    source, opened = Pipe(), Pipe()
    feeding = Worker(_feed, pieces, source)
    opening = Worker(unseal_into, source, opened, identity)
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


def _feed(pieces, pipe):
    try:
        for piece in pieces:
            pipe.write(piece)
        pipe.end()
    except BaseException:
        pipe.stop()
        raise
    finally:
        # Now, and not when Python collects it: it may hold a file and a thread.
        getattr(pieces, "close", int)()
