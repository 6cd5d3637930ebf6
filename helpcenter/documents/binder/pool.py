"""Two processes that lay out documents, so that the web worker stays small and answers.

They are started when first needed, warm after the first half second, and exchanged
after some hundred documents, because what WeasyPrint has once used it keeps. Words go
there and pages come back through pipes only. They end when this process does.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from threading import Lock, Thread

from helpcenter.documents import pdf

PROCESSES = 2
MOST_JOBS = 200
NICER = 5  # pages of the site come first


class Pool:
    """An executor that is made anew when it is used up or broken."""

    def __init__(self):
        self.lock = Lock()
        self.executor, self.jobs = None, 0

    def run(self, function, jobs):
        """What the function, in pdf.py, gives for each tuple of arguments, in order.
        A process that was killed is replaced, once.
        """
        try:
            return self.results(function, jobs)
        except BrokenProcessPool:
            self.renew()
            return self.results(function, jobs)

    def results(self, function, jobs):
        with self.lock:
            if self.executor is None or self.jobs > MOST_JOBS:
                self.start()
            self.jobs += len(jobs)
            futures = [self.executor.submit(function, *job) for job in jobs]
        return [future.result() for future in futures]

    def start(self):
        """A new executor. The old one ends when it has done what it was given."""
        if self.executor:
            self.executor.shutdown(wait=False)
        self.executor = ProcessPoolExecutor(PROCESSES, get_context("spawn"), begin)
        self.jobs = 0

    def renew(self):
        with self.lock:
            self.executor = None


POOL = Pool()


def begin():
    """In each process: be polite, and end when who asked ends, no sooner."""
    os.nice(NICER)
    signal(SIGINT, SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent():
    parent_process().join()
    os._exit(0)


def lay_out(documents):
    """Several documents as PDF, in order, on both cores. Raises UnsupportedHTML."""
    return POOL.run(pdf.to_pdf, [(document,) for document in documents])


def lay_out_parts(groups, places, room):
    """For each group of documents what pdf.parts_to_pdf gives."""
    return POOL.run(pdf.parts_to_pdf, [(group, places, room) for group in groups])
