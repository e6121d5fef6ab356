# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask TMDB, or a server of the same interface: soon, not too much, and the key goes nowhere else.

Each question has an end by the clock, whatever the server does; what goes wrong is a sentence. The key
is sent to the server's own address only: redirections are not followed, pictures are fetched without it.
"""

from __future__ import annotations

import email.utils
import ipaddress
import json
import logging
import ssl
import threading
import time
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from moodboard import __version__
from moodboard.domain import web_address
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.metadata import Candidate, Found, Service
from moodboard.services import apart, tmdb_answers, web_fetch
from moodboard.services.apart import Report
from moodboard.services.facts_settings import ADDRESS
from moodboard.services.tmdb_answers import ServerError

if TYPE_CHECKING:
    import httpx

# httpx is imported when the first question is asked: it takes longer than the window to start.

WHOLE_SECONDS = 15.0
CONNECT_SECONDS = 5.0
MOST_OF_AN_ANSWER = 4 * 1024**2
MOST_OF_A_POSTER = 12 * 1024**2
POSTER_WIDTH = 500
_PIECE = 65_536
_LONGEST_PAUSE = 3600
_USUAL_PAUSE = 10
_SAID = {
    403: "does not let this key in",
    404: "has nothing of the kind any more",
    408: "took too long by itself. Try again later",
}


class WrongKeyError(ServerError):
    """The server does not know the key."""


class PauseError(ServerError):
    """The server wants fewer questions."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Tmdb:
    """A key and an address to ask; may be used by several threads."""

    service = Service.TMDB

    def __init__(self, key: str, address: str = ADDRESS, *, seconds: float = WHOLE_SECONDS) -> None:
        self._key = checked_key(key)
        self._address = checked_address(address)
        self._host = urlsplit(self._address).hostname or ""
        self._seconds = seconds
        self._pictures: tuple[str, tuple[str, ...]] | None = None
        self.name = "TMDB" if address == ADDRESS else self._host
        """What the server is called in sentences."""

    def check(self, report: Report) -> None:
        """Ask something small; raises KnownError when the key or the server is not right."""
        self._pictures = tmdb_answers.pictures(self._asked("/configuration", {}, report), self.name)

    def search(self, title: str, year: int | None, report: Report) -> tuple[Candidate, ...]:
        """Return the films of that title, the likeliest first; of any year when none is of that one."""
        asked = {"query": title[:300]}
        if year is not None:
            answer = self._asked("/search/movie", asked | {"year": str(year)}, report)
            if found := tmdb_answers.candidates(answer, self.name):
                return found
        return tmdb_answers.candidates(self._asked("/search/movie", asked, report), self.name)

    def details(self, key: str, report: Report) -> Found:
        """Return the facts of one film."""
        if not key.isdecimal():
            raise KnownError(f"{key!r} is no number of a film at {self.name}.")
        asked = {"append_to_response": "credits,external_ids"}
        return tmdb_answers.found(self._asked(f"/movie/{key}", asked, report), key, self.name)

    def poster(self, path: str, report: Report, width: int = POSTER_WIDTH) -> bytes:
        """Return the bytes of a poster at least so wide, if there are such."""
        if self._pictures is None:
            self.check(report)
        assert self._pictures is not None
        base, sizes = self._pictures
        address = f"{base}{tmdb_answers.size_for(sizes, width)}{path}"
        return self._apart(lambda stop: self._picture(address, stop), report)

    # One question

    def _asked(self, path: str, asked: Mapping[str, str], report: Report) -> Any:
        data = self._apart(lambda stop: self._answer(path, asked, stop), report)
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise ServerError(
                f"{self.name} answered with a page instead of facts. If your network wants you to sign in, "
                "do that first; else try again later."
            ) from error

    def _apart(self, work: Any, report: Report) -> bytes:
        data: bytes = apart.run(
            work,
            report,
            self._seconds,
            ServerError(f"{self.name} takes too long to answer. Try again later."),
            ServerError(f"{self.name} could not be asked. Try again later."),
        )
        return data

    def _answer(self, path: str, asked: Mapping[str, str], stop: threading.Event) -> bytes:
        headers = {"Accept": "application/json"}
        if is_token(self._key):
            headers["Authorization"] = f"Bearer {self._key}"
        else:
            asked = {**asked, "api_key": self._key}
        return self._got(self._address + path, headers, asked, MOST_OF_AN_ANSWER, stop)

    def _picture(self, address: str, stop: threading.Event) -> bytes:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if (parts.scheme, parts.netloc) != urlsplit(self._address)[:2]:
            # Whatever the server says, nothing near this machine is asked, and nothing unsigned.
            numbers = web_fetch.numbers_of(host, parts.port or 443)
            if parts.scheme != "https" or not all(map(web_address.is_public, numbers)):
                raise ServerError(
                    f"{self.name} names a place for its posters that is not one of the open web."
                )
        return self._got(address, {"Accept": "image/*"}, {}, MOST_OF_A_POSTER, stop)

    def _got(
        self,
        address: str,
        headers: dict[str, str],
        asked: Mapping[str, str],
        most: int,
        stop: threading.Event,
    ) -> bytes:
        import httpx

        _hush()
        timeout = httpx.Timeout(min(self._seconds, CONNECT_SECONDS))
        headers |= {"User-Agent": f"Moodboard/{__version__}", "Accept-Encoding": "identity"}
        here = is_loopback(urlsplit(address).hostname or "")
        certificates = _certificates() if address.startswith("https:") else False
        try:
            with (
                httpx.Client(timeout=timeout, verify=certificates, trust_env=not here) as client,
                client.stream("GET", address, params=asked or None, headers=headers) as response,
            ):
                self._refuse(response)
                return self._read(response, most, stop)
        except httpx.TimeoutException as error:
            raise ServerError(f"{self.name} does not answer. Try again later.") from error
        except (httpx.ProtocolError, httpx.DecodingError) as error:
            raise ServerError(f"{self.name} broke its answer off. Try again later.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServerError(f"{self.name} cannot be reached. Check your connection.") from error

    def _refuse(self, response: httpx.Response) -> None:
        status = response.status_code
        if status == 200:
            return
        if status == 401:
            raise WrongKeyError(f"{self.name} does not know your key. Look at it under “Film facts”.")
        if status == 429:
            seconds = _pause(response.headers.get("retry-after", ""))
            raise PauseError(
                f"{self.name} wants a pause of {seconds} seconds. Try again after that.", seconds
            )
        if 300 <= status < 400:
            raise ServerError(f"{self.name} sends on to another address. Your key was not sent there.")
        trouble = f"has trouble of its own ({status}). Try again later" if status >= 500 else ""
        said = _SAID.get(status) or trouble or f"answered with {status}"
        # What is not there is one film's trouble, all else the server's.
        raise (KnownError if status == 404 else ServerError)(f"{self.name} {said}.")

    def _read(self, response: httpx.Response, most: int, stop: threading.Event) -> bytes:
        said = response.headers.get("content-length", "")
        pieces = bytearray()
        much = ServerError(f"{self.name} answers with more than any film needs. Nothing of it was taken.")
        if said.isdecimal() and (len(said) > 20 or int(said) > most):
            raise much
        for piece in response.iter_bytes(_PIECE):
            if stop.is_set():
                raise CancelledError
            pieces += piece
            if len(pieces) > most:
                raise much
        return bytes(pieces)


@cache
def _certificates() -> ssl.SSLContext:
    """Return what tells true servers from others; made once, because it takes some 30 ms."""
    import httpx

    return httpx.create_ssl_context()


def _hush() -> None:
    """Keep addresses out of the log: they hold the key."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _pause(said: str) -> int:
    """Return the seconds of a Retry-After, which may be a number or a date, or nonsense."""
    if said.strip().isdecimal() and len(said) < 10:
        return min(max(int(said), 1), _LONGEST_PAUSE)
    try:
        seconds = email.utils.parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return _USUAL_PAUSE
    return min(max(round(seconds), 1), _LONGEST_PAUSE)


def is_token(key: str) -> bool:
    """Tell a read access token, which goes into a header, from a short key."""
    return key.count(".") == 2


def checked_key(key: str) -> str:
    """Return the key without what came along when it was copied; raises KnownError when it is none."""
    key = key.strip().removeprefix("Bearer ").strip()
    if not key or len(key) > 2000 or not key.isascii() or not key.isprintable() or " " in key:
        raise KnownError("That is no key of TMDB. Copy it from your account there, under Settings, API.")
    return key


def checked_address(address: str) -> str:
    """Return a server's address without its last slash; raises KnownError for one that is not safe."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise KnownError("The address of the film server is not one of the web.") from error
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not host or not safe or parts.username is not None or parts.query or parts.fragment:
        raise KnownError(
            "The address of the film server must begin with https://, or be on this machine: "
            "your key would be read on the way."
        )
    return address.rstrip("/")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
