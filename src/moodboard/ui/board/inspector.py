# SPDX-License-Identifier: GPL-3.0-or-later
"""The card of tools under what is chosen on the board, and the line of facts under that."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import PinKind
from moodboard.qt.fonts import ui_font
from moodboard.ui import keys, theme
from moodboard.ui.buttons import Button, ghost_button, tip_of
from moodboard.ui.card import Card
from moodboard.ui.on_ground import tokens_on

HEIGHT = 40
BELOW = 22
"""From the pins' lower edge: 6 to the handles' end and 16 more."""
_LEFT = 4
"""The card's edge stands this far left of the pins', over the frame of the selection."""
_BESIDE = 12
_PITCH = 36
_MULTI = "several"
_TR = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Tool:
    """One button of the card; an empty verb is the hairline before what is rarer."""

    verb: str
    icon: str = ""
    name: str = ""
    action: str = ""
    """The command that does the same: the tool-tip says its keys."""
    keys: str = ""
    """Keys that are always the same."""


def _tools() -> dict[str, tuple[Tool, ...]]:
    order = Tool("order", "order", _TR("inspector", "Order"))
    remove = Tool("remove", "trash", _TR("inspector", "Remove"), "edit.delete")
    rest = (Tool(""), Tool("more", "more", _TR("inspector", "More")))
    kind = PinKind
    return _tools_of_several(order, remove, rest) | {
        kind.STILL: (
            Tool("crop", "crop", _TR("inspector", "Crop"), "pin.crop"),
            Tool("tone", "tone", _TR("inspector", "Tone, opacity and edges")),
            Tool("caption", "text", _TR("inspector", "Caption")),
            order,
            remove,
            *rest,
        ),
        kind.LINE: (
            Tool("type", "text", _TR("inspector", "Type"), "words.type"),
            Tool("edit", "edit", _TR("inspector", "Edit the words"), keys="Enter"),
            Tool("facts", "line", _TR("inspector", "Who says it, and when")),
            order,
            remove,
            *rest,
        ),
        kind.NOTE: (
            Tool("type", "text", _TR("inspector", "Type"), "words.type"),
            Tool("edit", "edit", _TR("inspector", "Edit the note"), keys="Enter"),
            order,
            remove,
            *rest,
        ),
        kind.FRAME: (
            Tool("frame", "frame", _TR("inspector", "Name, shape and background")),
            Tool("export", "export", _TR("inspector", "Export this frame")),
            remove,
            *rest,
        ),
        kind.SWATCHES: (
            Tool("hex", "copy", _TR("inspector", "Copy the colours as hex"), "colour.copy"),
            order,
            remove,
            *rest,
        ),
        kind.DRAWING: (
            Tool("drawing", "pen", _TR("inspector", "Colour, width and ends")),
            order,
            remove,
            *rest,
        ),
    }


def _tools_of_several(order: Tool, remove: Tool, rest: tuple[Tool, ...]) -> dict[str, tuple[Tool, ...]]:
    """Return the tools of a group, and of several pins."""
    return {
        PinKind.GROUP: (
            Tool("group", "group", _TR("inspector", "Name and colour")),
            Tool("ungroup", "ungroup", _TR("inspector", "Ungroup"), "pin.ungroup"),
            order,
            Tool("duplicate", "copy", _TR("inspector", "Duplicate"), "edit.duplicate"),
            remove,
            *rest,
        ),
        _MULTI: (
            Tool("rows", "rows", _TR("inspector", "Arrange in rows"), "arrange.rows"),
            Tool("align", "edges-left", _TR("inspector", "Align")),
            Tool("compose", "compose", _TR("inspector", "Compose"), "arrange.compose"),
            order,
            Tool("duplicate", "copy", _TR("inspector", "Duplicate"), "edit.duplicate"),
            remove,
            *rest,
        ),
    }


def _player(playing: bool | None) -> tuple[Tool, ...]:
    if playing is None:
        return ()
    name = _TR("inspector", "Hold") if playing else _TR("inspector", "Play")
    return (Tool("play", "pause" if playing else "play", name, "pin.play"),)


def _between(card: QRect, title: QRect, tools: QRect) -> int:
    """Return where a card begins that lies on neither, when there is room between them."""
    first, last = title.right() + _BESIDE, tools.left() - _BESIDE - card.width()
    if first > last or not (card.intersects(title) or card.intersects(tools)):
        return card.x()
    return max(first, min(card.x(), last))


class Facts(QWidget):
    """ "0:12:40 · pinned on the 9th watch", over the board without stopping the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self._on_pins = False
        self.hide()

    @property
    def words(self) -> str:
        """What is told."""
        return self._words

    def say(self, words: str, x: int, y: int, on_pins: bool) -> None:
        """Tell it at a place; on other pins it needs paper behind it to be read."""
        self._words, self._on_pins = words, on_pins
        self.setAccessibleName(words)
        width = QFontMetrics(ui_font("small")).horizontalAdvance(words)
        self.setGeometry(x - 6, y - 3, width + 12, 22)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens() if self._on_pins else tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._on_pins:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.raised))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(6, 15), self._words)


class Inspector(Card):
    """Show the tools for a kind of pin; each press is a wish told by its verb."""

    wished = Signal(str, QWidget)
    """The verb, and the button to open something beside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Tools for what is chosen"))
        self.facts = Facts(parent)
        self._kind = ""
        self._playing: bool | None = None
        self._buttons: dict[str, Button] = {}
        self._rule = 0

    @property
    def buttons(self) -> dict[str, Button]:
        """The buttons shown, by verb."""
        return dict(self._buttons)

    def set_kind(self, kind: PinKind | None, playing: bool | None = None) -> bool:
        """Show the tools of a kind, None stands for several pins; tell whether they are other ones now.

        ``playing`` says of what moves whether it does at the moment; None: it cannot.
        """
        name = kind if kind is not None else _MULTI
        if (name, playing) == (self._kind, self._playing):
            return False
        self._kind, self._playing = name, playing
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        x = 8
        for tool in (*_player(playing), *_tools()[name]):
            if not tool.verb:
                self._rule = x + 2
                x += 9
                continue
            self._buttons[tool.verb] = self._button(tool, x)
            x += _PITCH
        # The last button stands as far from the edge as the rule from the one before it.
        self.setFixedWidth(x + 7)
        return True

    def _button(self, tool: Tool, x: int) -> Button:
        button = ghost_button("", tool.icon, tip_of(tool.name, tool.keys), self)
        button.setAccessibleName(tool.name)
        if tool.action:
            keys.follow(button, tool.name, tool.action)
        button.setGeometry(x, 4, 32, 32)
        button.clicked.connect(lambda: self.wished.emit(tool.verb, button))
        button.show()
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rule:
            painter = QPainter(self)
            painter.fillRect(QRect(self._rule, 8, 1, HEIGHT - 16), QColor(theme.tokens().line))

    def show_at(
        self,
        pins: QRectF,
        room: QRect,
        facts: str,
        others: list[QRectF],
        head: tuple[QRect, QRect] | None = None,
    ) -> None:
        """Stand below the pins, above them when there is no room, inside them when there is none at all.

        ``pins`` and ``others`` are rectangles on the screen, ``room`` is where the card may be, ``head``
        the board's title and the tools at its other end: beside them, not on them, at their height.
        """
        left = round(pins.left()) - _LEFT
        x = max(room.left(), min(left, room.right() - self.width()))
        y = round(pins.bottom()) + BELOW
        if y + HEIGHT > room.bottom():
            above = round(pins.top()) - BELOW - HEIGHT
            y = above if above >= room.top() else room.bottom() - HEIGHT
        y = max(room.top(), y)
        if head is not None:
            x = _between(QRect(x, y, self.width(), HEIGHT), *head)
        self.move(x, y)
        self.show()
        self.raise_()
        self._show_facts(facts, room, is_above=y < pins.top(), others=[*others, pins])

    def _show_facts(self, facts: str, room: QRect, is_above: bool, others: list[QRectF]) -> None:
        """Tell the facts under the card, over it when it stands above, beside it at the lower edge."""
        width = QFontMetrics(ui_font("small")).horizontalAdvance(facts)
        x = max(room.left(), min(self.x() + _LEFT, room.right() - width))
        y = self.y() - 24 if is_above else self.y() + HEIGHT + 8
        if y + 16 > room.bottom() or y < room.top():
            x, y = self.x() + self.width() + 12, self.y() + (HEIGHT - 16) // 2
            if x + width > room.right():
                x = max(room.left(), self.x() - 12 - width)
        words = QRectF(x, y, width, 16)
        self.facts.say(facts, x, y, any(rect.intersects(words) for rect in others))
        self.facts.raise_()

    def put_away(self) -> None:
        """Hide with the facts."""
        self.hide()
        self.facts.hide()
