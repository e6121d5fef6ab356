# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole board page of many pins: arranging, grouping, zooming through the levels, undoing, lists."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget

from canvas import SIZE, Bench, fill
from common import empty_library, machine, memory, show
from moodboard.domain.board import PinKind, Rect
from moodboard.domain.drawing import Drawing, Shape
from moodboard.qt.events import Events
from moodboard.qt.fonts import load_fonts
from moodboard.qt.thumbs import Thumbs
from moodboard.services import library
from moodboard.ui import theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.page import BoardPage

EDITS = 1_000
ARROWS = 200
LAYOUTS = ("arrange.rows", "arrange.pack", "arrange.colour")


class PageBench(Bench):
    """One open board with everything around it."""

    def make(self) -> None:
        """Make the page, in a window as large as the canvas alone had."""
        self.window, self.thumbs, self.book = QWidget(), Thumbs(), ActionBook()
        look = theme.apply(self.app, "light")
        from moodboard.qt.jobs import JobRunner

        self.page_jobs = JobRunner()
        self.page = BoardPage(Events(), self.page_jobs, self.thumbs, self.book, look, self.window)
        self.editor, self.canvas = self.page.editor, self.page.canvas
        self.window.resize(*SIZE)
        self.page.resize(*SIZE)
        self.window.show()

    def settle(self) -> float:
        """Run the event loop until everything is sharp and nothing more is to be painted."""
        return self.until(lambda: self.canvas.is_sharp and not self.canvas.renderer.is_busy)

    def deed(self, what: str, do: Callable[[], object], goal: str = "") -> float:
        """Print how long it takes, until the canvas is painted, and the longest stall; when it began."""
        self.settle()
        self.stall()
        started = time.perf_counter()
        do()
        done = time.perf_counter()
        self.until(lambda: self.canvas.renderer.is_filled)
        self.canvas.repaint()
        painted = time.perf_counter()
        self.until(lambda: self.canvas.is_sharp)
        sharp = time.perf_counter()
        show(what, [done - started], goal)
        print(
            f"{'':<6}first paint {(painted - started) * 1e3:.0f} ms, sharp {(sharp - started) * 1e3:.0f} ms, "
            f"longest stall {self.stall() * 1e3:.0f} ms",
            flush=True,
        )
        return started


def opening(bench: PageBench, board_id: int, count: int) -> None:
    """Print what opening takes, all pins in view."""
    canvas = bench.canvas
    bench.until(lambda: canvas.isVisible())
    bench.stall()
    started = time.perf_counter()
    bench.editor.loaded.connect(canvas.fit_all)
    bench.page.open_board(board_id)
    bench.until(lambda: bool(bench.editor.board_id) and canvas.renderer.is_filled)
    show(f"{count} pins: page opened, first plates", [time.perf_counter() - started])
    bench.until(lambda: canvas.is_sharp)
    show(f"{count} pins: page opened, complete", [time.perf_counter() - started], "goal 5000 at 20000")
    show(f"{count} pins: opening, longest stall", [bench.stall()], "goal 50")


def moving(bench: PageBench, count: int) -> None:
    """Print what panning with everything in view takes."""
    middle = QPointF(SIZE[0] / 2, SIZE[1] / 2)
    bench.settle()
    bench.stall()
    panned = bench.drag(middle, Qt.MouseButton.MiddleButton, 150, True, QPointF(300, 60))
    show(f"{count} pins: panned, a step", panned, "goal p95 10")
    bench.settle()
    show(f"{count} pins: panning and resting, longest stall", [bench.stall()], "goal 50")


def arranging(bench: PageBench, count: int) -> None:
    """Print what the layouts of everything take: working out, and all of it."""
    worked_out = [0.0]
    for action in LAYOUTS:
        plain = bench.editor.change

        def change(*given: object, plain: Callable[..., None] = plain) -> None:
            worked_out[0] = time.perf_counter()
            plain(*given)

        bench.canvas.select(())
        bench.editor.change = change  # type: ignore[method-assign]
        started = bench.deed(f"{count} pins: {action}", bench.book.action(action).trigger)
        del bench.editor.change
        print(f"{'':<6}worked out after {(worked_out[0] - started) * 1e3:.0f} ms")
        bench.deed(f"{count} pins: {action} taken back", bench.editor.undo)


def _zoomed(bench: PageBench, level: float, at: QPointF) -> list[float]:
    taken = []
    factor = (level / bench.canvas.zoom()) ** (1 / 12)
    for _step in range(12):
        started = time.perf_counter()
        bench.canvas.zoom_now(factor, at)
        bench.canvas.repaint()
        taken.append(time.perf_counter() - started)
        bench.app.processEvents()
    return taken


def levels(bench: PageBench, count: int) -> None:
    """Zoom from 2 % to 800 % and back, resting at each doubling, then do it again.

    The first time pictures are read, above 1,000 pins even made: ``fill`` keeps their small levels only.
    """
    canvas = bench.canvas
    canvas.fit_all()
    bench.settle()
    at = QPointF(SIZE[0] / 2, SIZE[1] / 2)
    canvas.zoom_to(0.02, at)
    bench.settle()
    doublings = (0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 8.0)
    for time_of in ("first", "again"):
        bench.stall()
        steps, rests, stalls = [], [], []
        for level in (*doublings, *reversed(doublings[:-1]), 0.02):
            steps += _zoomed(bench, level, at)
            moved = time.perf_counter()
            bench.until(lambda: canvas.is_sharp)
            rests.append(time.perf_counter() - moved)
            stalls.append(bench.stall())
        show(f"{count} pins: zoomed from 2 % to 800 % and back, {time_of}, a step", steps, "goal p95 10")
        show(f"{count} pins: sharp after each rest of it", rests, "goal 200" if time_of == "again" else "")
        show(f"{count} pins: zooming and resting, longest stalls", stalls, "goal 50")
    held = bench.thumbs.memory / 2**20
    print(f"{count} pins: after all levels {memory():.0f} MB, pictures in memory {held:.0f} MB")
    canvas.fit_all()
    bench.settle()


def undoing(bench: PageBench, count: int) -> None:
    """Make a thousand edits, take them back and do them again."""
    editor, names = bench.editor, [pin.uuid for pin in bench.editor.own_pins()]
    before = memory()
    pushed, undone, redone = [], [], []
    bench.settle()
    bench.stall()

    def each(do: Callable[[int], object], taken: list[float]) -> None:
        for n in range(EDITS):
            started = time.perf_counter()
            do(n)
            taken.append(time.perf_counter() - started)
            bench.app.processEvents()

    def edit(n: int) -> None:
        chosen = [names[(n * 7 + k) % len(names)] for k in range(20 if n % 10 == 0 else 1)]
        if n % 3 == 2:
            editor.restyle(chosen, lambda style: replace(style, opacity=0.5 + n % 50 / 100))
        else:
            editor.move(chosen, 3 + n % 5, 2)

    each(edit, pushed)
    each(lambda _n: editor.undo(), undone)
    each(lambda _n: editor.redo(), redone)
    show(f"{count} pins: one of {EDITS} edits", pushed, "goal p95 16")
    show(f"{count} pins: one of them taken back", undone, "goal p95 16")
    show(f"{count} pins: one of them done again", redone, "goal p95 16")
    show(f"{count} pins: editing and undoing, longest stall", [bench.stall()], "goal 50")
    bench.settle()
    print(f"{count} pins: {EDITS} steps to undo take {memory() - before:.0f} MB")


def grouping(bench: PageBench, count: int) -> None:
    """Put everything into one group, move that, and take it apart."""
    bench.canvas.select(pin.uuid for pin in bench.editor.own_pins())
    bench.deed(f"{count} pins: grouped", bench.book.action("pin.group").trigger)
    group = next(pin.uuid for pin in bench.editor.own_pins() if pin.kind is PinKind.GROUP)
    bench.deed(f"{count} pins: the group moved", lambda: bench.editor.move([group], 10, 10))
    one = next(pin.uuid for pin in bench.editor.own_pins() if pin.group)
    bench.deed(f"{count} pins: one pin in the group moved", lambda: bench.editor.move([one], 10, 10))
    bench.canvas.select((group,))
    bench.deed(f"{count} pins: ungrouped", bench.book.action("pin.ungroup").trigger)


def lists(bench: PageBench, count: int) -> None:
    """Print what the list of layers and the map cost."""
    bench.deed(f"{count} pins: list of layers called", bench.book.action("layers.show").trigger)
    view = max(
        bench.window.findChildren(QListView), key=lambda view: view.model() and view.model().rowCount()
    )
    bar, scrolled = view.verticalScrollBar(), []
    for n in range(150):
        started = time.perf_counter()
        bar.setValue(round(bar.maximum() * (n * 37 % 150) / 150))
        view.viewport().repaint()
        scrolled.append(time.perf_counter() - started)
        bench.app.processEvents()
    show(f"{count} layers: scrolled, a step", scrolled, "goal p95 16")
    one = bench.editor.own_pins()[0].uuid
    bench.deed(f"{count} layers: an edit while the list is open", lambda: bench.editor.move([one], 1, 1))
    bench.deed(f"{count} layers: one brought to front", lambda: bench.editor.front([one]))
    bench.book.action("layers.show").trigger()
    bench.settle()
    bench.stall()
    started = time.perf_counter()
    bench.book.action("view.minimap").trigger()
    small = next(w for w in bench.window.findChildren(QWidget) if type(w).__name__ == "Minimap")
    bench.until(lambda: small.is_up_to_date)  # type: ignore[attr-defined]
    show(f"{count} pins: map called and drawn", [time.perf_counter() - started])
    show(f"{count} pins: drawing it, longest stall", [bench.stall()], "goal 50")
    bench.book.action("view.minimap").trigger()


def arrows(bench: PageBench, count: int) -> None:
    """Attach arrows to one pin and drag it."""
    editor, canvas = bench.editor, bench.canvas
    pins = [pin for pin in editor.own_pins() if pin.kind is PinKind.STILL and not pin.place.turn]
    centre = canvas.centre()
    pins.sort(key=lambda pin: abs(pin.place.x - centre[0]) + abs(pin.place.y - centre[1]))
    held = pins[0]
    made = []
    for other in pins[1 : ARROWS + 1]:
        drawing = Drawing(Shape.ARROW, start=held.uuid, end=other.uuid)
        rect = Rect(held.place.x, held.place.y, 10, 10)
        made.append(replace(editor.new_pin(PinKind.DRAWING, rect, 1e6 + len(made)), drawing=drawing))
    bench.deed(f"{ARROWS} attached arrows laid on {count}", lambda: editor.add_pins(made, "Draw"))
    canvas.select(())
    at = canvas.viewport.to_screen(*editor.pins[held.uuid].place.rect.centre)
    canvas.select((held.uuid,))
    bench.settle()
    bench.stall()
    dragged = bench.drag(at, Qt.MouseButton.LeftButton, 100, False, QPointF(120, 60))
    show(f"a pin with {ARROWS} arrows of {count} dragged, a step", dragged, "goal 16")
    bench.until(lambda: canvas.is_sharp)
    show(f"dragging it and dropping, longest stall, {count}", [bench.stall()], "goal 50")


PARTS = {f.__name__: f for f in (moving, arranging, levels, undoing, grouping, lists, arrows)}


def main(count: int, wanted: list[str]) -> None:
    """Print the figures of one size."""
    app = QApplication([])
    load_fonts()
    print(machine())
    with TemporaryDirectory() as made, empty_library():
        board_id = fill(count, Path(made))
        bench = PageBench(app)
        opening(bench, board_id, count)
        bench.settle()
        print(f"{count} pins open: {memory():.0f} MB")
        for name in wanted or PARTS:
            PARTS[name](bench, count)
        print(f"{count} pins at the end: {memory():.0f} MB, at most {memory(peak=True):.0f} MB")
        assert isinstance(bench.canvas, BoardCanvas) and library.folder()
        bench.page.close_board()
        bench.editor.close()
        bench.page_jobs.stop_all()
        bench.thumbs.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pins", type=int, default=5_000)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="; ".join(PARTS))
    given = parser.parse_args()
    main(given.pins, given.parts)
