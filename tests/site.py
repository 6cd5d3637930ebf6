"""The site as a person meets it: a real server and browser, somewhere to leave to."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
CHROMIUM_PATH = "/usr/bin/chromium"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
# Of the arguments that Playwright and puppeteer add: with it, every test of Back would
# pass.
NOT_SWITCHED_OFF = ["--disable-back-forward-cache"]


class Site:
    """gunicorn in a folder of its own; kill() takes it down as a crash would."""

    def __init__(self, folder, neutral_url):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://app.localhost:{self.port}"
        self.environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "CACHE_URL": "locmemcache://",
            "EXHIBIT_FOLDER": f"{folder}/exhibits",
            "NEUTRAL_URL": neutral_url,
            "SECRET_KEY": "only for this test run " * 3,
            "SITE_SALT": "only for this test run too",
        }

    def __enter__(self):
        if not (self.folder / "db.sqlite3").exists():
            self.manage("migrate", "--verbosity=0")
            self.manage("load_directory")
        self.start()
        return self

    def __exit__(self, *error):
        self.kill()

    def manage(self, *words):
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self):
        self.log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [
                *[sys.executable, "-m", "gunicorn", "helpcenter.wsgi"],
                *["--config=python:helpcenter.webserver", "--threads=4"],
                *[f"--bind=127.0.0.1:{self.port}", "--no-control-socket"],
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        try:
            wait_for(self.answers)
        except TimeoutError:
            self.kill()
            raise

    def answers(self):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        return False

    def rows(self, table):
        """How many rows the table of this name has."""
        return self.ask(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608

    def ask(self, sql):
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database:
            return database.execute(sql).fetchall()

    def sessions(self):
        """The sealed sessions that there are, for put_back()."""
        return self.ask("SELECT * FROM helpcenter_sealedsession")

    def put_back(self, sessions):
        """Have these again, as if nobody had left."""
        sql = "INSERT OR REPLACE INTO helpcenter_sealedsession VALUES (?, ?, ?)"
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database, database:
            database.executemany(sql, sessions)

    @contextmanager
    def pausing(self):
        """It answers nobody meanwhile, as on a very slow line."""
        os.killpg(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.process.pid, signal.SIGCONT)

    def until_rows(self, table, number):
        """Wait until the table has as many rows."""
        wait_for(lambda: self.rows(table) == number)

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.log.close()
            # Its workers die with it, but one may be waiting for the disk.
            wait_for(lambda: not self.answers())


class NeutralSite:
    """Says WEATHER, and remembers what the browser told it about where it came from."""

    def __enter__(self):
        self.referrers = referrers = []

        class Handler(BaseHTTPRequestHandler):
            page = b"<!doctype html><title>Weather</title><p>WEATHER<form><textarea>"

            def do_GET(self):
                if self.path == "/":  # its icon is asked for by the site itself
                    referrers.append(self.headers.get("Referer"))
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(self.page)

            def log_message(self, *words):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://weather.localhost:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def chromium(profile, **options):
    """A persistent context, so that the profile is on the disk as at home."""
    options = {"viewport": PHONE} | options
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM_PATH,
            args=CHROMIUM_ARGS,
            ignore_default_args=NOT_SWITCHED_OFF,
            **options,
        ) as context,
    ):
        context.set_default_timeout(10_000)
        yield context


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds=60):
    """What it gives, as soon as that is something."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError("It did not come up.")
        time.sleep(0.05)
    return found
