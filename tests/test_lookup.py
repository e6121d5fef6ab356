# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking films up: off until switched on, the key in the keyring only, many films without a guess."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import catalogue_files
from moodboard import paths
from moodboard.cli.main import main
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film
from moodboard.domain.metadata import Service
from moodboard.services import catalogue, check, facts_settings, films, lookup, metadata, secrets
from moodboard.services.lookup import NotSetUpError
from moodboard.services.secrets import NoKeyringError, Place
from moodboard.services.tmdb import Tmdb
from tmdb_server import HER, KEY, PlainRing, Ring, Server, film, ring_in_use, serving


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as one:
        monkeypatch.setenv(facts_settings.ADDRESS_VARIABLE, one.address)
        yield one


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv("MOODBOARD_TMDB_KEY", raising=False)
    one = Ring()
    with ring_in_use(one):
        yield one
    secrets.forget(secrets.TMDB)


@pytest.fixture
def asked(server: Server) -> Tmdb:
    return Tmdb(KEY, server.address, seconds=10)


def add(title: str = "Winter Letters", **facts: Any) -> int:
    return films.add_film(Film(title, **facts))[0].id


# -- whether anything is asked ------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
def test_it_is_off_at_first_and_asks_nothing(server: Server) -> None:
    secrets.keep(secrets.TMDB, KEY)
    with pytest.raises(NotSetUpError, match="is off"):
        lookup.client(silent)
    assert server.seen == []


@pytest.mark.usefixtures("library", "server")
def test_without_a_key_it_says_so() -> None:
    facts_settings.set_on(True)
    with pytest.raises(NotSetUpError, match="no key yet"):
        lookup.client(silent)


@pytest.mark.usefixtures("library")
def test_switched_on_and_with_a_key_it_asks_the_chosen_server(server: Server) -> None:
    facts_settings.set_on(True)
    secrets.keep(secrets.TMDB, KEY)
    assert lookup.client(silent).details("7", silent).title == "Winter Letters"
    facts_settings.set_on(False)
    with pytest.raises(NotSetUpError):
        lookup.client(silent)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"on": "yes"}', "[" * 50_000, '{"on": 1, "address": 7}'])
def test_a_damaged_choice_is_off(content: str) -> None:
    file = paths.config_folder() / facts_settings.FILE
    file.parent.mkdir(parents=True)
    file.write_text(content)
    assert facts_settings.load() == facts_settings.FactsSettings()


def test_the_choice_is_kept_with_an_address_that_was_written_there() -> None:
    file = paths.config_folder() / facts_settings.FILE
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"address": "http://127.0.0.1:9/3"}))
    facts_settings.set_on(True)
    assert facts_settings.load() == facts_settings.FactsSettings(True, "http://127.0.0.1:9/3")


# -- the key -------------------------------------------------------------------------------------------


def test_a_key_is_in_the_keyring_and_in_no_file(ring: Ring, library: Path, tmp_path: Path) -> None:
    secrets.keep(secrets.TMDB, KEY)
    facts_settings.set_on(True)
    assert ring.kept == {("Moodboard", "tmdb"): KEY}
    assert secrets.find(secrets.TMDB) == (KEY, Place.KEYRING)
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert library / "library.db" in files
    assert not [one for one in files if KEY.encode() in one.read_bytes()]
    secrets.forget(secrets.TMDB)
    assert secrets.find(secrets.TMDB) == ("", Place.NOWHERE)


def test_no_keyring_is_a_sentence_and_the_key_lasts_for_the_session() -> None:
    from keyring.backends.fail import Keyring

    with ring_in_use(Keyring()):
        assert secrets.find(secrets.TMDB) == ("", Place.NOWHERE)
        with pytest.raises(NoKeyringError, match="this session only"):
            secrets.keep(secrets.TMDB, KEY)
        secrets.use_now(secrets.TMDB, KEY)
        assert secrets.find(secrets.TMDB) == (KEY, Place.SESSION)
        secrets.forget(secrets.TMDB)
        assert secrets.find(secrets.TMDB) == ("", Place.NOWHERE)


def test_a_keyring_that_writes_in_plain_text_is_none() -> None:
    plain = PlainRing()
    with ring_in_use(plain), pytest.raises(NoKeyringError):
        secrets.keep(secrets.TMDB, KEY)
    assert plain.kept == {}


def test_a_keyring_that_refuses_is_a_sentence() -> None:
    from keyring.errors import KeyringLocked

    class Locked(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            raise KeyringLocked("no")

    with ring_in_use(Locked()), pytest.raises(KnownError, match="Unlock it"):
        secrets.find(secrets.TMDB)


def test_a_keyring_that_waits_for_ever_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    over = threading.Event()

    class Waiting(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            over.wait()
            return None

    monkeypatch.setattr(secrets, "WAIT_SECONDS", 0.05)
    try:
        with ring_in_use(Waiting()), pytest.raises(KnownError, match="does not answer"):
            secrets.find(secrets.TMDB)
    finally:
        over.set()


def test_a_key_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOODBOARD_TMDB_KEY", f" {KEY} ")
    assert secrets.find(secrets.TMDB) == (KEY, Place.VARIABLE)


# -- one film ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
def test_facts_and_poster_are_filled_in(asked: Tmdb) -> None:
    film_id = add(year=2013)
    found = lookup.surely(asked, films.film(film_id), silent)
    filled, _changes = lookup.fill(asked, film_id, found, None, silent)
    kept = films.film(film_id)
    assert (kept.directors, kept.runtime, kept.tmdb) == (("Ana Lake",), 126, 7)
    assert filled.after["poster"] == kept.poster != ""
    assert check.check().ok


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("body", [b"<html>no picture</html>", b"", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_poster_that_is_none_spoils_no_other_fact(server: Server, asked: Tmdb, body: bytes) -> None:
    server.instead["/img/"] = lambda handler: handler.send(body, kind="image/png")
    film_id = add(year=2013)
    found = asked.details("7", silent)
    lookup.fill(asked, film_id, found, None, silent)
    assert (films.film(film_id).runtime, films.film(film_id).poster) == (126, "")
    with pytest.raises(KnownError):
        lookup.fill(asked, film_id, found, {"poster"}, silent)
    assert check.check().ok


@pytest.mark.usefixtures("library")
def test_a_film_whose_number_is_known_is_asked_for_by_it(server: Server, asked: Tmdb) -> None:
    film_id = add("What I call it", tmdb=7)
    assert lookup.surely(asked, films.film(film_id), silent).title == "Winter Letters"
    assert server.paths() == ["/3/movie/7"]


@pytest.mark.usefixtures("library")
def test_a_server_that_answers_with_another_film_fills_in_nothing(server: Server, asked: Tmdb) -> None:
    server.films[7] = HER | {"title": "Another Film", "original_title": "Another Film"}
    server.instead["/3/search"] = lambda handler: handler.send({"results": [HER]})
    film_id = add(year=2013)
    report = lookup.fill_many(asked, [film_id], silent)
    assert [one.reason for one in report.unsure] == [
        "Another Film (2013) was found, but its title is another."
    ]
    assert films.film(film_id).runtime is None


def test_without_a_key_the_catalogue_on_this_machine_answers(
    server: Server, library: Path, tmp_path: Path
) -> None:
    catalogue.index(catalogue_files.some(tmp_path / "imdb"))
    asked = lookup.client(silent)
    film_id = add("Harbour Express", year=1994)
    report = lookup.fill_many(asked, metadata.without(asked.service), silent)
    kept = films.film(film_id)
    assert (len(report.filled), kept.directors, kept.runtime) == (1, ("Lam Wai",), 102)
    assert {one.service for one in metadata.sources(film_id).values()} == {Service.IMDB}
    assert metadata.without(Service.IMDB) == []
    assert metadata.without(Service.TMDB) == [film_id], "it lacks a poster, which another may know"
    assert server.seen == []


# -- many films ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
def test_many_are_filled_in_and_unsure_ones_are_listed_not_guessed(server: Server, asked: Tmdb) -> None:
    server.know(HER, film(8, "Twins", "1950-01-01"), film(9, "Twins", "1960-01-01"))
    sure, unsure, unknown = add(year=2013), add("Twins"), add("Nobody knows it")
    steps: list[tuple[int, int]] = []
    report = lookup.fill_many(asked, metadata.without(asked.service), lambda *step: steps.append(step))
    assert [one.film_id for one in report.filled] == [sure]
    assert {one.film_id: one.reason for one in report.unsure} == {
        unsure: "Its year is not known, and there are Twins (1950), Twins (1960).",
        unknown: "Nothing was found by that title.",
    }
    assert report.changes.films == {sure}
    assert (steps[0], steps[-1], report.left, report.stopped) == ((0, 3), (3, 3), 0, "")
    metadata.take_back(report.filled)
    assert films.film(sure).runtime is None


@pytest.mark.usefixtures("library")
def test_ones_own_words_stay_through_many(asked: Tmdb) -> None:
    film_id = add(year=2013, runtime=99, directors=("ana lake",))
    lookup.fill_many(asked, [film_id], silent)
    kept = films.film(film_id)
    assert (kept.runtime, kept.directors, kept.imdb) == (99, ("ana lake",), "tt0000007")
    assert set(metadata.sources(film_id)) == {"imdb", "tmdb", "poster"}


@pytest.mark.usefixtures("library")
def test_a_stop_keeps_whole_films_and_tells_them(server: Server, asked: Tmdb) -> None:
    ids = [add(year=2013), add("Second")]

    def stop_at_the_second(done: int, _total: int) -> None:
        if done == 1:
            raise CancelledError

    report = lookup.fill_many(asked, ids, stop_at_the_second)
    assert ([one.film_id for one in report.filled], report.left, report.stopped) == (ids[:1], 1, "")


@pytest.mark.usefixtures("library")
def test_a_short_pause_is_waited_for(server: Server, asked: Tmdb) -> None:
    film_id, slept = add(year=2013), []

    def busy(handler: Any) -> None:
        del server.instead["/3/search"]
        handler.send({}, 429, Retry_After="3")

    def sleep(seconds: float) -> None:
        slept.append(seconds)

    server.instead["/3/search"] = busy
    report = lookup.fill_many(asked, [film_id], silent, sleep)
    assert ([one.film_id for one in report.filled], round(sum(slept))) == ([film_id], 3)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("seconds", ["3", "600"])
def test_a_pause_too_long_or_too_often_ends_it(server: Server, asked: Tmdb, seconds: str) -> None:
    server.instead["/3/search"] = lambda handler: handler.send({}, 429, Retry_After=seconds)
    report = lookup.fill_many(asked, [add(), add("Second")], silent, lambda _seconds: None)
    assert (f"pause of {seconds} seconds" in report.stopped, report.left, report.filled) == (True, 2, [])
    assert len(server.seen) == (3 if seconds == "3" else 1)


@pytest.mark.usefixtures("library")
def test_a_wrong_key_ends_it_at_once(server: Server) -> None:
    report = lookup.fill_many(Tmdb("f" * 32, server.address), [add(), add("Second")], silent)
    assert "does not know your key" in report.stopped
    assert len(server.seen) == 1


@pytest.mark.usefixtures("library")
def test_a_server_that_fails_three_times_in_a_row_is_asked_no_more(server: Server, asked: Tmdb) -> None:
    server.instead["/3/"] = lambda handler: handler.send(b"oops", 503)
    report = lookup.fill_many(asked, [add(f"Film {n}") for n in range(9)], silent)
    assert (len(report.unsure), len(server.seen)) == (3, 3)
    assert "trouble of its own" in report.stopped


# -- the command line ------------------------------------------------------------------------------------


@pytest.fixture
def told(server: Server, library: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; its exit code, and what it wrote."""
    facts_settings.set_on(True)
    secrets.keep(secrets.TMDB, KEY)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--library", str(library), *words])
        said = capsys.readouterr()
        from moodboard.services import library as service

        service.open_library(library)
        return code, said.out, said.err

    return run


def test_a_command_tells_what_is_known(told: Any) -> None:
    add(runtime=99)
    code, out, _err = told("lookup", "Winter Letters")
    assert code == 0
    assert "TMDB: Winter Letters (2013)" in out
    assert "Ana Lake" in out
    assert "yours: 99" in out
    assert films.find_film("Winter Letters").year is None


def test_a_command_fills_in(told: Any) -> None:
    add(runtime=99)
    code, out, _err = told("lookup", "Winter Letters", "--fill", "--json")
    fields = json.loads(out)["fields"]
    assert (code, fields["year"]["filled"], fields["runtime"]["state"]) == (0, True, "own")
    kept = films.find_film("Winter Letters")
    assert (kept.year, kept.runtime, kept.poster != "") == (2013, 99, True)


def test_a_command_lists_films_in_doubt_and_takes_a_number(told: Any, server: Server) -> None:
    server.know(film(8, "Twins", "1950-01-01"), film(9, "Twins", "1960-01-01"))
    add("Twins")
    code, out, _err = told("lookup", "Twins", "--fill")
    assert (code, "8  Twins (1950)" in out, films.find_film("Twins").year) == (1, True, None)
    assert told("lookup", "Twins", "--as", "9", "--fill")[0] == 0
    assert films.find_film("Twins").year == 1960


def test_a_command_keeps_a_key_and_the_choice(told: Any, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("abc123\n"))
    assert told("lookup", "--key", "--off")[0] == 0
    assert (ring.kept["Moodboard", "tmdb"], facts_settings.load().on) == ("abc123", False)
    add()
    code, out, err = told("lookup", "Winter Letters")
    assert (code, out, "is off" in err) == (1, "", True)
    assert told("lookup", "--forget-key", "--on")[0] == 0
    assert (ring.kept, facts_settings.load().on) == ({}, True)


def test_a_command_without_a_film_is_a_sentence(told: Any) -> None:
    assert "Which film?" in told("lookup")[2]
