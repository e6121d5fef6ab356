# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses that browsers hand over, and which of them may be asked for a picture."""

from __future__ import annotations

import base64
import binascii
import html
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

from moodboard.domain.errors import KnownError

MOST_BYTES = 50 * 1024**2
"""Of a picture."""
MOST_OF_A_PAGE = 2 * 1024**2
_LONGEST = 8_000
_IMG = re.compile(r"<img\b[^<>]*?\bsrc\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_META = re.compile(r"<meta\b[^<>]{0,4000}>", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:property|name)\s*=\s*[\"']?(og:image(?::secure_url|:url)?|twitter:image)\b", re.IGNORECASE
)
_CONTENT = re.compile(r"\bcontent\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"
_BEHIND = (
    ipaddress.ip_network("192.0.0.0/24"),  # between a home and its provider
    ipaddress.ip_network("64:ff9b::/96"),  # an IPv4 address seen from IPv6
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("2001::/32"),
    ipaddress.ip_network("fec0::/10"),
    ipaddress.ip_network("::/96"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web, in letters that a request may carry."""

    scheme: str
    host: str
    port: int
    path: str
    """With its query."""

    @property
    def host_header(self) -> str:
        """What the request says it wants to talk to."""
        usual = 443 if self.scheme == "https" else 80
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"

    def at(self, ip: str) -> str:
        """Return it with the number of a machine in the place of its name."""
        host = f"[{ip}]" if ":" in ip else ip
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.path}"


def parsed(said: str) -> Address:
    """Return an http or https address, its foreign letters spelled out; raises KnownError."""
    said = said.strip()
    try:
        parts = urlsplit(said)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if not _is_number(host):
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise KnownError("That address is not one of the web.") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise KnownError("Moodboard fetches pictures from http and https addresses only.")
    if not (_is_number(host) or _HOST.fullmatch(host)) or len(said) > _LONGEST or parts.username is not None:
        raise KnownError("That address is not one of the web.")
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    query = quote(parts.query, safe=_SAFE_PATH + "?/[]")
    scheme = parts.scheme.lower()
    whole = f"{path}?{query}" if query else path
    return Address(scheme, host, port or (443 if scheme == "https" else 80), whole)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def moved_to(address: Address, location: str) -> Address:
    """Return where an answer sends the question on; raises KnownError."""
    return parsed(urljoin(str(address), location.strip()))


def is_public(number: str) -> bool:
    """Tell whether a machine is one of the open net by its number: not this one, not one around it."""
    try:
        ip = ipaddress.ip_address(number.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return is_public(str(ip.ipv4_mapped))
    if any(ip.version == network.version and ip in network for network in _BEHIND):
        return False
    return ip.is_global and not (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
    )


def picture_in_html(source: str) -> str:
    """Return the address of the first picture in what a browser dragged or copied; empty for none."""
    for found in _IMG.finditer(source[: 3 * MOST_BYTES]):
        said = html.unescape(found[1].strip("\"'")).strip()
        if said.lower().startswith(("http://", "https://", "data:image/")):
            return said
        if said.startswith("//"):
            return f"https:{said}"
    return ""


def picture_of_page(source: str, page: Address) -> Address | None:
    """Return the picture by which a page wants to be shown elsewhere."""
    for tag in _META.finditer(source):
        if _NAMED.search(tag[0]) and (found := _CONTENT.search(tag[0])):
            try:
                return moved_to(page, html.unescape(found[1].strip("\"'")))
            except KnownError:
                continue
    return None


def addresses_in(text: str) -> list[str]:
    """Return the web's addresses in a list of addresses, one a line; nothing when other words are there."""
    rows = [row.strip() for row in text.splitlines()]
    rows = [row for row in rows if row and not row.startswith("#")]
    if not rows or len(rows) > 100:
        return []
    fits = all(re.fullmatch(r"https?://\S+", row, re.IGNORECASE) and len(row) < _LONGEST for row in rows)
    return list(dict.fromkeys(rows)) if fits else []


def bytes_of_data(said: str) -> bytes:
    """Return the bytes that a ``data:`` address holds itself; raises KnownError."""
    head, comma, body = said.partition(",")
    if not comma or not head.lower().startswith("data:image/") or len(body) > 2 * MOST_BYTES:
        raise KnownError("The picture in what was dropped cannot be read.")
    try:
        if head.lower().endswith(";base64"):
            return base64.b64decode(unquote(re.sub(r"\s", "", body)), validate=True)
        return unquote_to_bytes(body)
    except (ValueError, binascii.Error) as error:
        raise KnownError("The picture in what was dropped cannot be read.") from error


def name_of(address: str) -> str:
    """Return what a picture from there is called: the last part of its path, else the host."""
    if address.lower().startswith("data:"):
        return "pasted"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "picture"
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]).replace("/", "-").strip()
    return (last or parts.hostname or "picture")[:120]
