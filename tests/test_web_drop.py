# SPDX-License-Identifier: GPL-3.0-or-later
"""What browsers drag and copy: an address of a picture, a picture in an address, a page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from foreign_boards import png, quarters
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.services import intake_web, web_fetch
from moodboard.services.web_fetch import Fetched
from moodboard.ui.board.canvas_drop import addresses_of, can_take
from open_board import make_page

__all__ = ["make_page"]

Make = Callable[..., SimpleNamespace]
PICTURE = png(quarters(60, 40))
DATA = "data:image/png;base64," + base64.b64encode(PICTURE).decode()


def mime(html: str = "", text: str = "", urls: tuple[str, ...] = ()) -> QMimeData:
    made = QMimeData()
    if html:
        made.setHtml(html)
    if text:
        made.setText(text)
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    return made


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (mime('<img src="https://x.org/a.jpg">', "https://x.org/page", ("https://x.org/page",)),
         ["https://x.org/a.jpg"]),
        (mime(urls=("https://x.org/küche.png", "https://x.org/b.png")),
         ["https://x.org/k%C3%BCche.png", "https://x.org/b.png"]),
        (mime(text="https://x.org/a.png"), ["https://x.org/a.png"]),
        (mime(f'<img src="{DATA}">'), [DATA]),
        (mime('<p>Words and <img src="https://x.org/a.png"></p>', "Words and"), []),
        (mime(text="see https://x.org/a.png there"), []),
        (mime(urls=("ftp://x.org/a.png",)), []),
        (mime("", "https://x.org/a shot.png", ("https://x.org/a%20shot.png",)), ["https://x.org/a%20shot.png"]),
        (mime(text=DATA), [DATA]),
    ],
)  # fmt: skip
def test_which_addresses_are_taken(given: QMimeData, wanted: list[str]) -> None:
    assert addresses_of(given) == wanted
    assert can_take(given) == bool(wanted)


def test_a_pasted_picture_of_a_page_is_laid_on_the_board(make_page: Make, qtbot: QtBot) -> None:
    page = make_page().page
    QGuiApplication.clipboard().setMimeData(mime(f'<img src="{DATA}">'))
    page.canvas.paste()
    qtbot.waitUntil(lambda: len(page.editor.own_pins()) == 1 and not page.intake.is_busy)
    (pin,) = page.editor.own_pins()
    assert page.editor.stills[pin.still].ratio == 1.5


def test_an_address_nearby_is_told_and_nothing_is_laid(
    make_page: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_fetch, "numbers_of", lambda _host, _port: ["127.0.0.1"])
    page = make_page().page
    QGuiApplication.clipboard().setMimeData(mime(text="http://router.example/a.png"))
    page.canvas.paste()
    qtbot.waitUntil(lambda: "your own network" in page.bar.words)
    assert not page.editor.own_pins()


@pytest.mark.usefixtures("library")
def test_several_are_fetched_one_by_one_and_a_cancel_keeps_what_came() -> None:
    asked: list[str] = []
    steps: list[tuple[int, int]] = []

    def fetch(said: str, report: Callable[[int, int], None]) -> Fetched:
        asked.append(said)
        report(0, 1)
        if said.endswith("gone"):
            raise KnownError("x.org has no such picture any more.")
        return Fetched(png(quarters(60, 40, len(asked))), "Her-01.29.14.png", said)

    done = intake_web.take_in(
        ["https://x.org/1", "https://x.org/gone", "https://x.org/2"],
        None,
        lambda *step: steps.append(step),
        fetch=fetch,
    )
    assert [still.timecode for still in done.stills] == [5354.0, 5354.0] and len(done.problems) == 1
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    kept: list[object] = []

    def stop(part: int, _whole: int) -> None:
        if part == 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        intake_web.take_in(
            ["https://x.org/3", "https://x.org/4"], None, stop, lambda new, _c: kept.extend(new), fetch
        )
    assert len(kept) == 1


@pytest.mark.usefixtures("library")
def test_what_is_no_picture_is_told() -> None:
    done = intake_web.take_in(
        ["https://x.org/a.png"],
        None,
        lambda _part, _whole: None,
        fetch=lambda said, _report: Fetched(b"words", "a.png", said),
    )
    assert not done.stills and "not a picture" in done.problems[0].reason
