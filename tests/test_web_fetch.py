# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures from the web: which addresses are asked, how far, how much, and what is made of the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_boards import png, quarters
from moodboard.domain import web_address
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.services import web_fetch

PICTURE = png(quarters(60, 40))
PUBLIC = "93.184.216.34"
Answer = Callable[[httpx.Request], httpx.Response]


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def fetched(said: str, answer: Answer, numbers: dict[str, list[str]] | None = None) -> web_fetch.Fetched:
    def resolve(host: str, _port: int) -> list[str]:
        return (numbers or {}).get(host, [PUBLIC])

    return web_fetch.fetch(said, silent, transport=httpx.MockTransport(answer), resolve=resolve)


def a_picture(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=PICTURE, headers={"content-type": "image/png"})


# -- which numbers are asked ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1", "::127.0.0.1",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:db8::1", "localhost", "", "1.2.3",
    ],
)  # fmt: skip
def test_machines_nearby_are_no_public_ones(number: str) -> None:
    assert not web_address.is_public(number)


@pytest.mark.parametrize(
    "number", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "172.32.0.1"]
)
def test_machines_of_the_open_net_are_public(number: str) -> None:
    assert web_address.is_public(number)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7"))
def test_no_number_of_a_home_network_is_public(number: object) -> None:
    assert not web_address.is_public(str(number))


# -- addresses --------------------------------------------------------------------------------------


def test_foreign_letters_are_spelled_out() -> None:
    address = web_address.parsed("https://bücher.example/Straße/küche (1).jpg?q=fenêtre&x=%20")
    assert address.host == "xn--bcher-kva.example"
    assert address.path == "/Stra%C3%9Fe/k%C3%BCche%20(1).jpg?q=fen%C3%AAtre&x=%20"


@pytest.mark.parametrize(
    "said",
    ["file:///etc/passwd", "ftp://x.org/a.png", "javascript:alert(1)", "https://", "http://a b.org/",
     "https://me:secret@x.org/a.png", "http://x.org:99999/", "http://[::1", "x.png",
     "https://" + "a" * 9_000],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(said: str) -> None:
    with pytest.raises(KnownError):
        web_address.parsed(said)


def test_the_picture_is_found_in_what_browsers_hand_over() -> None:
    html = '<meta charset="utf-8"><a href="https://x.org/p"><img alt="a" src="https://x.org/a.jpg?w=1&amp;h=2"></a>'
    assert web_address.picture_in_html(html) == "https://x.org/a.jpg?w=1&h=2"
    assert web_address.picture_in_html("<img src='//x.org/a.png'>") == "https://x.org/a.png"
    assert web_address.picture_in_html('<img src="blob:https://x.org/1"><b>words</b>') == ""
    assert web_address.addresses_in("# from here\r\nhttps://x.org/a.png\r\n") == ["https://x.org/a.png"]
    assert web_address.addresses_in("see https://x.org") == []


def test_data_addresses_hold_their_picture_themselves() -> None:
    assert web_address.bytes_of_data("data:image/png;base64,iVBO Rw0=") == b"\x89PNG\r"
    assert web_address.bytes_of_data("data:image/svg+xml,%3Csvg/%3E") == b"<svg/>"
    for said in ("data:text/html,<b>", "data:image/png;base64", "data:image/png;base64,%%%"):
        with pytest.raises(KnownError):
            web_address.bytes_of_data(said)


def test_pictures_are_called_after_their_address() -> None:
    assert web_address.name_of("https://x.org/a/Her%20(2013).jpg?w=1") == "Her (2013).jpg"
    assert web_address.name_of("https://x.org/") == "x.org"


# -- asking -----------------------------------------------------------------------------------------


def test_the_number_that_was_looked_at_is_the_one_that_is_asked() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return a_picture(request)

    found = fetched("https://x.org:8443/wall.png", answer)
    assert (found.data, found.name) == (PICTURE, "wall.png")
    (request,) = asked
    assert (request.url.host, request.url.port) == (PUBLIC, 8443)
    assert request.headers["host"] == "x.org:8443" and request.extensions["sni_hostname"] == "x.org"
    assert "cookie" not in request.headers and "referer" not in request.headers


@pytest.mark.parametrize("numbers", [["192.168.0.7"], [PUBLIC, "127.0.0.1"], ["::1"], []])
def test_a_name_that_leads_nearby_is_refused_unasked(numbers: list[str]) -> None:
    with pytest.raises(KnownError, match="your own network"):
        fetched("http://x.org/a.png", a_picture, {"x.org": numbers})


def test_every_step_is_looked_at() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        return httpx.Response(302, headers={"location": "http://inner.local/secret.png"})

    with pytest.raises(KnownError, match=r"inner\.local is on this machine"):
        fetched("https://x.org/a.png", answer, {"inner.local": ["10.0.0.9"]})
    assert asked == ["x.org"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://x.org/a", "https://u:p@x.org/", ""])
def test_a_step_leads_to_the_web_only(location: str) -> None:
    with pytest.raises(KnownError):
        fetched("https://x.org/a", lambda _r: httpx.Response(301, headers={"location": location}))


def test_five_steps_are_enough() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        left = int(request.url.path[1:])
        return httpx.Response(307, headers={"location": f"/{left - 1}"}) if left else a_picture(request)

    assert fetched("https://x.org/5", answer).data == PICTURE
    with pytest.raises(KnownError, match="sends on and on"):
        fetched("https://x.org/6", answer)


def test_a_page_shows_the_picture_it_names() -> None:
    page = '<!doctype html><head><meta content="/big.png?a=1&amp;b=2" property="og:image"></head>'

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/pin/1":
            return httpx.Response(200, html=page)
        assert request.url.raw_path == b"/big.png?a=1&b=2"
        return a_picture(request)

    found = fetched("https://x.org/pin/1", answer)
    assert (found.data, found.address) == (PICTURE, "https://x.org/big.png?a=1&b=2")


@pytest.mark.parametrize(
    "page", ["<html>words</html>", '<html><meta property="og:image" content="/pin/1"></html>']
)
def test_a_page_without_a_picture_says_what_to_do(page: str) -> None:
    with pytest.raises(KnownError, match="Drop the picture itself"):
        fetched("https://x.org/pin/1", lambda _r: httpx.Response(200, html=page))


def test_a_page_may_not_lead_nearby() -> None:
    page = '<html><meta property="og:image" content="http://router/admin.png"></html>'
    with pytest.raises(KnownError, match="router is on this machine"):
        fetched("https://x.org/", lambda _r: httpx.Response(200, html=page), {"router": ["192.168.1.1"]})


def test_too_much_is_refused_said_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_fetch, "MOST_BYTES", 1024**2)
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 65_536
            yield bytes(65_536)

    said = {"content-type": "image/png", "content-length": str(10**9)}
    for answer in (httpx.Response(200, content=endless()), httpx.Response(200, headers=said, content=b"")):
        with pytest.raises(KnownError, match="larger than 1 MB"):
            fetched("https://x.org/a.png", lambda _r, answer=answer: answer)  # type: ignore[misc]
    assert read < 2 * 1024**2


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such picture"), (403, "own pages only"), (500, "500")]
)
def test_other_answers_are_told(status: int, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        fetched("https://x.org/a.png", lambda _r: httpx.Response(status))


def test_a_host_that_cannot_be_reached_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no", request=request)

    with pytest.raises(KnownError, match=r"x\.org cannot be reached"):
        fetched("https://x.org/a.png", answer)


def test_a_cancel_does_not_wait_for_the_host() -> None:
    silence = threading.Event()

    def answer(_request: httpx.Request) -> httpx.Response:
        silence.wait()
        return httpx.Response(200)

    def report(_done: int, _total: int) -> None:
        raise CancelledError

    try:
        with pytest.raises(CancelledError):
            web_fetch.fetch(
                "https://x.org/a",
                report,
                transport=httpx.MockTransport(answer),
                resolve=lambda _h, _p: [PUBLIC],
            )
    finally:
        silence.set()


def test_the_time_is_up_whoever_dawdles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_fetch, "WHOLE_SECONDS", 0.0)
    silence = threading.Event()

    def resolve(_host: str, _port: int) -> list[str]:
        silence.wait()
        return [PUBLIC]

    try:
        with pytest.raises(KnownError, match="takes too long"):
            web_fetch.fetch("https://x.org/a", silent, resolve=resolve)
    finally:
        silence.set()


class _Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert self.headers["Host"].startswith("pictures.example:")
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(PICTURE)))
        self.end_headers()
        self.wfile.write(PICTURE)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def test_over_a_real_connection() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        said = f"http://pictures.example:{server.server_port}/wall.png"
        found = web_fetch.fetch(said, silent, resolve=lambda _h, _p: ["127.0.0.1"], allow=lambda _n: True)
        assert found.data == PICTURE
        with pytest.raises(KnownError, match="on this machine"):
            web_fetch.fetch(f"http://127.0.0.1:{server.server_port}/wall.png", silent)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
