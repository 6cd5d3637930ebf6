"""Between two threads: one pushes pieces, the other pulls them as if from a file."""

import io
import queue
import threading
from contextlib import suppress

PIECES = 16  # that may wait between the two, of 64 KiB each


class Stopped(Exception):
    """The other side has gone."""


class Pipe(io.RawIOBase):
    """A file for pyrage: one thread writes pieces, the other reads them."""

    def __init__(self):
        super().__init__()
        self._pieces = queue.Queue(PIECES)
        self._rest = io.BytesIO()
        self._at_end = False
        self._stopped = threading.Event()

    def readable(self):
        return True

    def writable(self):
        return True

    def write(self, piece):
        """Raises Stopped once nobody will read it."""
        self._put(bytes(piece))
        return len(piece)

    def end(self):
        """Everything was written."""
        self._put(None)

    def stop(self):
        """Let nobody wait for the other side any more."""
        self._stopped.set()
        with suppress(queue.Empty):
            while True:
                self._pieces.get_nowait()

    def read(self, size=-1):
        while not (taken := self._rest.read(size)) and not self._at_end:
            piece = self._get()
            self._at_end = piece is None
            self._rest = io.BytesIO(piece or b"")
        return taken

    def pieces(self):
        """Each piece as it was written."""
        while (piece := self._get()) is not None:
            yield piece

    def _put(self, piece):
        while not self._stopped.is_set():
            with suppress(queue.Full):
                return self._pieces.put(piece, timeout=0.1)
        raise Stopped

    def _get(self):
        while not self._stopped.is_set():
            with suppress(queue.Empty):
                return self._pieces.get(timeout=0.1)
        raise Stopped


class Worker(threading.Thread):
    """Runs something beside us, and keeps what it raised."""

    def __init__(self, work, *arguments):
        super().__init__(daemon=True)
        self.work, self.arguments, self.error = work, arguments, None
        self.start()

    def run(self):
        try:
            self.work(*self.arguments)
        except BaseException as error:
            self.error = error
