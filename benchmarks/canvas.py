# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas at 1920×1080 with all pins in view: opening, panning, zooming, dragging, and stalls."""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from common import empty_library, machine, memory, pictures, show
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit
from moodboard.domain.ids import new_uuid
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import load_fonts
from moodboard.qt.jobs import JobRunner
from moodboard.qt.thumbs import Thumbs
from moodboard.services import boards, library, stills
from moodboard.services import pictures as pictures_service
from moodboard.services.pictures import Taken
from moodboard.store import cache
from moodboard.ui.board.canvas import BoardCanvas

SIZE = (1920, 1080)
ORIGINALS = 40
BATCH = 1000


def fill(count: int, folder: Path) -> int:
    """Make a board of ``count`` different pictures in a grid, a tenth of them turned; its id."""
    base = [pictures_service.take_in_file(path) for path in pictures(folder, ORIGINALS)]
    levels = (64, 128, 256, 512) if count <= 1000 else (64, 128)
    file = library.folder() / "cache.db"
    kept = {level: cache.read(file, [one.picture for one in base], level) for level in levels}
    board, _changes = boards.create_board("Bench")
    chance = random.Random(11)
    across = math.ceil(math.sqrt(count * SIZE[0] / SIZE[1] * 9 / 16))
    for first in range(0, count, BATCH):
        numbers = range(first, min(count, first + BATCH))
        names = {n: f"pictures/be/{n:064}.jpg" for n in numbers}
        thumbnails = [
            kept[level][base[n % ORIGINALS].picture]._replace(picture=names[n])
            for n in numbers
            for level in levels
        ]
        cache.write(file, thumbnails)
        for n in numbers:  # the original's file, for looking closely; it takes no room
            path = library.folder() / names[n]
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(library.folder() / base[n % ORIGINALS].picture, path)
        taken = [copy_of(base[n % ORIGINALS], names[n]) for n in numbers]
        added, _changes = stills.add_stills(taken, None)
        pins = tuple(
            Pin(
                new_uuid(),
                PinKind.STILL,
                Place(
                    n % across * 334,
                    n // across * 194,
                    320,
                    180,
                    chance.uniform(-20, 20) if n % 10 == 0 else 0,
                ),
                z=float(n),
                still=still.uuid,
            )
            for n, still in zip(numbers, added, strict=True)
        )
        boards.apply_edit(board.id, BoardEdit(after=pins))
    return board.id


def copy_of(taken: Taken, picture: str) -> Taken:
    """Return the same picture under another name."""
    from dataclasses import replace

    return replace(taken, picture=picture)


class Bench:
    """One open board and the clock beside it."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.make()
        self.canvas.motion = 0
        self.beats = [time.perf_counter()]
        self.moved = 0.0
        self.jobs = JobRunner()
        self._heart = QTimer(interval=2)
        self._heart.timeout.connect(lambda: self.beats.append(time.perf_counter()))
        self._heart.start()

    def make(self) -> None:
        """Make the canvas, alone in its window."""
        self.editor, self.thumbs, self.canvas = BoardEditor(), Thumbs(), BoardCanvas()
        self.canvas.resize(*SIZE)
        self.canvas.set_editor(self.editor, self.thumbs)
        self.canvas.show()

    def until(self, ready: Callable[[], bool]) -> float:
        """Run the event loop until it is so; the seconds it took."""
        started = time.perf_counter()
        while not ready():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return time.perf_counter() - started

    def stall(self) -> float:
        """Return the longest pause between two beats since the last call."""
        self.beats.append(time.perf_counter())
        longest = max(b - a for a, b in pairwise(self.beats))
        self.beats = self.beats[-1:]
        return longest

    def mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        """Send a mouse event."""
        keys = Qt.KeyboardModifier.NoModifier
        where = self.canvas.mapToGlobal(at)
        QApplication.sendEvent(self.canvas, QMouseEvent(kind, at, where, button, held, keys))

    def step(self, at: QPointF, held: Qt.MouseButton, whole: bool) -> float:
        """Move the mouse and paint; the seconds of it."""
        started = time.perf_counter()
        self.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, held)
        if whole:
            self.canvas.repaint()
        else:
            QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        return time.perf_counter() - started

    def drag(
        self, start: QPointF, button: Qt.MouseButton, steps: int, whole: bool, way: QPointF
    ) -> list[float]:
        """Drag about and let go; the seconds of each step."""
        self.mouse(QEvent.Type.MouseButtonPress, start, button, button)
        taken = []
        for n in range(steps):
            turn = n / steps * math.tau * 3
            at = start + QPointF(way.x() * math.sin(turn), way.y() * (1 - math.cos(turn)))
            taken.append(self.step(at, button, whole))
            self.app.processEvents()
        self.mouse(QEvent.Type.MouseButtonRelease, start, button, Qt.MouseButton.NoButton)
        return taken[2:]

    def zoom(self, steps: int) -> list[float]:
        """Turn the wheel in and out; the seconds of each step."""
        taken = []
        at = QPointF(SIZE[0] * 0.4, SIZE[1] * 0.6)
        for n in range(steps):
            delta = QPoint(0, 40 if n // 6 % 2 else -40)
            started = time.perf_counter()
            event = QWheelEvent(
                at, at, QPoint(), delta, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(self.canvas, event)
            self.canvas.repaint()
            self.moved = time.perf_counter()
            taken.append(self.moved - started)
            self.app.processEvents()
        return taken


def main(count: int) -> None:
    """Print the figures of one size."""
    app = QApplication([])
    load_fonts()
    print(machine())
    with TemporaryDirectory() as made, empty_library():
        board_id = fill(count, Path(made))
        bench = Bench(app)
        canvas = bench.canvas
        started = time.perf_counter()
        bench.beats = [started]
        bench.editor.loaded.connect(canvas.fit_all)
        bench.editor.open_soon(board_id, bench.jobs)
        bench.until(lambda: bool(bench.editor.board_id) and canvas.renderer.is_filled)
        first = time.perf_counter() - started
        bench.until(lambda: canvas.is_sharp)
        show(f"{count} pins opened, first plates", [first])
        show(
            f"{count} pins opened, complete", [time.perf_counter() - started], "goal 500 at 500, 1500 at 5000"
        )
        show(f"{count} pins opening, longest stall", [bench.stall()], "goal 50")
        bench.until(lambda: not canvas.renderer.is_busy)
        measure(bench, count)
        print(f"{count} pins open: {memory():.0f} MB (goal 300 at 500, 500 at 5000)")
        canvas.stop()
        bench.thumbs.stop()


def measure(bench: Bench, count: int) -> None:
    """Print what moving costs."""
    canvas, middle = bench.canvas, QPointF(SIZE[0] / 2, SIZE[1] / 2)
    bench.stall()
    panned = bench.drag(middle, Qt.MouseButton.MiddleButton, 150, True, QPointF(300, 60))
    show(f"{count} pins panned, a step", panned, "goal p95 10")
    bench.until(lambda: canvas.is_sharp)
    show(f"{count} pins zoomed, a step", bench.zoom(150), "goal p95 10")
    rests = []
    for n in range(7):
        bench.zoom(1 + n % 3)
        bench.until(lambda: canvas.is_sharp)
        rests.append(time.perf_counter() - bench.moved)
    show(f"{count} pins sharp after the last movement", rests, "goal 60 at 500, 200 at 5000")
    show(f"{count} pins moving and resting, longest stall", [bench.stall()], "goal 50")
    canvas.fit_all()
    bench.until(lambda: canvas.is_sharp)
    pin = min(
        (pin for pin in canvas.scene.all() if not pin.place.turn),
        key=lambda pin: math.dist(pin.place.rect.centre, canvas.centre()),
    )
    at = canvas.viewport.to_screen(*pin.place.rect.centre)
    bench.stall()
    dragged = bench.drag(at, Qt.MouseButton.LeftButton, 150, False, QPointF(120, 60))
    show(f"one of {count} pins dragged, a step", dragged, "goal 2")
    started = time.perf_counter()
    bench.editor.move([pin.uuid], 5, 5)
    show("a moved pin on disk", [time.perf_counter() - started], "goal 50")
    bench.until(lambda: canvas.is_sharp)
    show(f"{count} pins dragging and dropping, longest stall", [bench.stall()], "goal 50")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pins", type=int, default=500)
    main(parser.parse_args().pins)
