"""Where webhooks may go: to this machine, and to hosts and networks that were named.

The name in an address is looked at before it is looked up, and the number that it leads to before it is connected to:
who answers for a name can let it lead anywhere, a moment later too.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.credentials import without_credentials
from simulator.model.flow.where import address
from simulator.model.kept import remembered
from simulator.model.record import frozen
from simulator.model.values import shown
from simulator.model.web_address import host_and_port, is_own_address

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Network, IPv6Network

    IpAddress = IPv4Address | IPv6Address

LOCALHOST = "localhost"
KEPT, SIGNS = 256, 1 << 18
"""Addresses and hosts of which is remembered what was said of them, and their characters in all."""
_IPV4_BEHIND = tuple(map(ip_network, ("64:ff9b::/96", "::/96")))
"""Networks of IPv6 whose last 32 bits are an address of IPv4."""


@frozen
class Allowed:
    """The hosts, by name in lower case, and the networks that may be asked; this machine always may."""

    names: frozenset[str] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, hosts: Iterable[str]) -> Allowed:
        """What `--allow` names: hosts, addresses, networks (`10.0.0.0/8`). Raises UsageError for all else."""
        names, networks = set(), []
        for host in hosts:
            try:
                networks.append(ip_network(host.strip("[]")))
            except ValueError:
                names.add(_named(host))
        return cls(frozenset(names), tuple(networks))

    @remembered(KEPT, SIGNS)
    def refusal(self, url: str) -> str | None:
        """Why an address may not be asked, as far as its text tells; None where it may."""
        try:
            address(url)
        except ValueError as error:
            return f"{without_credentials(shown(url))} is no address that can be asked: {error}"
        host = host_of(url)
        number = as_number(host)
        if number is not None:
            return self.refused_number(host, number)
        if host == LOCALHOST or host in self.names:
            return None
        return f"{host} is not asked, only this machine is: allow it with --allow {host}"

    @remembered(KEPT, SIGNS)
    def refused_text(self, host: str, number: str) -> str | None:
        """The same of an address that is written out."""
        return self.refused_number(host, ip_address(number))

    def refused_number(self, host: str, number: IpAddress) -> str | None:
        """Why `number`, to which `host` leads, may not be connected to; None where it may."""
        plain = _plain(number)
        if plain.is_loopback:
            return None
        leads = host if as_number(host) else f"{host} leads to {number}, which"
        if plain.is_unspecified or plain.is_multicast or plain.is_reserved:
            return f"{leads} is not asked: it is no address of one machine"
        if any(plain in network for network in self.networks) or (host in self.names and plain.is_global):
            return None
        only = "only this machine is" if plain.is_global else "it is an address of a private network"
        return f"{leads} is not asked, {only}: allow it with --allow {plain}"


def allowed(url: str, hosts: Iterable[str]) -> str | None:
    """Why an address may not be asked where `hosts` are allowed, as far as its text tells; None where it may."""
    return Allowed.of(hosts).refusal(url)


def host_of(url: str) -> str:
    """The host of an address, in lower case, without brackets and the dot at its end."""
    return host_and_port(url)[0].lower().strip("[]").rstrip(".")


@remembered(KEPT, SIGNS)
def as_number(host: str) -> IpAddress | None:
    """The address that a host is written as; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def _named(host: str) -> str:
    name = host.lower().rstrip(".")
    if not is_own_address(f"http://{name}/") or host_and_port(f"http://{name}/") != (name, None):
        raise UsageError(
            f"--allow {without_credentials(shown(host))} names no host: "
            "give a name, an address or a network, as in backend.example.com, 10.0.0.5, 10.0.0.0/8"
        )
    return name


def _plain(number: IpAddress) -> IpAddress:
    """An address of IPv4 that is wrapped in one of IPv6, unwrapped."""
    if isinstance(number, IPv4Address):
        return number
    inside = number.ipv4_mapped or number.sixtofour
    if inside is None and number.packed[:15] != bytes(15) and any(number in network for network in _IPV4_BEHIND):
        inside = IPv4Address(number.packed[12:])
    return inside or number
