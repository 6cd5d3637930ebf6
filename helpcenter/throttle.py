"""Slows down guessing without keeping who asked.

A bucket is named by a keyed hash of its purpose and of the network asked from (/24, or
/56 for IPv6). The key is random, new each day and gone after two. Like the counts it is
only in the cache: in the memory of this process, or in Redis when CACHE_URL names one
for several machines. Nothing of it reaches the database, a log or a backup.

Why Django's cache and not a file of our own: it is the one store that all machines
share, and adding to a counter is atomic in it, so that no burst slips through. Without
Redis each process counts for itself; the limits are then that many times as wide, and
the six words do not need them (77.5 bits, see docs/adr/0004-sealed-at-rest.md).
"""

import hashlib
import hmac
import logging
import secrets
import time
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache

DAY = 86400
# Addresses that say nothing of who asks: this machine, a proxy, an inner network.
INNER = [
    ip_network(name)
    for name in (
        "10.0.0.0/8",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
]
log = logging.getLogger("helpcenter.throttle")


def allow(purpose, who, rate, burst, now=None, if_down=True):
    """Whether this may be done once more: burst times at once, then rate a second.

    who: a request, an address, or None for a bucket that everybody shares. An inner
    address is always allowed here: only a shared bucket can slow it. if_down: the
    answer while the cache is down.
    """
    now = time.time() if now is None else now
    network = "everybody" if who is None else network_of(who)
    if network is None:
        return True
    try:
        return _take(_bucket(purpose, network, now), rate, burst, now)
    except Exception:
        # A cache that is down must not keep anybody from their notes: the stretching
        # of the words still lets only two at a time through. Six digits have nothing
        # else to guard them, so that staff wait until it is back.
        log.exception("The cache does not answer; no tries are counted.")
        return if_down


def _take(bucket, rate, burst, now):
    """A bucket counts from its first use until it would be full again."""
    full_again = burst / rate
    began = now if cache.add(bucket, now, full_again) else cache.get(bucket, now)
    if now - began > full_again:
        cache.set(bucket, now, full_again)
        began = now
    count = f"{bucket}|{began}"
    cache.add(count, 0, full_again + 60)
    if cache.incr(count) <= burst + int((now - began) * rate):
        return True
    cache.decr(count)
    return False


def _bucket(purpose, network, now):
    day = int(now // DAY)
    cache.add(f"throttle|{day}", secrets.token_hex(32), 2 * DAY)
    key = cache.get(f"throttle|{day}")
    name = hmac.new(key.encode(), f"{purpose}|{network}".encode(), hashlib.sha256)
    return f"throttle|{name.hexdigest()[:24]}"


def network_of(who):
    """The network of a request or address, as text; None if it is an inner one."""
    try:
        address = ip_address(who if isinstance(who, str) else address_of(who))
    except ValueError:
        return None  # a socket, behind a proxy we were not told of
    address = getattr(address, "ipv4_mapped", None) or address
    if _in(address, INNER):
        return None
    bits = 24 if address.version == 4 else 56
    return str(ip_network(f"{address}/{bits}", strict=False))


def address_of(request):
    """The last address not of a proxy of ours. What others claim is not believed."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    address = request.META.get("REMOTE_ADDR", "")
    while hops and _is_ours(address):
        address = hops.pop().strip()
    return address


def _is_ours(address):
    """Whether it is a proxy we were told of; "" is a socket, which only they reach."""
    trusted = [ip_network(name) for name in settings.TRUSTED_PROXIES]
    try:
        return _in(ip_address(address), trusted)
    except ValueError:
        return address == "" and bool(trusted)


def _in(address, networks):
    return any(address in network for network in networks)
