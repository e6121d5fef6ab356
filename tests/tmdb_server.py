# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of TMDB's interface on loopback, which can be slow, broken, strict and lying."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import keyring
from keyring.backend import KeyringBackend

from foreign_boards import png, quarters

KEY = "0123456789abcdef0123456789abcdef"
TOKEN = "eyJhbGci.eyJhdWQi.c2lnbmVk"
POSTER = png(quarters(40, 60))


def film(number: int, title: str, date: str = "2013-12-18", **facts: Any) -> dict[str, Any]:
    """Return what the server knows of a film."""
    return {
        "id": number,
        "title": title,
        "original_title": title,
        "release_date": date,
        "poster_path": f"/p{number}.png",
        "runtime": 126,
        "credits": {"crew": [{"job": "Producer", "name": "Nobody"}, {"job": "Director", "name": "Ana Lake"}]},
        "external_ids": {"imdb_id": f"tt{number:07}"},
    } | facts


HER = film(7, "Winter Letters")
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answer as TMDB does, or as the test wants it."""

    server: Server

    def do_GET(self) -> None:
        """Answer one question."""
        self.path_only = urlsplit(self.path).path
        self.asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.seen.append((self.path_only, self.asked, dict(self.headers)))
        for prefix, answer in self.server.instead.items():
            if self.path_only.startswith(prefix):
                answer(self)
                return
        self.usual()

    def usual(self) -> None:
        """Answer rightly."""
        if self.path_only.startswith("/img/"):
            self.send(POSTER, kind="image/png")
        elif self.asked.get("api_key") != KEY and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.send({"status_code": 7, "status_message": "Invalid API key"}, status=401)
        elif self.path_only == "/3/configuration":
            base = f"{self.server.address}/img/".replace("/3/img", "/img")
            self.send(
                {"images": {"secure_base_url": base, "poster_sizes": ["w92", "w154", "w500", "original"]}}
            )
        elif self.path_only == "/3/search/movie":
            self.send({"page": 1, "results": self._found()})
        else:
            one = self.server.films.get(int(self.path_only.rsplit("/", 1)[1]))
            self.send(one or {"status_code": 34}, status=200 if one else 404)

    def _found(self) -> list[dict[str, Any]]:
        title, year = self.asked["query"].casefold(), self.asked.get("year", "")
        return [
            {key: one[key] for key in ("id", "title", "original_title", "release_date", "poster_path")}
            for one in self.server.films.values()
            if title in one["title"].casefold() and one["release_date"].startswith(year)
        ]

    def send(self, answer: Any, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """Send JSON, or bytes as they are."""
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(data))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """The server, what it knows, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}/3"
        self.films: dict[int, dict[str, Any]] = {7: HER}
        self.instead: dict[str, Answer] = {}
        """Answers by how a path begins."""
        self.seen: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.silence = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is nothing to tell."""

    def know(self, *films: dict[str, Any]) -> None:
        """Know these films."""
        self.films = {one["id"]: one for one in films}

    def paths(self) -> list[str]:
        """Return what was asked for."""
        return [path for path, _asked, _headers in self.seen]


@contextmanager
def serving() -> Iterator[Server]:
    """Let a server run."""
    server = Server()
    thread = threading.Thread(target=lambda: server.serve_forever(0.01))
    thread.start()
    try:
        yield server
    finally:
        server.silence.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Ring(KeyringBackend):
    """A keyring that keeps secrets, until the test ends."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        del self.kept[service, username]


class PlainRing(Ring):
    """A keyring that would write what it keeps into a file as it is."""

    priority = 0.5  # type: ignore[assignment]


@contextmanager
def ring_in_use(ring: KeyringBackend) -> Iterator[None]:
    """Let this be the system's keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(ring)
    try:
        yield
    finally:
        keyring.set_keyring(before)
