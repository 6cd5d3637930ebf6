"""A site's database and files in a folder of their own, and children that die there.

A process that uses it imports Django once and forks its children, which is quick: it
must have no thread and no connection when it does.
"""

import os
import shutil
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.link", "sqlite3.connect")
MARKER = b"MARKER-only-hers-to-read"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "helpcenter.settings",
    "CACHE_URL": "locmemcache://",
    "DATABASE_URL": "sqlite:///nowhere",  # see stand_on()
    "SITE_SALT": "only for this test",
}


def begin():
    """Once, before anything of the site is imported."""
    os.environ.update(ENVIRONMENT)
    django.setup()


def stand_on(folder):
    """From now on this process uses the site in this folder."""
    connection.close()
    database = connections.settings["default"] | {"NAME": f"{folder}/db.sqlite3"}
    connections.settings["default"] = database
    connections["default"] = connections.create_connection("default")
    settings.EXHIBIT_FOLDER = f"{folder}/exhibits"
    options = {"location": settings.EXHIBIT_FOLDER}
    settings.STORAGES["sealed"] = settings.SEALED_FOLDER | {"OPTIONS": options}


def make(folder):
    Path(folder).mkdir(parents=True)
    stand_on(folder)
    call_command("migrate", verbosity=0)


def copy(folder, target):
    connection.close()
    shutil.copytree(folder, target, copy_function=shutil.copy2)
    stand_on(target)


def child(work, *arguments):
    """Fork, let the child do the work, and return (its id, what it prints)."""
    connection.close()
    out, into = os.pipe()
    number = os.fork()
    if number:
        os.close(into)
        return number, out
    os.close(out)
    os.dup2(into, sys.stdout.fileno())
    try:
        work(*arguments)
        sys.stdout.flush()
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def killed_after(seconds, work, *arguments):
    """The lines which a child printed until it was killed."""
    number, out = child(work, *arguments)
    time.sleep(seconds)
    os.kill(number, signal.SIGKILL)
    with open(out) as lines:
        return lines.read().splitlines()[:], os.waitpid(number, 0)[1]


def ended(work, *arguments):
    """The status with which a child ended by itself."""
    number, out = child(work, *arguments)
    with open(out) as lines:
        lines.read()
    return os.waitpid(number, 0)[1]


class Steps:
    """Counts what changes the disk, and dies before a certain step."""

    def __init__(self, last=0):
        self.count, self.last = 0, last

    def step(self):
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def counted(self):
        """For good, so only in a child, which prints the number at the end."""
        sys.addaudithook(self.before_call)
        with connection.execute_wrapper(self.before_query):
            yield
        print(self.count)

    def before_query(self, execute, sql, params, many, context):
        if not sql.startswith("SELECT"):
            self.step()
        return execute(sql, params, many, context)

    def before_call(self, event, arguments):
        if event in CHANGES and is_ours(arguments[0]):
            self.step()


def is_ours(path):
    return str(path).startswith(settings.EXHIBIT_FOLDER)


def in_clear(folder):
    """Files in the folder that hold what must be sealed."""
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return [path.name for path in paths if MARKER in path.read_bytes()]
