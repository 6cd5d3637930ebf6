"""The jailed child: one job, one file, one answer. Run as `python -I worker`.

    in    {"do": "picture"}\\n          then the bytes of the file
    out   {"facts": …, "sizes": […]}\\n  then the parts, of these sizes

Stands alone: no Django, no settings, no environment, nothing of the project but its
neighbours in this folder. Each of them has

    prepare(data)         imports what it needs; does not look into the file
    work(data, **job)     (facts, parts), in the jail; any exception means "cannot read"
"""

import json
import os
import resource
import sys
from contextlib import suppress
from importlib import import_module

JOBS = ("picture", "redact", "pdf", "mail")
MEMORY = 768 * 2**20  # of addresses; a HEIC of 12 megapixels was measured to fit
SECONDS = 10  # of the processor
LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_FSIZE: 0,  # no byte is written to any file
    resource.RLIMIT_CORE: 0,  # nor left when it crashes
    # Nothing more can be opened, no file and no socket. What is needed was imported.
    resource.RLIMIT_NOFILE: 0,
}


def main():
    job = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    module = import_module(JOBS[JOBS.index(job.pop("do"))])
    module.prepare(data)
    close_jail()
    facts, parts = module.work(data, **job)
    answer(facts, parts)


def close_jail():
    # Where the system allows it also no network at all, and no rights over anything.
    with suppress(OSError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    for limit, amount in LIMITS.items():
        resource.setrlimit(limit, (amount, amount))


def answer(facts, parts):
    head = {"facts": facts, "sizes": [len(part) for part in parts]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
