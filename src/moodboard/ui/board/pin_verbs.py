# SPDX-License-Identifier: GPL-3.0-or-later
"""What the inspector's buttons and menus do to the chosen pins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from moodboard.domain import arrange
from moodboard.domain.board import WHOLE, Pin, PinKind, PinStyle, Place
from moodboard.domain.errors import KnownError
from moodboard.domain.still import Still
from moodboard.qt import file_manager
from moodboard.qt.board_editor import DUPLICATE_STEP, BoardEditor
from moodboard.qt.palettes import strip_of
from moodboard.services import films, pictures
from moodboard.ui.board.canvas import BoardCanvas

_BESIDE = 48.0


class PinVerbs(QObject):
    """Each verb acts on what is chosen on the canvas."""

    told = Signal(str)
    """A sentence for the bar."""
    changed = Signal(object)
    """Changes made beside the board."""

    def __init__(self, editor: BoardEditor, canvas: BoardCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._canvas = canvas
        self._verbs: dict[str, Callable[..., object]] = {
            "remove": self.remove,
            "duplicate": self.duplicate,
            "ungroup": self.ungroup,
            "opacity": self.opacity,
            "uncrop": self.uncrop,
            "cover": self.cover,
            "show_file": self.show_file,
            "hex": self.copy_hex,
        }

    def do(self, verb: str, *values: object) -> None:
        """Do a verb by its name; what cannot be done is told in a sentence."""
        try:
            self._verbs[verb](*values)
        except (KnownError, OSError) as error:
            self.told.emit(str(error))

    def knows(self, verb: str) -> bool:
        """Tell whether the verb is done here."""
        return verb in self._verbs

    def learn(self, verb: str, deed: Callable[..., object]) -> None:
        """Take over a verb of one of the page's parts."""
        self._verbs[verb] = deed

    @property
    def chosen(self) -> list[Pin]:
        """The chosen pins."""
        return self._editor.chosen(self._canvas.selected())

    def still(self) -> Still | None:
        """Return the still that is chosen, None unless it is exactly one."""
        pins = self.chosen
        return self._editor.stills.get(pins[0].still) if len(pins) == 1 else None

    def remove(self) -> None:
        """Take the chosen pins off the board."""
        self._editor.remove(self._canvas.selected())

    def duplicate(self) -> None:
        """Repeat the chosen pins and choose the copies; those of a frame lie beside it, not over it."""
        chosen, step = self._canvas.selected(), (DUPLICATE_STEP, DUPLICATE_STEP)
        if any(pin.kind is PinKind.FRAME for pin in self.chosen):
            step = self._step_beside(chosen)
        self._canvas.select(self._editor.duplicate(chosen, *step))

    def _step_beside(self, chosen: Sequence[str]) -> tuple[float, float]:
        """Return the way to a free place to the right of these pins and what lies in them."""
        inside = self._editor.with_contents(chosen)
        around = self._editor.bounds(inside)
        if around is None:
            return DUPLICATE_STEP, DUPLICATE_STEP
        taken = [pin.place.bounds.grown(_BESIDE / 2) for pin in self._editor.own_pins()]
        x, y = around.centre
        near = x + around.width + _BESIDE, y
        spot = arrange.free_spot(taken, around.width, around.height, near)
        return spot.x - around.x, spot.y - around.y

    def ungroup(self) -> None:
        """Take the chosen groups apart and choose what was in them."""
        freed = self._editor.ungroup(self._canvas.selected())
        if freed:
            self._canvas.select(freed)

    def turn(self, by: float | None) -> None:
        """Turn the chosen pins by an angle; None turns them back upright."""
        places = {}
        for pin in self.chosen:
            turn = 0.0 if by is None else (pin.place.turn + by) % 360
            places[pin.uuid] = replace(pin.place, turn=turn)
        self._editor.place(places, label=self.tr("Turn"))

    def greyscale(self) -> None:
        """Take the colour out of the chosen stills, or give it back to all when none has any."""
        chosen = self._editor.chosen(self._editor.leaves(self._canvas.selected()))
        stills = [pin for pin in chosen if pin.kind is PinKind.STILL]
        on = not all(pin.style.tone.greyscale for pin in stills)

        def toned(style: PinStyle) -> PinStyle:
            return replace(style, tone=replace(style.tone, greyscale=on))

        self._editor.restyle([pin.uuid for pin in stills], toned, self.tr("Greyscale"))

    def opacity(self, share: float) -> None:
        """Let the chosen pins be seen through."""
        self._editor.restyle(
            self._canvas.selected(), lambda style: replace(style, opacity=share), self.tr("Change opacity")
        )

    def uncrop(self) -> None:
        """Show the chosen stills whole."""
        self._editor.uncrop(self._canvas.selected())

    def replace_picture(self, still: Still) -> None:
        """Show another picture in the chosen pin, as wide as before and in its own shape."""
        pins = self.chosen
        if len(pins) != 1 or pins[0].kind is not PinKind.STILL:
            return
        pin = pins[0]
        height = pin.place.width / still.ratio
        place = Place(pin.place.x, pin.place.y, pin.place.width, height, pin.place.turn)
        self._editor.stills[still.uuid] = still
        self._editor.change(
            [replace(pin, still=still.uuid, crop=WHOLE, place=place)], self.tr("Replace picture")
        )

    def cover(self) -> None:
        """Let the chosen still stand for its film in the library."""
        still = self.still()
        if still is None:
            return
        if still.film_id is None:
            raise KnownError(self.tr("This picture belongs to no film yet. Choose the board’s film first."))
        film = films.film(still.film_id)
        self.changed.emit(films.edit_film(replace(film, cover=still.uuid)))
        self.told.emit(self.tr("{film} now shows this picture in the library.").format(film=film.title))

    def show_file(self) -> None:
        """Open the folder in which the chosen still's file lies."""
        still = self.still()
        if still is not None:
            file_manager.show_in_folder(pictures.original(still.picture))

    def copy_hex(self) -> None:
        """Copy the chosen swatches' colours as words."""
        colours = [colour for pin in self.chosen for colour in pin.colours]
        if not colours:
            self.told.emit(self.tr("Choose a strip of colours first."))
            return
        QGuiApplication.clipboard().setText(" ".join(colours))
        self.told.emit(self.tr("Copied {colours}").format(colours=" ".join(colours)))

    def swatches(self) -> None:
        """Lay the colours of the chosen stills under them; those of several are made one strip."""
        stills = [pin for pin in self.chosen if pin.kind is PinKind.STILL]
        bounds = self._editor.bounds([pin.uuid for pin in stills])
        if bounds is None:
            return
        one = self.still()
        colours = one.palette if one is not None else strip_of(self._editor, stills)
        place = (bounds.x, bounds.bottom + 14, bounds.width)
        uuid = self._editor.add_strip(colours, *place, still=one.uuid if one is not None else "")
        if uuid:
            self._canvas.select((uuid,))
        elif not colours:
            self.told.emit(self.tr("No colours are known of this picture yet."))
