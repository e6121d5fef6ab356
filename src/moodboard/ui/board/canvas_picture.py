# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas's picture: the board at rest, and above it the pins that a gesture moves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin, Rect
from moodboard.domain.guides import Guide
from moodboard.qt import paint
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.board_lifted import LIVE, Lifted
from moodboard.qt.board_pictures import BoardPictures
from moodboard.qt.board_renderer import BoardRenderer
from moodboard.qt.board_scene import BoardScene
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import LIGHT, Tokens
from moodboard.ui.board import handles
from moodboard.ui.board.canvas_view import CanvasView

LABEL_SCALE = 0.1
"""Frames' names keep their size on the screen; down to this zoom their room is kept for them."""
LIFT_SECONDS = 0.012
MOST_LOOKS = 8


class CanvasPicture(CanvasView):
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
        self._settling: list[Rect] | None = None
        self._guides: tuple[Guide, ...] = ()
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
        """The colour of the canvas: the board's own, else the theme's."""
        board = self.editor.board
        return (board.background if board else "") or self.tokens.canvas

    def fade(self, uuids: Iterable[str] | Mapping[str, float], opacity: float = 1.0) -> None:
        """Show these pins at an opacity and all others in full; a mapping gives each its own."""
        faded = dict(uuids) if isinstance(uuids, Mapping) else dict.fromkeys(uuids, opacity)
        faded = {uuid: value for uuid, value in faded.items() if value < 1.0}
        changed = [u for u in faded.keys() | self._faded.keys() if faded.get(u) != self._faded.get(u)]
        self._faded = faded
        self.renderer.invalidate(self.scene.extents(changed))

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
            plain = paint.Look(self.tokens, shadows=shadows, scale=scale)
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
        extents = self.scene.extents(pin.uuid for pin in pins)
        self._lifted = Lifted(
            pins, [*extents, *([whole] if whole else [])], self._viewport.board, self._viewport.scale
        )
        self._change, self._air = QTransform(), None
        self._lifted.paint_on(self.paint_pins, LIFT_SECONDS)
        if not self._lifted.is_painted:
            self._lifting.start()
        if not leave:
            self.renderer.lift([pin.uuid for pin in pins])

    def show_change(self, change: QTransform, lines: tuple[Guide, ...] = ()) -> None:
        """Show the lifted pins moved, scaled or turned as one picture."""
        self._update_air()
        self._update_guides(lines)
        self._change = change
        self._update_air()

    def show_pins(self, pins: list[Pin]) -> None:
        """Show the lifted pins as they have become."""
        self._update_air()
        self._air = pins
        self._update_air()

    def put_down(self, pins: list[Pin] | None = None, label: str = "") -> None:
        """End a gesture: the pins become these, in one undo step, or are as they were."""
        lifted = self._lifted
        self._update_guides(())
        self._update_air()
        if lifted is None:
            return
        names = [pin.uuid for pin in lifted.pins]
        before = [] if self._left else self.scene.extents(names)
        if pins is not None:
            if len(pins) <= LIVE:
                self._air = pins
            self.editor.change(pins, label)
        else:
            self._air, self._change = None, QTransform()
        self.renderer.lift(())
        # until the picture below is painted, the pins are still drawn above it
        self._settling = before + self.scene.extents(names)
        self._settle()

    def _settle(self) -> None:
        if self._settling is not None and self.renderer.is_true_in(self._settling):
            self._lifted = self._air = self._settling = None
            self._lifting.stop()
            self.update()

    def air_box_change(self) -> QTransform:
        """Return how what is chosen is moved at this moment."""
        return self._change if self._lifted is not None and self._settling is None else QTransform()

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
        if self._air is None:
            return self._lifted.moved_rect(self._change)
        rect: Rect | None = None
        for pin in self._air:
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
            self.update(QRectF(a, b).normalized().adjusted(-2, -2, 2, 2).toAlignedRect())
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

    def _paint_air(self, painter: QPainter) -> None:
        assert self._lifted is not None
        if self._air is None:
            self._lifted.draw(painter, self._viewport.transform(), self._change)
            return
        painter.save()
        painter.setTransform(self._viewport.transform(), True)
        self.paint_pins(painter, self._air, self._viewport.scale, False)
        painter.restore()

    # -- what happens ----------------------------------------------------------------------------

    def view_moved(self) -> None:
        if self.pictures is not None:
            self.pictures.new_view()
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
        self._lifted = self._air = self._settling = None
        self._faded = {}
        self._looks.clear()
        if self.pictures is not None:
            self.pictures.forget()
        self.scene.set_pins(self.editor.pins.values())
        self.renderer.forget()
        self.renderer.set_background(QColor(self.background))
        self.update()

    def _on_board_changed(self, anew: bool = False) -> None:
        colour = QColor(self.background)
        if anew or colour != self.renderer.background:
            self._looks.clear()
            self.renderer.set_background(colour)

    def _on_pins_changed(self, uuids: object) -> None:
        assert isinstance(uuids, frozenset)
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
