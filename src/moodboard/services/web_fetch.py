# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetch one picture from the web: small enough, soon enough, and from nowhere near this machine.

The name of a host is looked up once for every step, every number it has must be one of the open net,
and the connection goes to a number that was looked at: a name that means another machine a moment
later leads nowhere.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from moodboard import __version__
from moodboard.domain import web_address
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.web_address import MOST_BYTES, MOST_OF_A_PAGE, Address

if TYPE_CHECKING:
    import httpx

# httpx is imported when the first picture is fetched: it takes longer than the window to start.

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]
Resolve = Callable[[str, int], Sequence[str]]

WHOLE_SECONDS = 20.0
CONNECT_SECONDS = 5.0
MOST_STEPS = 5
_PIECE = 65_536
_BETWEEN = 0.1
_ON = frozenset((301, 302, 303, 307, 308))
_SAID = {
    401: "wants you to sign in there",
    403: "gives that picture to its own pages only",
    404: "has no such picture any more",
    410: "has no such picture any more",
    429: "wants fewer questions; try again later",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A picture's bytes, and what to call it."""

    data: bytes
    name: str
    address: str
    """Where it came from in the end."""


def fetch(
    said: str,
    report: Report,
    *,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve | None = None,
    allow: Callable[[str], bool] = web_address.is_public,
) -> Fetched:
    """Return the picture at an address, or the one that a page there shows itself by; raises KnownError.

    ``report`` is called ten times a second, and may raise CancelledError. The asking is done by a
    thread that can be left behind: neither a look-up nor a host that answers one letter at a time
    can be told to hurry.
    """
    asking = _Asking(said, transport, resolve or numbers_of, allow)
    end = time.monotonic() + WHOLE_SECONDS
    thread = threading.Thread(target=asking.run, daemon=True, name="fetch")
    thread.start()
    try:
        while thread.is_alive():
            report(0, 1)
            if time.monotonic() > end:
                raise KnownError(
                    "The picture takes too long to come. Save it in the browser, and drop the file."
                )
            thread.join(_BETWEEN)
    finally:
        asking.stop.set()
    if asking.fault is not None:
        raise asking.fault
    assert asking.found is not None
    return asking.found


def numbers_of(host: str, port: int) -> Sequence[str]:
    """Return the numbers of a host; raises KnownError when nobody knows it."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise KnownError(f"{host} cannot be found. Check the address, and your connection.") from error
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


class _Asking:
    """One fetch on a thread of its own, and what became of it."""

    def __init__(
        self, said: str, transport: httpx.BaseTransport | None, resolve: Resolve, allow: Callable[[str], bool]
    ) -> None:
        self._said = said
        self._transport = transport
        self._resolve = resolve
        self._allow = allow
        self.stop = threading.Event()
        self.found: Fetched | None = None
        self.fault: Exception | None = None

    def run(self) -> None:
        """Fetch; the fault is raised by the one who waits."""
        try:
            self.found = self._fetched()
        except (KnownError, CancelledError) as error:
            self.fault = error
        except Exception:
            log.exception("A picture could not be fetched")
            self.fault = KnownError(
                "That picture cannot be fetched. Save it in the browser, and drop the file."
            )

    def _fetched(self) -> Fetched:
        import httpx

        address = web_address.parsed(self._said)
        fetching = _Fetching(self.stop, self._resolve, self._allow)
        # Without the environment's proxies: through one, the number that was looked at means nothing.
        with httpx.Client(
            transport=self._transport, timeout=httpx.Timeout(CONNECT_SECONDS), trust_env=False
        ) as client:
            try:
                return fetching.picture(client, address)
            except httpx.TimeoutException as error:
                raise KnownError(f"{address.host} does not answer. Try again later.") from error
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise KnownError(f"{address.host} cannot be reached. Check your connection.") from error


class _Fetching:
    """One picture's way, step by step."""

    def __init__(self, stop: threading.Event, resolve: Resolve, allow: Callable[[str], bool]) -> None:
        self._stop = stop
        self._resolve = resolve
        self._allow = allow
        self._steps = 0

    def picture(self, client: httpx.Client, address: Address, from_page: bool = False) -> Fetched:
        """Return what is there; a page leads on once, to the picture that it names."""
        data, kind, address = self._bytes(client, address)
        if not _is_page(data, kind):
            return Fetched(data, web_address.name_of(str(address)), str(address))
        source = data[:MOST_OF_A_PAGE].decode("utf-8", "replace")
        found = None if from_page else web_address.picture_of_page(source, address)
        if found is None:
            raise KnownError("That address is a page, not a picture. Drop the picture itself.")
        return self.picture(client, found, from_page=True)

    def _bytes(self, client: httpx.Client, address: Address) -> tuple[bytes, str, Address]:
        while True:
            self._check()
            request = client.build_request(
                "GET",
                address.at(self._number(address)),
                headers={
                    "Host": address.host_header,
                    "User-Agent": f"Moodboard/{__version__}",
                    "Accept": "image/*,text/html;q=0.5,*/*;q=0.1",
                    "Accept-Encoding": "identity",
                },
                extensions={"sni_hostname": address.host},
            )
            response = client.send(request, stream=True)
            try:
                if response.status_code in _ON:
                    address = self._next(address, response)
                    continue
                if response.status_code != 200:
                    said = _SAID.get(response.status_code, f"answered with {response.status_code}")
                    raise KnownError(f"{address.host} {said}.")
                kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                return self._read(response, kind), kind, address
            finally:
                response.close()

    def _next(self, address: Address, response: httpx.Response) -> Address:
        self._steps += 1
        location = response.headers.get("location", "")
        if self._steps > MOST_STEPS or not location:
            raise KnownError(f"{address.host} sends on and on, and to no picture.")
        return web_address.moved_to(address, location)

    def _number(self, address: Address) -> str:
        """Return a number of the host to connect to; one that leads near this machine refuses all."""
        numbers = self._resolve(address.host, address.port)
        if not numbers or not all(self._allow(number) for number in numbers):
            raise KnownError(
                f"{address.host} is on this machine or in your own network. Save the picture, and drop it."
            )
        return next((number for number in numbers if ":" not in number), numbers[0])

    def _read(self, response: httpx.Response, kind: str) -> bytes:
        most = MOST_OF_A_PAGE if kind == "text/html" else MOST_BYTES
        said = response.headers.get("content-length", "")
        if kind != "text/html" and said.isdecimal() and int(said) > most:
            raise KnownError(_too_large(most))
        pieces = bytearray()
        for piece in response.iter_bytes(_PIECE):
            self._check()
            pieces += piece
            if len(pieces) > most:
                if kind == "text/html":
                    return bytes(pieces[:most])  # what a page says of itself stands at its head
                raise KnownError(_too_large(most))
        return bytes(pieces)

    def _check(self) -> None:
        if self._stop.is_set():
            raise CancelledError


def _too_large(most: int) -> str:
    return f"The picture is larger than {most // 1024**2} MB. Save it in the browser, and drop the file."


def _is_page(data: bytes, kind: str) -> bool:
    head = data[:512].lstrip().lower()
    return kind in ("text/html", "application/xhtml+xml") or head.startswith((b"<!doctype html", b"<html"))
