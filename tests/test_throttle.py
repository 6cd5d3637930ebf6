"""Guessing is slowed, exactly and for everybody, and nobody's address is kept."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from helpcenter import throttle
from tests.crowd import in_threads

HERE, NEIGHBOUR, ELSEWHERE = "203.0.113.7", "203.0.113.99", "198.51.100.1"
NOW = 1_800_000_000
# Nothing here asks the database; it is what runs again with Redis.
pytestmark = pytest.mark.django_db
MINUTE = 1 / 60


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def allowed(who, times, now=NOW, purpose="unlock"):
    """How many of so many tries are let through: ten, then one a minute."""
    tries = (throttle.allow(purpose, who, MINUTE, 10, now) for _ in range(times))
    return sum(tries)


def request_from(address, forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **extra)


# --- The bucket


def test_ten_at_once_and_then_no_more():
    assert allowed(HERE, 15) == 10


def test_one_more_each_minute():
    assert allowed(HERE, 12) == 10
    assert allowed(HERE, 5, NOW + 59) == 0
    assert allowed(HERE, 5, NOW + 60) == 1
    assert allowed(HERE, 5, NOW + 181) == 2


def test_being_refused_costs_nothing():
    assert allowed(HERE, 200) == 10
    assert allowed(HERE, 3, NOW + 61) == 1


def test_after_a_while_it_is_full_again():
    assert allowed(HERE, 12) == 10
    assert allowed(HERE, 12, NOW + 601) == 10


def test_a_purpose_has_its_own_bucket():
    assert allowed(HERE, 12) == 10
    assert allowed(HERE, 12, purpose="keep") == 10


def test_neighbours_share_and_others_do_not():
    assert allowed(HERE, 12) == 10
    assert allowed(NEIGHBOUR, 1) == 0
    assert allowed(ELSEWHERE, 12) == 10


def test_everybody_together_can_be_slowed():
    allowed = [throttle.allow("stretch", None, 4, 8, NOW) for _ in range(12)]
    assert sum(allowed) == 8
    assert throttle.allow("stretch", None, 4, 8, NOW + 1)


def test_a_burst_from_many_threads_is_counted_exactly():
    let_through = []

    def try_often(_):
        for _ in range(50):
            let_through.append(throttle.allow("unlock", HERE, 0.001, 100, NOW))

    in_threads(try_often, 8)
    assert len(let_through) == 400
    assert sum(let_through) == 100


# --- Whose network


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:0:ab12::1", "2001:db8:0:ab00::/56"),
        ("2001:db8:0:ab99::1", "2001:db8:0:ab00::/56"),
        ("127.0.0.1", None),
        ("10.1.2.3", None),
        ("192.168.1.1", None),
        ("::1", None),
        ("::ffff:10.0.0.1", None),
        ("fe80::1%eth0", None),
        ("", None),
        ("not an address", None),
    ],
)
def test_a_network_and_not_an_address(address, network):
    assert throttle.network_of(address) == network


def test_an_inner_address_is_slowed_only_with_everybody():
    assert allowed("127.0.0.1", 50) == 50


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "address"),
    [
        ([], HERE, None, HERE),
        ([], HERE, ELSEWHERE, HERE),
        (["10.0.0.0/8"], HERE, ELSEWHERE, HERE),
        (["10.0.0.0/8"], "10.0.0.5", ELSEWHERE, ELSEWHERE),
        (["10.0.0.0/8"], "10.0.0.5", f"{ELSEWHERE}, {HERE}", HERE),
        (["10.0.0.0/8"], "10.0.0.5", f"{HERE}, 10.0.0.9", HERE),
        (["10.0.0.0/8"], "", HERE, HERE),
        ([], "", HERE, ""),
        (["10.0.0.0/8"], "10.0.0.5", "junk", "junk"),
    ],
    ids=[
        "nobody claims",
        "a claim nobody trusts",
        "a claim by one who is not our proxy",
        "our proxy says so",
        "the visitor claims, our proxy adds the truth",
        "two proxies of ours",
        "our proxy through a socket",
        "a socket, and no proxy named",
        "our proxy says nonsense",
    ],
)
def test_only_our_own_proxies_are_believed(
    settings, trusted, remote, forwarded, address
):
    settings.TRUSTED_PROXIES = trusted
    assert throttle.address_of(request_from(remote, forwarded)) == address


def test_claiming_other_addresses_does_not_help():
    tries = [
        throttle.allow("unlock", request_from(HERE, f"9.9.{n}.9"), MINUTE, 10, NOW)
        for n in range(15)
    ]
    assert sum(tries) == 10


# --- Nothing kept


def test_the_cache_holds_no_address(monkeypatch):
    kept = []
    add = cache.add
    monkeypatch.setattr(
        cache, "add", lambda *args: kept.append(repr(args)) or add(*args), raising=False
    )
    allowed(HERE, 12)
    assert kept
    for trace in ("203.0.113", "unlock", "cb0071"):
        assert trace not in " ".join(kept)


def test_the_next_day_nobody_can_be_told_from_yesterday():
    def bucket(now):
        return throttle._bucket("unlock", "203.0.113.0/24", now)

    assert bucket(NOW) == bucket(NOW + 1)
    assert bucket(NOW) != bucket(NOW + throttle.DAY)


def test_a_cache_that_is_down_keeps_nobody_from_their_notes(settings, caplog):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert allowed(HERE, 12) == 12
    assert "does not answer" in caplog.text
