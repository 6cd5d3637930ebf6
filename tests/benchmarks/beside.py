"""Ratios of what runs in turn, A B A B: both meet the same machine."""

import subprocess
import time
from statistics import median


def beside(benchmark, run, floor, *, name, rounds=5, warmup=1, clock=time.perf_counter):
    """Run the floor before each round; the medians' ratio goes into the name of the
    result. Returns what the last run returned.
    """
    before = []

    def timed_floor():
        start = clock()
        floor()
        before.append(clock() - start)

    result = benchmark.pedantic(
        run, setup=timed_floor, rounds=rounds, warmup_rounds=warmup
    )
    if benchmark.enabled:
        times = benchmark.stats.stats.median / median(before[warmup:])
        benchmark.stats.name += f": {times:.2f} x {name}"
    return result


def cp_and_openssl(files, folder, digests=("sha256",)):
    """What the floor of all work with files is: copy them, and hash them."""
    subprocess.run(["cp", *files, folder], check=True)
    for digest in digests:
        command = ["openssl", "dgst", f"-{digest}", *files]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
