# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what the page shows of the film in step with the player: picture, words, bar, scenes, sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.qt.player import Shown
from moodboard.qt.settings import CAPTURE_MUTED, CAPTURE_VOLUME, CAPTURE_WORDS
from moodboard.ui.capture.scene_strip import scenes_around
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.ui.capture.capture_page import CapturePage

_STRIP_MS = 200
"""The scenes follow a little later while the film is gone through quickly."""


_REST_MS = 2_000
"""Where one looks so long is where one was, also when the program comes to a sudden end."""


class Playing(QObject):
    """Listens to the player and the session for the theatre."""

    def __init__(self, page: CapturePage, parts: PageParts) -> None:
        super().__init__(page)
        self._session, self._player = page.session, page.session.player
        self._theatre, self._glimpses = page.theatre, page.glimpses
        self._settings = parts.settings
        self._book = parts.book
        self._was_playing = False
        self._duration = 0.0
        self._strip = QTimer(self, singleShot=True, interval=_STRIP_MS)
        self._strip.timeout.connect(self._show_scenes)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._session.save_place)
        self._connect_session()
        self._connect_theatre()
        self._player.set_volume(self._settings.get(CAPTURE_VOLUME) / 100)
        self._player.set_muted(self._settings.get(CAPTURE_MUTED))
        self.show_sound()
        self._theatre.stage.show_words(self._settings.get(CAPTURE_WORDS))

    def _connect_session(self) -> None:
        session, player = self._session, self._player
        player.shown.connect(self._on_shown)
        player.playing_changed.connect(self._theatre.transport.show_playing)
        player.rate_changed.connect(self._theatre.transport.show_speed)
        session.file_changed.connect(self._on_file)
        session.moved.connect(self._on_moved)
        session.subtitles_changed.connect(self._show_words)
        session.survey_changed.connect(self._on_survey)
        session.marks_changed.connect(self._on_marks)

    def _connect_theatre(self) -> None:
        theatre = self._theatre
        theatre.stage.fit_changed.connect(self._player.set_fit)
        theatre.stage.pressed.connect(self._player.toggle)
        theatre.stage.wheel_turned.connect(self._on_wheel)
        theatre.seek.scrubbed.connect(self._on_scrubbed)
        theatre.seek.go_requested.connect(self._on_go)
        theatre.strip.go_requested.connect(self._session.go)
        theatre.transport.time_typed.connect(self._session.go)
        theatre.transport.volume_wanted.connect(self.set_volume)

    # Sound

    def volume(self) -> int:
        """How loud it is, of 100."""
        return round(self._player.volume * 100)

    def set_volume(self, volume: int) -> None:
        """Make it so loud, and remember that."""
        volume = min(max(volume, 0), 100)
        self._player.set_volume(volume / 100)
        if self._player.muted and volume:
            self._player.set_muted(False)
            self._settings.set(CAPTURE_MUTED, False)
        self._settings.set(CAPTURE_VOLUME, volume)
        self.show_sound()

    def mute(self) -> None:
        """Switch the sound off or on, and remember that."""
        self._player.set_muted(not self._player.muted)
        self._settings.set(CAPTURE_MUTED, self._player.muted)
        self.show_sound()

    def show_sound(self) -> None:
        """Show how loud it is."""
        file = self._session.file
        has_sound = file is None or bool(file.audio)
        self._theatre.transport.show_sound(self.volume(), self._player.muted, has_sound)

    def show_words(self, on: bool) -> None:
        """Show the words over the picture or not, and remember that."""
        self._settings.set(CAPTURE_WORDS, on)
        self._theatre.stage.show_words(on)

    def _on_wheel(self, steps: int) -> None:
        self.set_volume(self.volume() + 5 * steps)

    # What happens

    def _on_file(self) -> None:
        file, theatre = self._session.file, self._theatre
        theatre.stage.clear()
        theatre.strip.forget()
        theatre.transport.set_file(file)
        self._duration = self._session.length
        theatre.seek.set_duration(self._duration)
        theatre.seek.set_at(self._session.at)
        theatre.transport.show_playing(False)
        theatre.transport.show_speed(self._player.rate)
        self._glimpses.set_file(file.path if file is not None else None)
        if file is not None:
            theatre.card.set_ratio(file.width / max(1, file.height))
            self._player.set_fit(theatre.stage.pixels())
            theatre.transport.show_at(self._session.at)
        self.show_sound()
        self._show_scenes()

    def _on_shown(self, shown: object) -> None:
        if isinstance(shown, Shown) and self._session.file is not None:
            self._theatre.stage.show_frame(shown)

    def _on_moved(self, at: float) -> None:
        theatre = self._theatre
        if at > self._duration:
            self._duration = at  # a file that does not tell its length, or tells it wrongly
            theatre.seek.set_duration(at)
        theatre.seek.set_at(at)
        theatre.transport.show_at(at)
        self._show_words()
        if not self._player.is_playing:
            self._rest.start()
        if not self._strip.isActive():
            self._strip.start()

    def _show_words(self) -> None:
        said = self._said(self._session.at)
        self._theatre.stage.set_words("\n".join(one.text for one in said))

    def _said(self, at: float) -> tuple[Spoken, ...]:
        subtitles, file = self._session.subtitles, self._session.file
        if subtitles is None or file is None:
            return ()
        # A line that begins while this frame is shown is said in it: a jump to the line leads here.
        over = at + (1 / file.frame_rate if file.frame_rate > 0 else 0.0)
        place = subtitles.place_at(at)
        if place is None:
            return ()
        near = subtitles.lines[max(0, place - 3) : place + 4]
        return tuple(one for one in near if one.start < max(over, at + 0.001) and at < one.end)

    def _on_survey(self) -> None:
        survey = self._session.survey
        if self._session.length > self._duration:
            self._duration = self._session.length
            self._theatre.seek.set_duration(self._duration)
        self._theatre.seek.set_cuts([cut.at for cut in survey.cuts], survey.reached)
        self._glimpses.set_shots(survey.shots)
        if not self._strip.isActive():
            self._strip.start()

    def _on_marks(self) -> None:
        self._theatre.seek.set_marks(self._session.marks)

    def _show_scenes(self) -> None:
        if self._session.file is None:
            return
        around = scenes_around(self._session.survey, self._session.at, self._duration)
        self._theatre.strip.show_scenes(*around)

    def _on_scrubbed(self, seconds: float) -> None:
        if self._player.is_playing:
            self._was_playing = True
            self._player.pause()
        self._player.seek(seconds, exact=False)

    def _on_go(self, seconds: float) -> None:
        self._session.go(seconds)
        if self._was_playing:
            self._was_playing = False
            self._player.play()
