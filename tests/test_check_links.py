"""The link checker: what each behaviour of a site is noted as, and where it never goes.

Sites are real servers on this machine (tests/link_servers.py); the network is not used.
"""

import json
import socket
import threading
import time
from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from directory.checking.addresses import is_public
from directory.checking.mail import open_address, our_servers
from directory.checking.run import (
    Link,
    Offline,
    Pace,
    check_link,
    forget_what_is_gone,
    links_to_open,
    record,
    run,
    spread,
)
from directory.checking.trips import Result, open_link
from directory.checking.web import MOST_PAGE, NoHost, Refused, Web, place_of
from directory.models import Channel, Finding, Helpline, Law, Platform, Resource
from directory.models import FindingKind as Kind
from directory.shipping import MODELS, plain, rows_by_key
from tests.link_servers import HERE, Internet, resolve
from tests.name_server import NameServer


@pytest.fixture(scope="module")
def internet():
    with Internet() as internet:
        yield internet


@pytest.fixture(scope="module")
def name_server():
    with NameServer() as server:
        yield server


# --- What a behaviour is noted as

BEHAVIOURS = [
    ("/page", Kind.WORKS, 200, ""),
    ("/page#part", Kind.WORKS, 200, ""),
    ("/law.pdf", Kind.WORKS, 200, ""),
    ("/no-head", Kind.WORKS, 200, ""),
    ("/hangs-up-on-head", Kind.WORKS, 200, ""),
    ("/for-now", Kind.WORKS, 200, ""),
    ("/slash", Kind.WORKS, 200, ""),
    ("/with-accent", Kind.WORKS, 200, ""),
    ("/talks-of-404", Kind.WORKS, 200, ""),
    ("/form-with-captcha", Kind.WORKS, 200, ""),
    ("/endless-page", Kind.WORKS, 200, ""),
    ("/moved", Kind.MOVED, 200, ""),
    ("/moved-308", Kind.MOVED, 200, ""),
    ("/elsewhere", Kind.MOVED, 200, "another site"),
    ("/missing", Kind.GONE, 404, ""),
    ("/gone", Kind.GONE, 410, ""),
    ("/soft", Kind.SAYS_GONE, 200, "title"),
    ("/soft-404", Kind.SAYS_GONE, 200, "title"),
    ("/soft-heading", Kind.SAYS_GONE, 200, "title"),
    ("/soft-german", Kind.SAYS_GONE, 200, "title"),
    ("/soft-spanish", Kind.SAYS_GONE, 200, "title"),
    ("/old/deep/page", Kind.SAYS_GONE, 200, "front page"),
    ("/old/deep/english", Kind.SAYS_GONE, 200, "front page"),
    ("/parked", Kind.PARKED, 200, ""),
    ("/parked-script", Kind.PARKED, 200, ""),
    ("/parked-lander", Kind.PARKED, 200, ""),
    ("/for-sale", Kind.PARKED, 200, ""),
    ("/sold", Kind.PARKED, 200, ""),
    ("/forbidden", Kind.ASK, 403, "let us in"),
    ("/account", Kind.ASK, 401, "let us in"),
    ("/busy", Kind.ASK, 429, "too often"),
    ("/law-says-no", Kind.ASK, 451, "says little"),
    ("/odd", Kind.ASK, 999, "says little"),
    ("/captcha", Kind.ASK, 200, "human"),
    ("/captcha-only", Kind.ASK, 200, "human"),
    ("/challenge", Kind.ASK, 503, "human"),
    ("/members", Kind.ASK, 200, "account"),
    ("/empty", Kind.ASK, 200, "empty"),
    ("/error", Kind.FAILING, 500, ""),
    ("/down", Kind.FAILING, 503, ""),
    ("/round", Kind.LOOP, 302, "cookies"),
    ("/on/1", Kind.LOOP, 302, "cookies"),
    ("/hangs-up", Kind.SILENT, None, "broke"),
    ("/no-http", Kind.SILENT, None, "broke"),
    ("/endless-headers", Kind.SILENT, None, "broke"),
    ("/to-metadata", Kind.UNSAFE, 302, "not public"),
    ("/to-inner", Kind.UNSAFE, 302, "not public"),
    ("/to-loopback-v6", Kind.UNSAFE, 302, "not public"),
    ("/to-file", Kind.UNSAFE, 302, "Not a web link"),
    ("/to-script", Kind.UNSAFE, 302, "Not a web link"),
    ("/to-port", Kind.UNSAFE, 302, "port"),
    ("/to-user", Kind.UNSAFE, 302, "user name"),
    ("/to-no-link", Kind.UNSAFE, 302, "no link"),
]


@pytest.mark.parametrize(
    ("path", "kind", "status", "note"), BEHAVIOURS, ids=[row[0] for row in BEHAVIOURS]
)
def test_each_behaviour_is_noted_as_what_a_person_would_meet(
    internet, path, kind, status, note
):
    result = open_link(f"http://site.test{path}", internet.web())
    assert (result.kind, result.status) == (kind, status)
    assert note in result.note
    assert bool(note) == bool(result.note)


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/silent", Kind.SILENT, None),
        ("/drips", Kind.SILENT, None),
        ("/drips-page", Kind.WORKS, 200),
    ],
)
def test_nothing_is_waited_for_without_end(internet, path, kind, status):
    """/drips would give a good answer, if one waited ten seconds."""
    result = open_link(f"http://site.test{path}", internet.web(seconds=0.3))
    assert (result.kind, result.status) == (kind, status)
    assert kind == Kind.WORKS or result.note == "It took too long."


@pytest.mark.parametrize(
    ("url", "kind", "note"),
    [
        ("https://site.test/page", Kind.WORKS, ""),
        ("https://expired.test/page", Kind.CERTIFICATE, "expired"),
        ("https://wrong-name.test/page", Kind.CERTIFICATE, "mismatch"),
        ("https://unknown-maker.test/page", Kind.CERTIFICATE, "issuer"),
        ("http://nobody.test/", Kind.NO_HOST, ""),
        (f"http://{'a' * 64}.test/", Kind.NO_HOST, ""),
        ("http://closed.test/", Kind.SILENT, "broke"),
        ("https://closed.test/", Kind.SILENT, "broke"),
    ],
)
def test_names_and_certificates(internet, url, kind, note):
    result = open_link(url, internet.web())
    assert result.kind == kind
    assert note in result.note


def test_a_server_without_tls_has_no_good_certificate(internet):
    ports = {"http": 80, "https": internet.plain.server_port}
    result = open_link("https://site.test/page", internet.web(ports=ports))
    assert result.kind in {Kind.CERTIFICATE, Kind.SILENT}


@pytest.mark.parametrize(
    ("path", "final"),
    [
        ("/moved-308", "https://site.test/page"),
        ("/elsewhere", "https://other.test/page"),
        ("/with-accent", "http://site.test/caf%C3%A9%20au"),
        ("/to-metadata", "http://169.254.169.254/latest/meta-data/"),
        ("/page#part", "http://site.test/page"),
    ],
)
def test_the_result_says_where_the_link_led(internet, path, final):
    result = open_link(f"http://site.test{path}", internet.web())
    assert result.final_url == final


def test_a_file_is_not_fetched_and_a_page_is_asked_for_twice(internet):
    asked = internet.plain.asked
    asked.clear()
    open_link("http://site.test/law.pdf", internet.web())
    open_link("http://www.site.test/page", internet.web())
    assert asked == [
        ("HEAD", "site.test", "/law.pdf"),
        ("HEAD", "www.site.test", "/page"),
        ("GET", "www.site.test", "/page"),
    ]


def test_tls_is_asked_for_the_name_though_we_connect_to_an_address(internet):
    internet.greeted.clear()
    open_link("https://other.test/page", internet.web())
    assert set(internet.greeted) == {"other.test"}


def test_no_cookie_and_no_referrer_is_sent(internet):
    internet.plain.headers.clear()
    open_link("http://site.test/moved", internet.web())
    assert internet.plain.headers == {
        *["host", "user-agent", "accept", "accept-language", "accept-encoding"],
        "connection",
    }


def test_of_an_endless_page_only_the_beginning_is_kept(internet):
    answer = internet.web().ask("GET", "http://site.test/endless-page")
    assert len(answer.page) == MOST_PAGE


def test_a_first_address_that_is_silent_leaves_time_for_the_next(internet):
    def two(host, port, type):
        return resolve("closed.test", port, type) + resolve(host, port, type)

    result = open_link("http://site.test/page", internet.web(resolve=two))
    assert result.kind == Kind.WORKS


@pytest.fixture
def slow(internet):
    """A way out whose name servers give no answer before the test is over."""
    over = threading.Event()

    def hangs(host, port, type):
        over.wait(20)
        return resolve(host, port, type)

    yield partial(internet.web, resolve=hangs, seconds=0.1)
    over.set()


def test_a_name_is_not_waited_for_longer_than_its_page(slow):
    began = time.monotonic()
    result = open_link("http://site.test/page", slow())
    assert (result.kind, result.note) == (Kind.SILENT, "It took too long.")
    assert time.monotonic() - began < 5


def test_nor_where_it_would_take_mail(slow, name_server):
    began = time.monotonic()
    web = slow(name_servers=[name_server.address])
    assert open_address("a@site.test", web).kind == Kind.SILENT
    assert time.monotonic() - began < 5


# --- Where it never goes

FORMS = [
    "http://127.0.0.1/",
    "http://0/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://2130706433/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::1]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://169.254.169.254/latest",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://0.0.0.0/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://\uff11\uff12\uff17.0.0.1/",
    "https://10.0.0.1/",
    "http://inner.test/",
]
NO_LINKS = [
    "",
    "//x",
    "http:///x",
    "http://",
    "http://[/",
    "http://[fe80::1%25eth0]/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "ftp://example.org/",
    "data:text/html,x",
    "tel:988",
    "mailto:a@example.org",
    "http://user:word@example.org/",
    "http://user@example.org/",
    "http://@example.org/",
    "http://example.org:22/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://example.org:443/",
    "https://example.org:80/",
    "http://127.0.0.1\\@example.org/",
    "http://example.org /",
    "http://exam\tple.org/",
    "http://example.org/\r\nX: y",
    "http://example.org/\x00",
]


@pytest.mark.parametrize("url", [*FORMS, *NO_LINKS])
def test_no_spelling_of_a_link_leads_to_an_inner_address(url):
    """Refused before anything is connected: a connection would be noted otherwise."""
    assert open_link(url, Web(resolve=resolve)).kind in {Kind.UNSAFE, Kind.NO_HOST}


@pytest.mark.parametrize("url", FORMS)
def test_nothing_is_connected_to_for_such_a_link(url):
    web = Web(resolve=resolve)
    with pytest.raises((Refused, NoHost)):
        web.addresses_of(place_of(url), time.monotonic() + 5)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),  # a public address through NAT64
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
        ("::ffff:10.0.0.1", False),
        ("::10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.100.100.200", False),
        ("224.0.0.251", False),
        ("240.0.0.1", False),
        ("fec0::1", False),
        ("168.63.129.16", False),
        ("::ffff:168.63.129.16", False),
    ],
)
def test_an_address_is_public_only_with_all_that_it_stands_for(address, public):
    assert is_public(address) is public


def test_a_name_with_one_inner_address_is_refused_whole(internet):
    def mixed(host, port, type):
        return resolve("site.test", port, type) + resolve("inner.test", port, type)

    result = open_link("http://site.test/page", internet.web(resolve=mixed))
    assert result.kind == Kind.UNSAFE


def test_a_name_is_resolved_once_a_request_and_that_address_is_used(internet):
    """Its name server gives a good address first, and an inner one ever after."""
    names = iter(["site.test", "inner.test", "inner.test"])

    def rebind(host, port, type):
        return resolve(next(names), port, type)

    web = internet.web(resolve=rebind)
    assert web.ask("HEAD", "http://rebind.test/law.pdf").status == 200
    with pytest.raises(Refused):
        web.ask("HEAD", "http://rebind.test/law.pdf")


def test_only_the_ports_of_the_web_are_used_unless_a_test_says_otherwise():
    assert Web().ports == {"http": 80, "https": 443}
    assert Web().allowed is is_public
    assert Web().resolve is socket.getaddrinfo
    assert place_of("https://example.org:443/a?b=c d".replace(" ", "%20")).port == 443


# --- Mail


@pytest.mark.parametrize(
    ("address", "kind", "note"),
    [
        ("a@mail.test", Kind.WORKS, "takes mail"),
        ("a@alias.test", Kind.WORKS, "takes mail"),
        ("a@many.test", Kind.WORKS, "takes mail"),
        ("a@site.test", Kind.WORKS, "no mail server"),
        ("a@null.test", Kind.NO_MAIL, ""),
        ("a@nothing.test", Kind.NO_MAIL, ""),
        ("a@inner.test", Kind.NO_MAIL, ""),
        ("a@gone.test", Kind.NO_HOST, ""),
        ("a@failing.test", Kind.SILENT, "did not answer"),
        ("a@forged.test", Kind.SILENT, "did not answer"),
        ("a@broken.test", Kind.SILENT, "did not answer"),
        (f"a@{'b' * 300}.test", Kind.SILENT, "did not answer"),
    ],
)
def test_whether_a_name_takes_mail_is_asked_of_name_servers_alone(
    internet, name_server, address, kind, note
):
    result = open_address(address, internet.web(name_servers=[name_server.address]))
    assert result.kind == kind
    assert note in result.note
    assert bool(note) == bool(result.note)


def test_another_name_server_is_asked_where_the_first_is_silent(internet, name_server):
    servers = [(HERE, 9), name_server.address]
    result = open_address("a@mail.test", internet.web(name_servers=servers))
    assert result.kind == Kind.WORKS


def test_the_name_servers_of_this_machine_are_read_from_its_file(tmp_path):
    file = tmp_path / "resolv.conf"
    file.write_text("# ours\nsearch a.test\nnameserver 192.0.2.1\nnameserver ::1\n")
    assert our_servers(file) == [("192.0.2.1", 53), ("::1", 53)]
    assert our_servers(tmp_path / "none") == []


# --- A run

FACT = {"source": "test", "confidence": "high", "checked_on": "2026-11-01"}
LINKS_OF_ROWS = {
    ("channel:x-report", "url"): Kind.WORKS,
    ("channel:x-report", "email"): Kind.WORKS,
    ("helpline:line", "url"): Kind.GONE,
    ("law:act", "official_url"): Kind.MOVED,
    ("resource:book", "url"): Kind.ASK,
}


@pytest.fixture
def rows(db):
    """A row of each kind, by kind; the channel has an address besides its link."""
    platform = Platform.objects.create(slug="x", name="X", category="social", **FACT)
    return {
        "channel": Channel.objects.create(
            slug="x-report",
            platform=platform,
            kind="report",
            evidence="staff",
            url="http://site.test/page",
            email="a@mail.test",
            **FACT,
        ),
        "helpline": Helpline.objects.create(
            slug="line", kind="ncii", country="US", url=MISSING, **FACT
        ),
        "law": Law.objects.create(
            slug="act", place="US", official_url="http://site.test/moved", **FACT
        ),
        "resource": Resource.objects.create(
            slug="book", url="http://site.test/busy", **FACT
        ),
    }


MISSING = "http://site.test/missing"


@pytest.fixture
def web(internet, name_server):
    return internet.web(name_servers=[name_server.address])


def found(done):
    return {(link.name, finding.field): finding.kind for link, finding in done.findings}


def opened(links):
    return {(link.name, link.field) for link in links}


def facts():
    return [plain(row) for model in MODELS for row in rows_by_key(model).values()]


def no_network(*asked, **more):
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_every_link_that_people_are_shown_is_opened_and_no_fact_is_changed(rows, web):
    before = facts()
    done = run(links_to_open(), web)
    assert found(done) == LINKS_OF_ROWS
    assert Finding.objects.count() == len(LINKS_OF_ROWS)
    assert facts() == before
    assert (done.failed, done.unheard) == ([], [])


def test_what_nobody_is_shown_is_not_opened(rows):
    old = {"kind": "guide-2021", "shown": False, "evidence": "guide_2021"}
    platform = rows["channel"].platform
    url = "http://site.test/old"
    Channel.objects.create(slug="x-old", platform=platform, url=url, **old, **FACT)
    Law.objects.update(shown=False)
    expected = set(LINKS_OF_ROWS) - {("law:act", "official_url")}
    assert opened(links_to_open()) == expected


def test_a_number_is_never_dialed(rows):
    rows["helpline"].phones.create(position=1, number="988", dial="988")
    assert opened(links_to_open()) == set(LINKS_OF_ROWS)


def test_one_link_in_two_rows_is_opened_once(rows, web, internet):
    Resource.objects.update(url=MISSING)
    internet.plain.asked.clear()
    done = run(links_to_open(), web)
    asked = [request for request in internet.plain.asked if request[2] == "/missing"]
    assert [request[0] for request in asked] == ["HEAD", "GET"]
    assert found(done)["resource:book", "url"] == Kind.GONE


def test_a_finding_keeps_since_when_it_is_so(rows, web):
    links = [link for link in links_to_open() if link.name == "helpline:line"]
    long_ago = timezone.now() - timedelta(days=100)
    run(links, web)
    Finding.objects.update(first_seen=long_ago, last_checked=long_ago)
    run(links, web)
    finding = Finding.objects.get()
    assert finding.first_seen == long_ago
    assert finding.last_checked > long_ago


@pytest.mark.parametrize("change", ["the link", "what is found"])
def test_a_new_link_or_result_begins_anew(rows, web, change):
    line = rows["helpline"]
    link, result = Link(line, "url", MISSING), Result(Kind.GONE, 404)
    record(link, result)
    long_ago = timezone.now() - timedelta(days=100)
    Finding.objects.update(first_seen=long_ago)
    if change == "the link":
        record(Link(line, "url", MISSING + "2"), result)
    else:
        record(link, Result(Kind.FAILING, 500))
    assert Finding.objects.get().first_seen > long_ago


def test_a_clock_that_was_ahead_breaks_nothing(rows, web):
    """Another machine noted it, an hour from now."""
    links = [link for link in links_to_open() if link.name == "helpline:line"]
    run(links, web)
    ahead = timezone.now() + timedelta(hours=1)
    Finding.objects.update(first_seen=ahead, last_checked=ahead)
    done = run(links, web)
    assert (found(done), done.failed) == ({("helpline:line", "url"): Kind.GONE}, [])
    finding = Finding.objects.get()
    assert finding.first_seen <= finding.last_checked < ahead


def test_one_link_that_breaks_the_checker_stops_no_other(rows, web, caplog):
    def breaks(host):
        if host == "site.test":
            raise RuntimeError("a mistake of ours")

    web.pace = breaks
    done = run(links_to_open(), web)
    assert opened(done.failed) == set(LINKS_OF_ROWS) - {("channel:x-report", "email")}
    assert found(done) == {("channel:x-report", "email"): Kind.WORKS}
    assert "helpline:line" in caplog.text


def test_silence_of_everything_is_our_own_fault_and_noted_of_nothing(rows, web):
    Channel.objects.update(email="")
    web.resolve = no_network
    done = run(links_to_open(), web)
    assert (done.findings, len(done.unheard)) == ([], 4)
    assert not Finding.objects.exists()


def test_a_silence_before_the_first_answer_is_noted_too(rows, web):
    answers = iter([no_network])

    def late(*asked, **more):
        return next(answers, resolve)(*asked, **more)

    web.resolve = late
    links = [link for link in links_to_open() if link.field != "email"]
    done = run(links, web)
    kinds = [finding.kind for _, finding in done.findings]
    assert kinds[0] == Kind.SILENT
    assert Kind.SILENT not in kinds[1:]
    assert len(kinds) == 4


def test_only_what_was_broken_is_opened_again_where_asked(rows, web):
    run(links_to_open(), web)
    assert opened(links_to_open(only_broken=True)) == {("helpline:line", "url")}
    Helpline.objects.update(url="http://site.test/page")  # corrected since
    assert opened(links_to_open(only_broken=True)) == set()


def test_only_what_was_not_opened_for_long_is_opened_where_asked(rows, web):
    run(links_to_open(), web)
    assert opened(links_to_open(stale=90)) == set()
    long_ago = timezone.now() - timedelta(days=91)
    law = Finding.objects.filter(field="official_url")
    law.update(first_seen=long_ago, last_checked=long_ago)
    assert opened(links_to_open(stale=90)) == {("law:act", "official_url")}
    assert opened(links_to_open(stale=92)) == set()
    Finding.objects.filter(field="email").delete()
    assert ("channel:x-report", "email") in opened(links_to_open(stale=92))


def test_a_limit_takes_what_waits_longest(rows, web):
    run(links_to_open(), web)
    long_ago = timezone.now() - timedelta(days=9)
    Finding.objects.filter(field="email").delete()
    law = Finding.objects.filter(field="official_url")
    law.update(first_seen=long_ago, last_checked=long_ago)
    assert opened(links_to_open(limit=1)) == {("channel:x-report", "email")}
    assert opened(links_to_open(limit=2)) == {
        ("channel:x-report", "email"),
        ("law:act", "official_url"),
    }


def test_hosts_take_turns():
    urls = ["http://a.test/1", "http://a.test/2", "http://a.test/3", "http://b.test/1"]
    links = spread([Link(None, "url", url) for url in urls])
    assert [link.url for link in links] == [urls[0], urls[3], urls[1], urls[2]]


def test_no_host_is_asked_twice_within_the_delay():
    now, slept = [0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(delay=2, clock=lambda: now[0], sleep=sleep)
    pace("a.test")
    pace("b.test")
    assert slept == []
    now[0] = 0.5
    pace("a.test")
    assert slept == [1.5]
    now[0] = 10
    pace("a.test")
    assert slept == [1.5, 0]


def test_the_pace_is_kept_for_every_request(internet):
    asked = []
    open_link("http://site.test/elsewhere", internet.web(pace=asked.append))
    assert asked == ["site.test", "other.test", "other.test"]


def test_findings_of_links_that_staff_took_away_are_forgotten(rows, web):
    run(links_to_open(), web)
    Channel.objects.update(email="")
    Law.objects.update(official_url="http://site.test/page")
    assert forget_what_is_gone() == 1
    assert not Finding.objects.filter(field="email").exists()
    assert not Finding.objects.get(field="official_url").is_current()


# --- One link, for staff who wait


def test_staff_can_have_one_link_opened(rows, web):
    finding = check_link(rows["helpline"], "url", web)
    assert (finding.kind, finding.status, finding.row) == (
        Kind.GONE,
        404,
        rows["helpline"],
    )
    assert Finding.objects.get() == finding


def test_without_a_network_staff_are_told_and_nothing_is_noted(rows, web):
    web.resolve = no_network
    with pytest.raises(Offline):
        check_link(rows["helpline"], "url", web)
    assert not Finding.objects.exists()


def test_one_that_we_refuse_needs_no_network_to_be_noted(rows, web):
    rows["helpline"].url = "http://user@site.test/"
    web.resolve = no_network
    assert check_link(rows["helpline"], "url", web).kind == Kind.UNSAFE


# --- The table


@pytest.mark.parametrize(
    "change",
    [
        {"helpline": None},
        {"law_id": 1},
        {"field": "email"},
        {"kind": "fine"},
        {"status": 99},
        {"link": ""},
        {"first_seen": timezone.now() + timedelta(days=1)},
        {},  # a second one of the same link
    ],
)
def test_the_database_refuses_a_finding_that_makes_no_sense(rows, change):
    now = timezone.now()
    good = {"kind": "gone", "link": MISSING, "first_seen": now, "last_checked": now}
    good |= {"helpline": rows["helpline"], "field": "url"}
    if not change:
        Finding.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(**good | change)


def test_findings_are_found_from_their_rows(rows, web):
    run(links_to_open(), web)
    assert list(Helpline.objects.filter(findings__kind=Kind.GONE)) == [rows["helpline"]]
    assert {each.row for each in Finding.objects.broken()} == {rows["helpline"]}
    assert {each.row for each in Finding.objects.all()} == set(rows.values())


# --- The command


def check_links(web, **options):
    out = StringIO()
    call_command("check_links", web=web, stdout=out, **options)
    return out.getvalue()


def test_the_command_says_what_was_found_and_is_content_with_broken_links(rows, web):
    said = check_links(web)
    assert "    2 Works\n" in said
    assert "    1 The page is gone\n" in said
    assert f"helpline:line {MISSING} (404)" in said
    assert "http://site.test/moved -> http://site.test/page (200)" in said
    assert "channel:x-report" not in said  # all of it works


def test_the_command_writes_json_for_other_programs(rows, web, tmp_path):
    file = tmp_path / "found.json"
    check_links(web, json=file)
    data = json.loads(file.read_text())
    by_row = {(each["row"], each["field"]): each for each in data["findings"]}
    assert {name: each["kind"] for name, each in by_row.items()} == LINKS_OF_ROWS
    assert by_row["helpline:line", "url"]["status"] == 404
    assert data["counts"]["works"] == 2
    assert data["failed"] == []


def test_the_command_takes_its_options_as_words(rows, web):
    run(links_to_open(), web)
    out = StringIO()
    call_command("check_links", "--only", "broken", web=web, stdout=out)
    assert "1 The page is gone" in out.getvalue()
    assert "Works" not in out.getvalue()
    call_command("check_links", "--stale", "90", "--limit", "1", web=web, stdout=out)


@pytest.mark.parametrize("words", [["--limit", "0"], ["--stale", "x"], ["--only", "y"]])
def test_the_command_refuses_what_makes_no_sense(db, words):
    with pytest.raises(CommandError):
        call_command("check_links", *words)


def test_the_command_fails_where_nothing_answered(rows, web):
    Channel.objects.update(email="")
    web.resolve = no_network
    with pytest.raises(CommandError, match="online"):
        check_links(web)


def test_the_command_fails_where_the_checker_itself_broke(rows, web):
    web.trust = None
    Law.objects.update(official_url="https://site.test/page")
    with pytest.raises(CommandError, match="law:act"):
        check_links(web)
    assert Finding.objects.count() == 4


def test_a_file_that_cannot_be_written_is_known_before_any_link_is_opened(
    rows, web, tmp_path
):
    with pytest.raises(CommandError, match="Cannot write"):
        check_links(web, json=tmp_path / "no" / "folder.json")
    assert not Finding.objects.exists()
