# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking TMDB: what is asked, and that a slow, broken, strict or lying server is a sentence."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.metadata import Service
from moodboard.services import tmdb_answers
from moodboard.services.tmdb import PauseError, Tmdb, WrongKeyError, checked_address, checked_key
from tmdb_server import HER, KEY, POSTER, TOKEN, Answer, Handler, Server, film, serving


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def asking(server: Server, key: str = KEY, seconds: float = 10.0) -> Tmdb:
    return Tmdb(key, server.address, seconds=seconds)


# -- what is asked ---------------------------------------------------------------------------------


def test_a_film_is_found_by_title_and_year(server: Server) -> None:
    server.know(HER, film(8, "Winter Letters", "1950-01-01"))
    found = asking(server).search("winter letters", 1950, silent)
    assert [(one.key, one.title, one.year, one.service) for one in found] == [
        ("8", "Winter Letters", 1950, Service.TMDB)
    ]


def test_without_a_film_of_that_year_any_year_will_do(server: Server) -> None:
    assert [one.year for one in asking(server).search("Winter Letters", 2014, silent)] == [2013]
    assert [asked.get("year") for _path, asked, _headers in server.seen] == ["2014", None]


def test_all_facts_come_in_one_question(server: Server) -> None:
    found = asking(server).details("7", silent)
    assert (found.year, found.directors, found.runtime) == (2013, ("Ana Lake",), 126)
    assert (found.imdb, found.tmdb, found.poster) == ("tt0000007", 7, "/p7.png")
    assert server.seen[0][1]["append_to_response"] == "credits,external_ids"


def test_a_poster_is_fetched_large_enough_and_without_the_key(server: Server) -> None:
    asked = asking(server, TOKEN)
    assert asked.poster("/p7.png", silent, 100) == POSTER
    assert asked.poster("/p7.png", silent) == POSTER
    pictures = [one for one in server.seen if one[0].startswith("/img/")]
    assert [path for path, *_rest in pictures] == ["/img/w154/p7.png", "/img/w500/p7.png"]
    assert all(KEY not in str(one) and TOKEN not in str(one) for one in pictures)


def test_a_short_key_goes_into_the_question_a_token_into_its_head(server: Server) -> None:
    asking(server).check(silent)
    asking(server, TOKEN).check(silent)
    (_p, short, _h), (_q, asked, head) = server.seen
    assert (short["api_key"], "api_key" in asked, head["Authorization"]) == (KEY, False, f"Bearer {TOKEN}")


def test_the_key_is_in_no_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for key in (KEY, TOKEN):
            asking(server, key).search("Winter Letters", None, silent)
    assert KEY not in caplog.text
    assert TOKEN not in caplog.text


# -- what goes wrong -------------------------------------------------------------------------------


def answered(status: int = 200, body: Any = b"", kind: str = "application/json", **headers: str) -> Answer:
    return lambda handler: handler.send(body, status, kind, **headers)


def test_a_key_that_the_server_does_not_know_is_told(server: Server) -> None:
    with pytest.raises(WrongKeyError, match="does not know your key"):
        asking(server, "f" * 32).check(silent)


@pytest.mark.parametrize(
    ("said", "seconds"), [("42", 42), ("", 10), ("soon", 10), ("-5", 10), ("0", 1), ("99999999", 3600)]
)
def test_a_server_that_wants_a_pause_is_told_with_its_seconds(
    server: Server, said: str, seconds: int
) -> None:
    server.instead["/3/"] = answered(429, b"{}", Retry_After=said)
    with pytest.raises(PauseError, match=f"pause of {seconds} seconds") as error:
        asking(server).search("Her", None, silent)
    assert error.value.seconds == seconds


def test_a_pause_may_be_a_date_that_is_over(server: Server) -> None:
    server.instead["/3/"] = answered(429, b"{}", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    with pytest.raises(PauseError, match="pause of 1 seconds"):
        asking(server).search("Her", None, silent)


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_in_trouble_is_told(server: Server, status: int) -> None:
    server.instead["/3/"] = answered(status, b"oops")
    with pytest.raises(KnownError, match=f"trouble of its own \\({status}\\)"):
        asking(server).check(silent)


def test_a_film_that_is_gone_is_told(server: Server) -> None:
    with pytest.raises(KnownError, match="nothing of the kind any more"):
        asking(server).details("99", silent)


def test_the_key_follows_no_redirection(server: Server) -> None:
    with serving() as elsewhere:
        server.instead["/3/"] = answered(302, Location=f"{elsewhere.address}/configuration")
        with pytest.raises(KnownError, match="was not sent there"):
            asking(server).check(silent)
        assert elsewhere.seen == []


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><title>Sign in</title>",
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' + b"9" * 9000,
    ],
)
def test_a_page_instead_of_facts_is_told(server: Server, body: bytes) -> None:
    server.instead["/3/"] = answered(body=body, kind="text/html")
    with pytest.raises(KnownError, match="a page instead of facts"):
        asking(server).details("7", silent)


@pytest.mark.parametrize("answer", [[], None, 7, "film", {}, {"results": {}}, {"results": [7, {"id": "x"}]}])
def test_an_answer_of_another_kind_is_told(server: Server, answer: Any) -> None:
    server.instead["/3/"] = answered(body=answer)
    with pytest.raises(KnownError, match="makes no sense"):
        asking(server).search("Her", None, silent)


@pytest.mark.parametrize(
    "lie",
    [
        {"runtime": -5}, {"runtime": "long"}, {"runtime": 10**9}, {"runtime": True}, {"id": 8}, {"id": "7"},
        {"title": None}, {"title": ["Her"]}, {"title": "x" * 9999}, {"release_date": "soon"},
        {"release_date": "0001-01-01"}, {"release_date": 2013}, {"credits": []}, {"credits": {"crew": "Ana"}},
        {"external_ids": {"imdb_id": "nm1"}}, {"external_ids": {"imdb_id": 7}},
    ],
)  # fmt: skip
def test_facts_that_cannot_be_true_are_not_taken(server: Server, lie: dict[str, Any]) -> None:
    server.films[7] = HER | lie
    with pytest.raises(KnownError, match="makes no sense"):
        asking(server).details("7", silent)


def test_what_the_server_does_not_know_is_blank(server: Server) -> None:
    server.films[7] = {"id": 7, "title": "Winter Letters", "release_date": "", "runtime": 0, "credits": None}
    found = asking(server).details("7", silent)
    assert (found.year, found.runtime, found.directors, found.imdb, found.poster) == (None, None, (), "", "")


@pytest.mark.parametrize("path", ["../../etc/passwd", "/a/../b.png", "//evil.example/x.png", "/a b.png", 7])
def test_a_poster_with_a_name_that_leads_elsewhere_is_none(server: Server, path: Any) -> None:
    server.films[7] = HER | {"poster_path": path}
    assert asking(server).details("7", silent).poster == ""


def test_one_bad_film_of_a_search_spoils_no_other(server: Server) -> None:
    server.instead["/3/search"] = answered(body={"results": [{"id": -1}, None, HER, HER]})
    assert [one.key for one in asking(server).search("Her", None, silent)] == ["7"]


def test_gigantic_answers_are_not_read(server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 65_536)

    server.instead["/3/"] = endless
    with pytest.raises(KnownError, match="more than any film needs"):
        asking(server).check(silent)


def test_a_said_size_is_enough_to_refuse(server: Server) -> None:
    def huge(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()

    server.instead["/3/"] = huge
    with pytest.raises(KnownError, match="more than any film needs"):
        asking(server).check(silent)


def test_a_silent_server_is_left_behind(server: Server) -> None:
    def silence(_handler: Handler) -> None:
        server.silence.wait()

    server.instead["/3/"] = silence
    with pytest.raises(KnownError, match=r"does not answer|takes too long"):
        asking(server, seconds=0.3).check(silent)


def test_a_server_that_sends_a_letter_at_a_time_is_left_behind(server: Server) -> None:
    def dawdling(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not server.silence.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    server.instead["/3/"] = dawdling
    with pytest.raises(KnownError, match="takes too long"):
        asking(server, seconds=0.3).check(silent)


def test_an_answer_that_breaks_off_is_told(server: Server) -> None:
    def broken(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b'{"images"')
        handler.close_connection = True

    server.instead["/3/"] = broken
    with pytest.raises(KnownError, match="broke its answer off"):
        asking(server).check(silent)


def test_nobody_there_is_told() -> None:
    with serving() as gone:
        address = gone.address
    with pytest.raises(KnownError, match="cannot be reached"):
        Tmdb(KEY, address).check(silent)


def test_a_cancel_does_not_wait_for_the_server(server: Server) -> None:
    asked = threading.Event()

    def waiting(_handler: Handler) -> None:
        asked.set()
        server.silence.wait()

    def stop_once_asked(_done: int, _total: int) -> None:
        if asked.is_set():
            raise CancelledError

    server.instead["/3/"] = waiting
    with pytest.raises(CancelledError):
        asking(server, seconds=60).check(stop_once_asked)


@pytest.mark.parametrize(
    "base", ["http://localhost:1/", "https://127.0.0.1:1/", "https://192.168.0.1/", "ftp://x/"]
)
def test_posters_come_from_nowhere_near_this_machine(server: Server, base: str) -> None:
    server.instead["/3/configuration"] = answered(
        body={"images": {"secure_base_url": base, "poster_sizes": ["w92"]}}
    )
    with pytest.raises(KnownError, match=r"not one of the open web|no address of its pictures"):
        asking(server).poster("/p7.png", silent)


@pytest.mark.parametrize("key", ["", "  ", "a b", "schlüssel", "x" * 3000, "a\nb"])
def test_what_is_no_key_is_told_before_it_is_sent(key: str) -> None:
    with pytest.raises(KnownError, match="no key"):
        checked_key(key)


@pytest.mark.parametrize("key", [f" {KEY}\n", f"Bearer {KEY}"])
def test_what_came_along_with_a_key_is_cut_off(key: str) -> None:
    assert checked_key(key) == KEY


@pytest.mark.parametrize(
    "address",
    ["http://films.example/3", "ftp://127.0.0.1/", "films", "https://u:p@x.org/3", "https://[x/3", ""],
)
def test_the_key_is_never_sent_in_the_open(address: str) -> None:
    with pytest.raises(KnownError):
        checked_address(address)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda one: (
        st.lists(one, max_size=3)
        | st.dictionaries(
            st.sampled_from([*HER, "results", "images", "imdb_id", "crew", "job", "name"])
            | st.text(max_size=3),
            one,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_is_answered_is_facts_or_a_sentence(answer: Any) -> None:
    for read in (
        lambda: tmdb_answers.found(answer, "7", "X"),
        lambda: tmdb_answers.found(HER | answer if isinstance(answer, dict) else HER, "7", "X"),
        lambda: tmdb_answers.candidates(answer, "X"),
        lambda: tmdb_answers.candidates({"results": [answer]}, "X"),
        lambda: tmdb_answers.pictures(answer, "X"),
    ):
        try:
            read()
        except KnownError as error:
            assert "makes no sense" in str(error)
