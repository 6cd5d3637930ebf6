"""Which addresses a job of ours may go to: those of the public internet, no others."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# An IPv4 address within (RFC 6052). The local form, 64:ff9b:1::/48, is not public.
TRANSLATED = ip_network("64:ff9b::/96")
# Not of the public internet, though Python calls them global: site-local addresses (RFC
# 3879), and the address at which Azure answers its own machines.
NEVER = (ip_network("fec0::/10"), ip_network("168.63.129.16/32"))


def is_public(text):
    """Whether the address is public, and any other that it stands for."""
    address = ip_address(text.partition("%")[0])
    if address.version == 6 and (inner := inner_of(address)):
        return is_public(str(inner))
    if any(address in network for network in NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def inner_of(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that this one leads to, of itself or through a gateway."""
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo and address.teredo[1]
    return address.ipv4_mapped or address.sixtofour or teredo
