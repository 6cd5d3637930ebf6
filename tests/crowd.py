"""Many at once: threads with a connection each, on a database that they can share."""

import threading
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, connections


@contextmanager
def shared_database(folder):
    """The test database; on SQLite one in a file: one in memory cannot wait.

    For tests that ask for transactional_db.
    """
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, options = connections["default"], connections.settings["default"]
    connections.settings["default"] = options | {"NAME": str(folder / "db.sqlite3")}
    connections["default"] = connections.create_connection("default")
    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = options
        connections["default"] = in_memory


def in_threads(work, how_many):
    """Call work(0), work(1)… at the same moment; raise what any of them raised."""
    together, errors = threading.Barrier(how_many), []

    def run(number):
        together.wait()
        try:
            work(number)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
