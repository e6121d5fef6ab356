# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas's picture: the board at rest, and above it the pins that a gesture moves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin, Rect
from moodboard.domain.ground import Ground, ground_of
from moodboard.domain.guides import Guide, Snapping
from moodboard.qt import paint
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.board_followers import Followers, changed
from moodboard.qt.board_lifted import LIVE, Lifted
from moodboard.qt.board_pictures import BoardPictures
from moodboard.qt.board_renderer import BoardRenderer
from moodboard.qt.board_scene import BoardScene
from moodboard.qt.paint_grid import Grid
from moodboard.qt.paint_ground import WindowGround
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import LIGHT, Tokens
from moodboard.ui.board import handles
from moodboard.ui.board.canvas_hands import CanvasHands

LABEL_SCALE = 0.1
"""Frames' names keep their size on the screen; down to this zoom their room is kept for them."""
LIFT_SECONDS = 0.012
MOST_LOOKS = 8
HALF = 0.5
"""Stills less opaque than this carry no gradient for the words on them."""


class CanvasPicture(CanvasHands):
    """Show a board."""

    picture_rested = Signal()
    """What is seen is the painter's picture, at the sharpness that the zoom needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.tokens: Tokens = LIGHT
        self.editor = BoardEditor(self)
        self.pictures: BoardPictures | None = None
        self._thumbs: Thumbs | None = None
        self._looks: dict[tuple[float, bool], paint.Look] = {}
        self._faded: dict[str, float] = {}
        self.scene = BoardScene(lambda pin: paint.pin_extent(pin, self.pictures, LABEL_SCALE))
        self.renderer = BoardRenderer(self.scene, self.paint_pins, self)
        self.renderer.prepare = self._prepare
        self.renderer.painted.connect(self._on_painted)
        self.renderer.rested.connect(self.picture_rested)
        self._lifted: Lifted | None = None
        self._left = False
        self._change = QTransform()
        self._air: list[Pin] | None = None
        self._followers: Followers | None = None
        self._led: list[Pin] = []
        self._settling: list[Rect] | None = None
        self._guides: tuple[Guide, ...] = ()
        self.snapping = Snapping()
        self._grid: Grid | None = None
        self._lifting = QTimer(self, singleShot=True, interval=0)
        self._lifting.timeout.connect(self._on_lifting)

    # -- what is shown ---------------------------------------------------------------------------

    def set_editor(self, editor: BoardEditor, thumbs: Thumbs | None = None) -> None:
        """Show the board of an editor, with pictures from ``thumbs`` (own ones when there are none)."""
        self.editor = editor
        if thumbs is None:
            thumbs = Thumbs(parent=self)
            self.destroyed.connect(thumbs.stop)
        self._thumbs = thumbs
        self.pictures = BoardPictures(editor, thumbs, self)
        self.pictures.arrived.connect(self._on_pictures)
        self.pictures.failed.connect(lambda picture: self._on_pictures(frozenset((picture,))))
        editor.foresee = self.scene.foresee
        editor.loaded.connect(self._on_loaded)
        editor.pins_changed.connect(self._on_pins_changed)
        editor.lines_changed.connect(self._on_lines_changed)
        editor.stills_changed.connect(self._on_stills_changed)
        editor.board_changed.connect(self._on_board_changed)
        self._on_loaded()

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self.tokens = tokens
        self._on_board_changed(anew=True)

    @property
    def background(self) -> str:
        """The colour of the canvas: the board's own, else the theme's; for a gradient its middle."""
        return self.ground.mean

    @property
    def thumbs(self) -> Thumbs | None:
        """Where its pictures come from, for lists beside it."""
        return self._thumbs

    @property
    def ground(self) -> Ground:
        """What lies behind the pins."""
        board = self.editor.board
        return ground_of(board.background if board else "", self.tokens.canvas)

    def fade(self, uuids: Iterable[str] | Mapping[str, float], opacity: float = 1.0) -> None:
        """Show these pins at an opacity and all others in full; a mapping gives each its own."""
        faded = dict(uuids) if isinstance(uuids, Mapping) else dict.fromkeys(uuids, opacity)
        faded = {uuid: value for uuid, value in faded.items() if value < 1.0}
        changed = [u for u in faded.keys() | self._faded.keys() if faded.get(u) != self._faded.get(u)]
        self._faded = faded
        if self.pictures is not None:
            self.pictures.veils.hide(uuid for uuid, value in faded.items() if value < HALF)
        self.renderer.invalidate(self.scene.extents(changed))

    @property
    def faded(self) -> Mapping[str, float]:
        """The pins that are seen through for the moment, with their opacity."""
        return self._faded

    def paint_pins(
        self, painter: QPainter, pins: Sequence[Pin], scale: float, hurried: bool, shadows: bool = True
    ) -> None:
        """Paint pins in board units with what is in memory; the one way they get on this screen."""
        if self.pictures is None:
            return
        self.pictures.hurried = hurried
        paint.paint_pins(painter, pins, self.pictures, self.look(scale, shadows), self._faded)
        self.pictures.hurried = False

    def look(self, scale: float, shadows: bool = True) -> paint.Look:
        """Return how pins look on this board at a scale."""
        found = self._looks.get((scale, shadows))
        if found is None:
            if len(self._looks) > MOST_LOOKS:
                self._looks.clear()
            cell = self.renderer.ground.cell
            plain = paint.Look(self.tokens, shadows=shadows, scale=scale, grain=cell)
            found = self._looks[scale, shadows] = paint.look_on(self.background, plain)
        return found

    @property
    def is_sharp(self) -> bool:
        """Whether nothing is still to be painted or fetched."""
        return self.renderer.is_whole and not (self.pictures and self.pictures.is_waiting)

    # -- pins in the air -------------------------------------------------------------------------

    def lift(self, pins: list[Pin], leave: bool = False, whole: Rect | None = None) -> None:
        """Take pins off the picture to move them; ``leave`` them where they are to move copies."""
        self._settling, self._left = None, leave
        names = {pin.uuid for pin in pins}
        self._followers, self._led = None, []
        if not leave:  # attached arrows follow at every step
            self._followers = Followers(self.editor.pins, pins)
            names |= self._followers.names
            pins = [pin for pin in pins if pin.uuid not in self._followers.names]
            self._led = self._followers.after_change(QTransform())
        extents = self.scene.extents(pin.uuid for pin in pins)
        self._lifted = Lifted(
            pins, [*extents, *([whole] if whole else [])], self._viewport.board, self._viewport.scale
        )
        self._change, self._air = QTransform(), None
        self._lifted.paint_on(self.paint_pins, LIFT_SECONDS)
        if not self._lifted.is_painted:
            self._lifting.start()
        if not leave:
            self.renderer.lift(names)

    def show_change(self, change: QTransform, lines: tuple[Guide, ...] = ()) -> None:
        """Show the lifted pins moved, scaled or turned as one picture."""
        self._update_air()
        self._update_guides(lines)
        self._change = change
        if self._followers is not None:
            self._led = self._followers.after_change(change)
        self._update_air()

    def show_pins(self, pins: list[Pin], lines: tuple[Guide, ...] = ()) -> None:
        """Show the lifted pins as they have become."""
        self._update_air()
        self._update_guides(lines)
        self._air = pins
        if self._followers is not None:
            self._led = self._followers.after_pins(pins)
            self._air = [pin for pin in pins if pin.uuid not in self._followers.names]
        self._update_air()

    def put_down(self, pins: list[Pin] | None = None, label: str = "") -> None:
        """End a gesture: the pins become these, in one undo step, or are as they were."""
        lifted = self._lifted
        self._update_guides(())
        self._update_air()
        if lifted is None:
            return
        still = [pin.uuid for pin in lifted.pins]
        led = [pin.uuid for pin in self._led]
        names = [*still, *led]
        before = [] if self._left else self.scene.extents(names)
        if pins is not None:
            self.editor.change(pins, label)
            if len(pins) <= LIVE:
                self._air = self.editor.chosen(still)
        else:
            self._air, self._change = None, QTransform()
        self._led = self.editor.chosen(led)
        self.renderer.lift(())
        # until the picture below is painted, the pins are still drawn above it
        self._settling = before + self.scene.extents(names)
        self._settle()

    def _settle(self) -> None:
        if self._settling is not None and self.renderer.is_true_in(self._settling):
            self._lifted = self._air = self._settling = self._followers = None
            self._led = []
            self._lifting.stop()
            self.update()

    def air_box_change(self) -> QTransform:
        """Return how what is chosen is moved at this moment."""
        return self._change if self._lifted is not None and self._settling is None else QTransform()

    def _in_air(self) -> list[Pin]:
        """Return the pins that are painted anew at every step."""
        return [*(self._air or ()), *self._led]

    def in_air(self, pin: Pin) -> Pin:
        """Return a pin as it is shown at this moment."""
        if self._lifted is None or self._settling is not None:
            return pin
        for shown in self._in_air():
            if shown.uuid == pin.uuid:
                return shown
        return changed(pin, self._change) if any(p.uuid == pin.uuid for p in self._lifted.pins) else pin

    def _on_lifting(self) -> None:
        if self._lifted is None or self._lifted.is_painted:
            return
        self._lifted.paint_on(self.paint_pins, LIFT_SECONDS)
        self._update_air()
        if not self._lifted.is_painted:
            self._lifting.start()

    def _air_rect(self) -> Rect | None:
        if self._lifted is None:
            return None
        rect = self._lifted.moved_rect(self._change) if self._air is None else None
        for pin in self._in_air():
            extent = paint.pin_extent(pin, self.pictures, self._viewport.scale)
            rect = extent if rect is None else rect.united(extent)
        return rect

    def _update_air(self) -> None:
        rect = self._air_rect()
        if rect is not None:
            more = handles.GAP + handles.SIZE + 2
            self.update(self.to_screen(rect).adjusted(-more, -more, more, more).toAlignedRect())

    def _update_guides(self, lines: tuple[Guide, ...]) -> None:
        for guide in (*self._guides, *lines):
            a, b = handles.guide_ends(guide, self._viewport)
            more = handles.TICK + 2
            self.update(QRectF(a, b).normalized().adjusted(-more, -more, more, more).toAlignedRect())
        self._guides = lines

    # -- painting --------------------------------------------------------------------------------

    def paint_board(self, painter: QPainter, exposed: QRect) -> None:
        """Paint the board at rest and the pins in the air; the painter is in logical pixels."""
        ratio = self._viewport.ratio
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        left, top = math.floor(exposed.x() * ratio), math.floor(exposed.y() * ratio)
        right = math.ceil((exposed.x() + exposed.width()) * ratio)
        bottom = math.ceil((exposed.y() + exposed.height()) * ratio)
        self.renderer.draw(painter, QRect(left, top, right - left, bottom - top))
        painter.restore()
        if self._lifted is not None:
            self._paint_air(painter)
        if self._guides:
            handles.paint_guides(painter, self._guides, self._viewport, self.tokens)

    def paint_lifted(self, painter: QPainter) -> None:
        """Paint the pins in the air, the painter being in logical pixels."""
        if self._lifted is not None:
            self._paint_air(painter)

    def _paint_air(self, painter: QPainter) -> None:
        assert self._lifted is not None
        if self._air is None:
            self._lifted.draw(painter, self._viewport.transform(), self._change)
        shown = self._in_air()
        if not shown:
            return
        painter.save()
        painter.setTransform(self._viewport.transform(), True)
        self.paint_pins(painter, shown, self._viewport.scale, False)
        painter.restore()

    # -- what happens ----------------------------------------------------------------------------

    def view_moved(self) -> None:
        if self.pictures is not None:
            self.pictures.new_view()
        if max(1, round(self._viewport.ratio)) != self.renderer.ground.cell:
            self._looks.clear()
            self.renderer.set_ground(self._window_ground())
        self.renderer.set_viewport(self._viewport)
        self.update()

    def _prepare(self, pins: list[Pin], scale: float) -> None:
        if self.pictures is not None:
            self.pictures.prepare(pins, scale, (self._viewport.x, self._viewport.y))

    def _on_painted(self, region: object) -> None:
        assert isinstance(region, QRegion)
        self._settle()
        around, ratio = region.boundingRect(), self._viewport.ratio
        shown = QRectF(
            around.x() / ratio, around.y() / ratio, around.width() / ratio, around.height() / ratio
        )
        self.update(shown.toAlignedRect())

    def _on_loaded(self) -> None:
        self._lifted = self._air = self._settling = self._followers = None
        self._led = []
        self._faded = {}
        self._looks.clear()
        if self.pictures is not None:
            self.pictures.forget()
        self.scene.set_pins(self.editor.pins.values())
        self.renderer.forget()
        self.renderer.set_ground(self._window_ground())
        self.update()

    def _on_board_changed(self, anew: bool = False) -> None:
        ground = self._window_ground()
        if not anew and ground.ground == self.renderer.ground.ground:
            return
        inks = self.look(1.0)
        self._looks.clear()
        if anew or self.look(1.0) != inks:
            self.renderer.repaint_all()
        self.renderer.set_ground(ground)

    def _window_ground(self) -> WindowGround:
        return WindowGround(self.ground, max(1, round(self._viewport.ratio)), self._grid)

    def set_grid(self, grid: Grid | None) -> None:
        """Show a grid under the pins, or none."""
        self._grid = grid
        self.renderer.set_ground(self._window_ground())

    def _on_pins_changed(self, uuids: object) -> None:
        assert isinstance(uuids, frozenset)
        if self.pictures is not None:  # lines that lie on another still now look different
            uuids |= self.pictures.veils.update(uuids)
        self.renderer.invalidate(self.scene.update(self.editor.pins, uuids))

    def _on_lines_changed(self, lines: object) -> None:
        assert isinstance(lines, frozenset)
        named = [
            pin.uuid for pin in self.editor.pins.values() if pin.line and (not lines or pin.line in lines)
        ]
        self._on_pins_changed(frozenset(named))

    def _on_stills_changed(self, stills: object) -> None:
        assert isinstance(stills, frozenset)
        self._on_pins_changed(frozenset(p.uuid for p in self.editor.pins.values() if p.still in stills))

    def _on_pictures(self, pictures: object) -> None:
        assert isinstance(pictures, frozenset)
        if self.pictures is not None:
            named = self.pictures.pinned_with(pictures, self.editor.pins)
            self.renderer.invalidate(self.scene.extents(named), at_once=False)

    def stop(self) -> None:
        """End everything that runs by itself."""
        self._lifting.stop()
        self._glide.stop()
        self.renderer.stop()
