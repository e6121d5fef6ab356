# SPDX-License-Identifier: GPL-3.0-or-later
"""What is chosen rarely: sound tracks, words, speed, shape, the film a file belongs to, another file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.film_file import Track
from moodboard.ui.actions import ActionBook
from moodboard.ui.menu_keys import keep_keys

if TYPE_CHECKING:
    from moodboard.qt.capture_session import CaptureSession

_Value = TypeVar("_Value")
RATES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_WIDE = (("1.85:1", 1.85), ("2:1", 2.0), ("2.35:1", 2.35), ("2.39:1", 2.39))
SHAPES = (("4:3", 4 / 3), ("16:9", 16 / 9), *_WIDE)


def track_name(track: Track, number: int) -> str:
    """Return what a track is called: its language and title, else its number."""
    said = [language_name(track.language), track.title]
    return " · ".join(part for part in said if part) or f"{number}"


def language_name(code: str) -> str:
    """Return the name of a language that a file says by two or three letters; the letters otherwise."""
    language = QLocale.codeToLanguage(code) if code and code != "und" else QLocale.Language.AnyLanguage
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return "" if code == "und" else code
    return QLocale.languageToString(language)


class TransportMenu(QMenu):
    """Filled each time it opens: what there is depends on the film."""

    shape_chosen = Signal(object)
    """A ratio, None for the film's own."""
    film_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, session: CaptureSession, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._book = book
        self.shape: float | None = None
        self.film_title = ""
        self.add_words: Callable[[QMenu], object] | None = None
        """Puts the choices of subtitles into a menu."""
        keep_keys(self)
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Put in what fits the film that is open."""
        self.clear()
        self._add_audio()
        words = self.addMenu(self.tr("Words"))
        words.addAction(self._book.action("capture.words"))
        if self.add_words is not None:
            words.addSeparator()
            self.add_words(words)
        self._add_rates()
        self._add_shapes()
        self.addSeparator()
        for name in ("sheet", "burst", "go_to", "find_line", "full"):
            self.addAction(self._book.action(f"capture.{name}"))
        self.addAction(self._book.action("capture.jpeg"))
        self.addSeparator()
        title = self.film_title or self.tr("not known yet")
        film = self.addAction(self.tr("Film: {title}…").format(title=title))
        film.setToolTip(self.tr("Say which film this file is"))
        film.triggered.connect(self.film_wanted)
        self.addAction(self.tr("Choose another file…")).triggered.connect(
            self._book.action("capture.choose").trigger
        )
        self.addAction(self.tr("Show the file in its folder")).triggered.connect(self.folder_wanted)
        self.addSeparator()
        self.addMenu(self._book.main_menu(self)).setText(self.tr("Main menu"))

    def _add_audio(self) -> None:
        file = self._session.file
        tracks: Sequence[Track] = file.audio if file is not None else ()
        menu = self.addMenu(self.tr("Sound"))
        menu.addAction(self._book.action("capture.mute"))
        menu.addAction(self._book.action("capture.louder"))
        menu.addAction(self._book.action("capture.softer"))
        menu.addSeparator()
        if not tracks:
            menu.addAction(self.tr("This file has no sound")).setEnabled(False)
            return
        kept = self._session.kept
        chosen = kept.audio if kept is not None else None
        if chosen is None:
            chosen = next((track.index for track in tracks if track.default), tracks[0].index)
        names = [(track_name(track, number), track.index) for number, track in enumerate(tracks, start=1)]
        for action, index in self._choices(menu, names, chosen):
            action.triggered.connect(_Call(self._session.set_audio, index, action))

    def _add_rates(self) -> None:
        menu = self.addMenu(self.tr("Speed"))
        names = [(f"{rate:g}×", rate) for rate in RATES]
        now = min(RATES, key=lambda rate: abs(rate - self._session.player.rate))
        for action, rate in self._choices(menu, names, now):
            action.triggered.connect(_Call(self._session.player.set_rate, rate, action))
        menu.addSeparator()
        for name in ("slower", "faster", "normal_speed"):
            menu.addAction(self._book.action(f"capture.{name}"))

    def _add_shapes(self) -> None:
        menu = self.addMenu(self.tr("Shape"))
        menu.setToolTipsVisible(True)
        names: list[tuple[str, float | None]] = [(self.tr("As the film says"), None), *SHAPES]
        for action, ratio in self._choices(menu, names, self.shape):
            action.setToolTip(self.tr("How the picture is shown; what is pinned keeps the film’s own shape."))
            action.triggered.connect(_Call(self._choose_shape, ratio, action))

    def _choose_shape(self, ratio: float | None) -> None:
        self.shape = ratio
        self.shape_chosen.emit(ratio)

    def _choices(
        self, menu: QMenu, names: Sequence[tuple[str, _Value]], chosen: _Value
    ) -> list[tuple[QAction, _Value]]:
        group = QActionGroup(menu)
        made = []
        for name, value in names:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)
            made.append((action, value))
        return made


class _Call(QObject):
    """Call a function with a value; lives as long as the entry it belongs to."""

    def __init__(self, fn: Callable[..., object], value: object, owner: QObject) -> None:
        super().__init__(owner)
        self._fn, self._value = fn, value

    def __call__(self) -> None:
        self._fn(self._value)
