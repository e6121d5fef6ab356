# SPDX-License-Identifier: GPL-3.0-or-later
"""Which film file the page shows: opened, dropped, asked for by a film, lost; and which film it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import SUFFIXES, title_of
from moodboard.qt.settings import CAPTURE_FOLDER
from moodboard.services import film_files, films, stills
from moodboard.services.subtitles import SUFFIXES as SUBTITLES
from moodboard.ui import messages
from moodboard.ui.actions import Needs
from moodboard.ui.buttons import link_button
from moodboard.ui.capture.welcome import Known
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import CAPTURE

if TYPE_CHECKING:
    from moodboard.ui.capture.capture_page import CapturePage

_SLOW_MS = 400
_LISTED = 8


class FilesShown(QObject):
    """Open files for the page, and say what is wrong with them."""

    def __init__(self, page: CapturePage, parts: PageParts) -> None:
        super().__init__(page)
        self._page, self._parts, self._session = page, parts, page.session
        self._film: int | None = None
        """The film whose file is asked for."""
        self.asks_film = False
        self._put_off: set[str] = set()
        self._name = ""
        self._words: Path | None = None
        """A subtitle that was dropped with a film file, which is being opened."""
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        session = self._session
        session.opening.connect(self._on_opening)
        session.file_changed.connect(self._on_file)
        session.film_changed.connect(self._on_film)
        session.subtitles_changed.connect(page.place_parts)
        session.failed.connect(self._on_failed)
        session.player.sound_lost.connect(self._on_sound_lost)
        page.welcome.choose_requested.connect(self.choose)
        page.welcome.file_chosen.connect(self._on_known)
        page.which.answered.connect(self._on_answered)
        page.which.changes_made.connect(self._on_added)
        page.which.failed.connect(page.say_error)
        page.which.later.clicked.connect(self._on_later)
        page.menu.film_wanted.connect(self.ask_film)
        page.menu.folder_wanted.connect(self._show_folder)
        page.menu.shape_chosen.connect(page.theatre.stage.set_shape)
        parts.window.pages.shown.connect(self._on_page)
        parts.events.changed.connect(self._on_changed)

    # Opening

    def show_subject(self, subject: int | str | None) -> bool:
        """Open what the page is asked to be about; False when there is no such film."""
        if isinstance(subject, int):
            return self._show_film(subject)
        if subject:
            path, seconds = _parted(subject)
            self.open(path, seconds)
        return True

    def open(self, path: Path, seconds: float | None = None) -> None:
        """Open a file; the one that is open goes to the time instead."""
        file = self._session.file
        if file is not None and file.path == path and path.exists():
            if seconds is not None:
                self._session.go(seconds)
            return
        film, self._film = self._film_for(path), None
        self._parts.settings.set(CAPTURE_FOLDER, str(path.parent))
        self._session.open(path, seconds, film)

    def _film_for(self, path: Path) -> int | None:
        """Return the film whose file was asked for, unless this one is said to be another film's."""
        if self._film is None:
            return None
        kept = film_files.for_path(path)
        said = kept.film_id if kept is not None else None
        said = said if said is not None else stills.film_called(*title_of(path.name))
        return self._film if said in (None, self._film) else None

    def open_at(self, kept_uuid: str, seconds: float) -> bool:
        """Open a known file at a time."""
        kept = film_files.by_uuid(kept_uuid)
        if kept is None:
            return False
        self._film = None
        self.open(Path(kept.path), seconds)
        return True

    def take(self, paths: list[Path]) -> list[Path]:
        """Open the first film file and the first subtitle; what is neither comes back."""
        videos = [path for path in paths if path.suffix.casefold() in SUFFIXES]
        words = [path for path in paths if path.suffix.casefold() in SUBTITLES]
        if videos:
            self.open(videos[0])
        if words and videos:
            self._words = words[0]
        elif words:
            self._page.lines.open_file(words[0], self._film)
        return [path for path in paths if path not in videos and path not in words]

    def choose(self) -> None:
        """Ask for a film file."""
        endings = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        words = " ".join(f"*{suffix}" for suffix in sorted(SUBTITLES))
        filters = (
            self.tr("Film files ({endings})").format(endings=endings),
            self.tr("Subtitles ({endings})").format(endings=words),
            self.tr("All files (*)"),
        )
        folder = self._parts.settings.get(CAPTURE_FOLDER)
        chosen = messages.choose_files(self._page, self.tr("Choose a film file"), filters, folder)
        if chosen and chosen[0].suffix.casefold() in SUBTITLES:
            self._page.lines.open_file(chosen[0], self._film)  # words without a film file
        elif chosen:
            self.open(chosen[0])

    def _show_film(self, film_id: int) -> bool:
        if film_id not in films.titles([film_id]):
            return False
        if self._session.film_id == film_id and self._session.file is not None:
            return True
        files = film_files.of_film(film_id)
        there = next((kept for kept in files if Path(kept.path).exists()), None)
        if there is not None:
            self._film = None
            self.open(Path(there.path))
            return True
        self._session.close()
        self._film = film_id
        self.show_what_is_open()
        if files:
            self._page.welcome.show_failure(
                Path(files[0].path).name,
                self.tr("This film’s file is not there any more. Find it, or choose another."),
                files[0].path,
            )
        return True

    # What is shown

    def show_what_is_open(self) -> None:
        """Show the film, or the way in."""
        is_open = self._session.file is not None
        if not is_open:
            title = films.titles([self._film]).get(self._film, "") if self._film is not None else ""
            self._page.welcome.show_empty(title)
            self._page.welcome.show_known(self._known())
        self._page.show_studio(is_open)
        self._tell()

    def _known(self) -> list[Known]:
        kept = film_files.recent(_LISTED)
        titles = films.titles([one.film_id for one in kept if one.film_id is not None])
        return [
            Known(
                one.uuid,
                Path(one.path),
                (titles.get(one.film_id, "") if one.film_id is not None else "") or _guess(one.path),
                one.place,
                one.duration,
                Path(one.path).exists(),
            )
            for one in kept
        ]

    def _tell(self) -> None:
        file = self._session.file
        shown = self._parts.window.pages.name() == CAPTURE
        self._parts.book.have(Needs.FILE, file is not None and shown)
        self._page.title_changed.emit(self.title())

    def title(self) -> str:
        """What the top bar says: the file's name, without the rest of its path."""
        file = self._session.file
        if file is None:
            return ""
        title = self.film_title()
        name = file.path.name
        if not title:
            return name
        rest = name[len(title) :].lstrip(" -–—._") if name.casefold().startswith(title.casefold()) else name
        return f"{title} — {rest}" if rest and not rest.startswith(file.path.suffix.lstrip(".")) else name

    def film_title(self) -> str:
        """The film's title and year, empty while it is unknown."""
        if self._session.film_id is None:
            return ""
        try:
            film = films.film(self._session.film_id)
        except KnownError:
            return ""
        return f"{film.title} ({film.year})" if film.year else film.title

    # What happens

    def _on_opening(self, name: str) -> None:
        self._name = name
        self._slow.start()

    def _on_slow(self) -> None:
        if self._session.file is None and self._session.path is not None:
            self._page.welcome.show_opening(self._name)
            self._page.show_studio(False)

    def _on_file(self) -> None:
        self._slow.stop()
        self._page.bar.hide()
        self.show_what_is_open()
        self._ask_or_not()
        if self._session.file is not None and self._session.file.doubt:
            self._page.bar.say(self._session.file.doubt)
        words, self._words = self._words, None
        if words is not None and self._session.file is not None:
            self._page.lines.open_file(words)
        if self._page.isVisible():
            self._page.take_focus()

    def _on_film(self) -> None:
        self._page.menu.film_title = self.film_title()
        self._ask_or_not()
        self._tell()
        self._parts.book.have(Needs.FILM, self._parts.verbs.chosen_film() is not None)

    def _ask_or_not(self) -> None:
        kept = self._session.kept
        wanted = (
            self._session.file is not None
            and self._session.film_id is None
            and (kept is None or kept.uuid not in self._put_off)
        )
        if wanted:
            self.ask_film()
        else:
            self.asks_film = False
            self._page.place_parts()

    def ask_film(self) -> None:
        """Ask which film the file is, with its name's guess, or to set it right."""
        file = self._session.file
        if file is None:
            return
        known = self._session.film_id is not None
        guess, year = (self.film_title(), None) if known else title_of(file.path.name)
        self.asks_film = True
        self._page.which.ask(guess, year)
        self._page.place_parts()
        if known:
            self._page.which.field.setFocus()
            self._page.which.field.selectAll()

    def _on_answered(self, film_id: int) -> None:
        self.asks_film = False
        self._session.set_film(film_id)
        self._on_film()
        self._page.take_focus()

    def _on_later(self) -> None:
        if self._session.kept is not None:
            self._put_off.add(self._session.kept.uuid)
        self.asks_film = False
        self._page.place_parts()
        self._page.take_focus()

    def _on_added(self, changes: Changes) -> None:
        self._parts.events.publish(changes, self)

    def _on_failed(self, sentence: str) -> None:
        self._slow.stop()
        path, file = self._session.path, self._session.file
        if path is None:
            self._page.say_error(sentence)
        elif file is None:
            self._page.welcome.show_failure(path.name, sentence, str(path))
            self._page.welcome.show_known(self._known())
            self._page.show_studio(False)
            self._tell()
            self._page.take_focus()
        elif not path.exists():
            self._say_lost(path)
        else:
            self._page.say_error(sentence)

    def _say_lost(self, path: Path) -> None:
        words = self.tr("“{name}” is not there any more. Was it moved, or its disk taken out?")
        self._page.bar.say(words.format(name=path.name), error=True)
        find = link_button(self.tr("Find it…"), self.tr("Choose the file where it is now"), self._page.bar)
        find.clicked.connect(self._find)
        self._page.bar.put(find)

    def _find(self) -> None:
        file = self._session.file
        at = self._session.at if file is not None else None
        name = file.path.name if file is not None else ""
        filters = (name, self.tr("All files (*)")) if name else ()
        chosen = messages.choose_files(self._page, self.tr("Where is “{name}”?").format(name=name), filters)
        if chosen:
            self._film = self._session.film_id
            film, self._film = self._film, None
            self._session.open(chosen[0], at, film)

    def _on_sound_lost(self, sentence: str) -> None:
        self._page.bar.say(sentence)
        self._page.playing.show_sound()

    def _on_known(self, path: str) -> None:
        self.open(Path(path))

    def _on_page(self, _name: str) -> None:
        self._tell()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if not self._page.is_studio() and self._page.isVisible():
            self._page.welcome.show_known(self._known())
        elif changes.everything or self._session.film_id in changes.films:
            self._on_film()

    def _show_folder(self) -> None:
        if self._session.file is not None:
            from moodboard.qt.file_manager import show_in_folder

            show_in_folder(self._session.file.path)


def _guess(path: str) -> str:
    """Return what a file's name tells of its film."""
    title, year = title_of(Path(path).name)
    return f"{title} ({year})" if year else title


def _parted(subject: str) -> tuple[Path, float | None]:
    """Return the path and the time of "path@seconds"; a path may hold an @ itself."""
    head, sign, tail = subject.rpartition("@")
    if sign and not Path(subject).exists():
        try:
            return Path(head), max(0.0, float(tail))
        except ValueError:
            return Path(subject), None
    return Path(subject), None
