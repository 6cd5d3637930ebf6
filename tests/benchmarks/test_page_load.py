"""How soon a page can be used on a bad line and a slow phone, and what Lighthouse says.

A line of 400 kbit/s with 400 ms of delay, a processor six times slower than this one;
the site as it is built for production. Goal: usable within 3 s. Lighthouse's goal: 100
in performance, accessibility and best practices. Neither is asserted: figures depend on
the machine. They are printed as they are read (use -s), the times as medians of five.
"""

import json
import os
import shutil
import subprocess
from statistics import median

import pytest

from tests.site import CHROMIUM_PATH, ROOT, NeutralSite, Site, chromium

LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER = 6
PAGES = {
    "home": "/",
    "help right now": "/now/",
    "a step": "/guide/safe/",
    "the longest step": "/guide/place/",
    "plan": "/guide/plan/",
    "chart": "/notes/",
    "letters": "/letters/",
    "find": "/find/",
    "helplines": "/find/helplines/",
    "privacy": "/about/privacy/",
}
WHEN = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const all = [page, ...performance.getEntriesByType("resource")];
  return {
    seen: paint.startTime,
    usable: page.domContentLoadedEventEnd,
    bytes: all.reduce((sum, each) => sum + each.transferSize, 0),
    requests: all.length,
  };
}"""
LIGHTHOUSE = ROOT / "tests/browser/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")


@pytest.fixture(scope="module")
def built(request, tmp_path_factory):
    """The site as in production, but for TLS."""
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("measured by script/bench alone")
    folder = tmp_path_factory.mktemp("built")
    with NeutralSite() as neutral:
        site = Site(folder, neutral.url)
        site.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.built_settings",
            "STATIC_ROOT": f"{folder}/static",
        }
        site.manage("collectstatic", "--noinput")
        with site:
            yield site


def measured(context, url):
    """What the browser says of one cold load."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load", timeout=60_000)
    page.wait_for_timeout(500)
    found = page.evaluate(WHEN)
    page.close()
    return found


@pytest.mark.parametrize("name", PAGES)
def test_on_a_bad_line(built, tmp_path, benchmark, name):
    with chromium(tmp_path / "profile") as context:
        loads = [measured(context, built.url + PAGES[name]) for _ in range(5)]
    each = {key: median(load[key] for load in loads) for key in loads[0]}
    print(
        f"\n{name}: seen {each['seen']:.0f} ms, usable {each['usable']:.0f} ms, "
        f"{each['requests']:.0f} requests, {each['bytes'] / 1024:.1f} KB"
    )
    benchmark.extra_info |= each
    benchmark.pedantic(lambda: None)


@pytest.mark.parametrize("name", PAGES)
def test_lighthouse(built, benchmark, name):
    scores = lighthouse(built.url + PAGES[name])
    print(f"\n{name}: {scores}")
    benchmark.extra_info |= scores
    benchmark.pedantic(lambda: None)


def lighthouse(url):
    """{category: points of 100}, and what cost points."""
    command = [
        *[shutil.which("node"), LIGHTHOUSE, url, "--quiet", "--output=json"],
        *["--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"],
        "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
    ]
    environment = os.environ | {"CHROME_PATH": CHROMIUM_PATH}
    run = subprocess.run(command, env=environment, capture_output=True, check=True)
    report = json.loads(run.stdout)
    lost = [
        name
        for name, audit in report["audits"].items()
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    points = {
        name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES
    }
    return points | {"lost": lost}
