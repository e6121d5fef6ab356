# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the board page that lays sheets of paper, mirrors frames and exports them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from moodboard.domain.board import Pin, PinKind, PinStyle
from moodboard.domain.errors import KnownError
from moodboard.ui import theme
from moodboard.ui.actions import Needs
from moodboard.ui.board.board_actions import at_now

if TYPE_CHECKING:
    from moodboard.services.sheets import Laid
    from moodboard.ui.board.page import BoardPage

_OUTLINE = 0.6


class FramingPart(QObject):
    """Connects the commands for frames."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        for action_id, deed in (
            ("frame.tattoo", lambda: self.lay("tattoo")),
            ("frame.print", lambda: self.lay("print")),
            ("frame.mirror", self.mirror),
            ("frame.marks", self.marks),
            ("pin.outline", self.outline),
        ):
            page.book.connect_handler(action_id, at_now(page, deed))
        page.book.connect_handler("board.export_frames", self.export)
        page.menus.pin_entries.append(self._add_for_pins)
        page.menus.board_entries.append(self._add_for_board)
        page.editor.pins_changed.connect(lambda _names: self._look())
        page.editor.loaded.connect(self._look)
        self._look()

    def _look(self) -> None:
        there = any(pin.kind is PinKind.FRAME for pin in self._page.editor.pins.values())
        self._page.book.have(Needs.FRAME, there)

    def _add_for_pins(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        kinds = {pin.kind for pin in pins}
        book = self._page.book
        if not kinds & {PinKind.STILL, PinKind.LINE, PinKind.FRAME, PinKind.GROUP}:
            return
        menu.addSeparator()
        if kinds == {PinKind.STILL}:
            menu.addAction(book.action("pin.outline"))
        menu.addAction(book.action("frame.tattoo"))
        menu.addAction(book.action("frame.print"))
        if kinds == {PinKind.FRAME}:
            menu.addAction(book.action("frame.mirror"))
            menu.addAction(book.action("frame.marks"))

    def _add_for_board(self, menu: QMenu) -> None:
        menu.addAction(self._page.book.action("board.export_frames"))

    # -- sheets --------------------------------------------------------------------------------------

    def lay(self, kind: str) -> None:
        """Lay a sheet of what is chosen beside everything else, in one undo step."""
        from moodboard.domain.sheets import SheetKind, SheetWords
        from moodboard.qt.sheet_setter import SheetSetter
        from moodboard.services import sheets

        page, editor = self._page, self._page.editor
        if editor.board is None or not editor.may_change():
            return
        if kind == SheetKind.TATTOO:
            words = SheetWords(
                self.tr("Tattoo sheet"),
                self.tr("{cm} cm"),
                self.tr("Print at 100 %, not fitted to the page. Each bar is as long as it says."),
            )
            label = self.tr("Lay tattoo sheet")
        else:
            words, label = SheetWords(self.tr("Print sheet")), self.tr("Lay print sheet")
        try:
            made = sheets.laid(
                SheetKind(kind),
                editor.pins,
                editor.stills,
                editor.lines,
                editor.films,
                page.canvas.selected(),
                SheetSetter(editor.films),
                words,
            )
        except KnownError as error:
            page.bar.tell(str(error))
            return
        editor.push(made.edit, label)
        page.canvas.select((made.frame.uuid,))
        page.canvas.show_whole(made.frame.place.rect)
        self._tell(made, mirrorable=kind == SheetKind.TATTOO)

    def _tell(self, made: Laid, mirrorable: bool) -> None:
        sentences = [self.tr("“{name}” lies beside the rest.").format(name=made.frame.text)]
        if made.left_out:
            sentences.append(self.tr("There was no room for %n pin(s).", "", len(made.left_out)))
        if made.soft:
            sentences.append(self.tr("%n picture(s) will look soft on paper.", "", len(made.soft)))
        ways = [(self.tr("Mirror it for the stencil"), self.mirror)] if mirrorable else []
        self._page.bar.tell(" ".join(sentences), *ways)

    # -- frames --------------------------------------------------------------------------------------

    def frame(self) -> Pin | None:
        """Return the frame that is meant: the one chosen, or in which the chosen lies, or the only one."""
        from moodboard.domain import framing

        editor = self._page.editor
        frames = framing.frames_of(editor.own_pins())
        chosen = self._page.canvas.selected()
        for frame in frames:
            if frame.uuid in chosen:
                return frame
        for frame in frames:
            if chosen and set(chosen) <= set(framing.contents(editor.pins, (frame.uuid,))):
                return frame
        if len(frames) == 1:
            return frames[0]
        self._page.bar.tell(self.tr("Choose the frame first: click its name or its edge."))
        return None

    def mirror(self) -> None:
        """Mirror what lies in the frame left to right, as stencils are transferred; again takes it back."""
        from moodboard.services import sheets

        frame = self.frame()
        if frame is not None:
            self._page.editor.change(sheets.mirrored(self._page.editor.pins, frame.uuid), self.tr("Mirror"))

    def marks(self) -> None:
        """Put crop marks at the frame's margin, or take them away."""
        from moodboard.services import sheets

        frame = self.frame()
        if frame is not None:
            self._page.editor.push(sheets.crop_marks(self._page.editor.pins, frame), self.tr("Crop marks"))

    def export(self) -> None:
        """Ask which frames and how, and export them."""
        from moodboard.ui.dialogs.frames_dialog import FramesDialog

        page = self._page
        board = page.editor.board
        if board is None:
            return
        page.words.finish(True)
        page.editor.save()
        FramesDialog(board.id, board.title, page.editor.own_pins(), theme.tokens().dark, page.window()).open()

    # -- outline -------------------------------------------------------------------------------------

    def outline(self) -> None:
        """Show the chosen stills as drawings in lines, or as they are again when all are."""
        page, editor = self._page, self._page.editor
        stills = [
            pin for pin in editor.chosen(editor.leaves(page.canvas.selected())) if pin.kind is PinKind.STILL
        ]
        share = 0.0 if all(pin.style.tone.outline for pin in stills) else _OUTLINE

        def outlined(style: PinStyle) -> PinStyle:
            return replace(style, tone=replace(style.tone, outline=share))

        editor.restyle([pin.uuid for pin in stills], outlined, self.tr("Outline"))
