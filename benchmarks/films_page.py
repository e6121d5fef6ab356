# SPDX-License-Identifier: GPL-3.0-or-later
"""The films' page with 100,000 films: keystrokes, orders, scrolling, choosing all, editing many."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from common import empty_library, fill_films, show, timed

if TYPE_CHECKING:
    from moodboard.ui.library.library_page import LibraryPage
    from moodboard.wiring import Program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(count: int) -> None:
    """Print how long the window takes from what the person does to painted rows."""
    from PySide6.QtWidgets import QApplication

    from moodboard.domain.query import FilmSort
    from moodboard.ui.pages import FILMS
    from moodboard.wiring import Program

    app = QApplication(sys.argv)
    with empty_library():
        fill_films(count, count * 3)
        program = Program()
        program.window.resize(1600, 1000)
        program.window.show()
        started = time.perf_counter()
        program.window.pages.go(FILMS)
        page = program.window.pages.page(FILMS)
        app.processEvents()
        show(f"{count} films, the page shown for the first time", [time.perf_counter() - started])
        settle(program)
        keys = [
            painted(page, lambda w=word[:n]: page.head.search.setText(w))
            for word in WORDS
            for n in range(1, len(word) + 1)
        ]
        settle(program)
        show("a search keystroke to painted rows", keys, "<= 50")
        page.head.search.clear()
        orders = [painted(page, lambda s=sort: page._on_sort(s)) for sort in FilmSort]
        turned = [painted(page, page._on_turn) for _ in FilmSort]
        show("another order to painted rows", orders, "<= 50")
        show("the order turned round to painted rows", turned, "<= 50")
        settle(program)
        for view in ("list", "posters", "stills"):
            page.show_view(view)
            app.processEvents()
            scroll(program, page, view)
        page.show_view("list")
        show("all chosen and painted", timed(lambda: painted(page, page.select_all)))
        started = time.perf_counter()
        page.deeds.set_heart(True)
        show("all given hearts: the window is held up", [time.perf_counter() - started], "<= 10")
        settle(program)
        show("all given hearts, in the background", [time.perf_counter() - started])
        program.close()


WORDS = ("umbrella", "tides for", "blue ap")


def settle(program: Program) -> None:
    """Let everything in the background come to its end."""
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + 0.6
    while program.jobs.running or time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def painted(page: LibraryPage, act: Callable[[], object]) -> float:
    """Return the seconds from an act until the view has painted itself anew."""
    view = page._current_view()
    started = time.perf_counter()
    act()
    view.viewport().repaint()
    return time.perf_counter() - started


def frame(act: Callable[[], object]) -> float:
    """Return the seconds from an act until all that it asked for is painted."""
    from PySide6.QtWidgets import QApplication

    started = time.perf_counter()
    act()
    QApplication.processEvents()
    return time.perf_counter() - started


def scroll(program: Program, page: LibraryPage, name: str) -> None:
    """Print what a frame takes while scrolling by the wheel, and while the bar is dragged far."""
    view = page._current_view()
    bar = view.verticalScrollBar()
    settle(program)
    slow = [frame(lambda: bar.setValue(bar.value() + 120)) for _ in range(200)]
    whole = [painted(page, lambda: bar.setValue(bar.value() + 120)) for _ in range(100)]
    far = [painted(page, lambda s=s: bar.setValue(bar.maximum() * s // 100)) for s in range(100)]
    show(f"{name}: a frame while scrolling", slow, "<= 16")
    show(f"{name}: the same, but the whole view painted anew", whole)
    show(f"{name}: a frame while the bar is dragged by a hundredth", far, "<= 16")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=100_000)
    main(parser.parse_args().films)
