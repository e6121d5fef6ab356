# SPDX-License-Identifier: GPL-3.0-or-later
"""The look of the whole window: light, dark or as the system says, from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from moodboard.qt.fonts import load_fonts, ui_font
from moodboard.qt.settings import THEME, Settings
from moodboard.qt.tokens import DARK, LIGHT, Tokens
from moodboard.ui.focus_ring import FocusRing

MODES = ("system", "light", "dark")

_STYLE = """
QToolTip {{ background: {raised}; color: {ink}; border: 1px solid {line_2}; padding: 4px 8px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {{
  background: {field}; color: {ink}; border: 1px solid {control}; border-radius: 6px;
  placeholder-text-color: {ink_3}; padding: 5px 8px;
  selection-background-color: {fill}; selection-color: {on_fill}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{ color: {ink_3}; }}
QLineEdit[error="true"], QPlainTextEdit[error="true"], QSpinBox[error="true"] {{ border-color: {error}; }}
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {{
  background: transparent; border: none; padding: 0; }}
QLineEdit[compact="true"] {{ padding: 0 4px; border-radius: 4px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; subcontrol-origin: content; }}
QSpinBox::up-button {{ subcontrol-position: top left; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url({chevron}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {ink}; border: 1px solid {line_2};
  selection-background-color: {soft}; selection-color: {ink}; outline: none; }}
QMenu {{ background: {raised}; color: {ink}; border: 1px solid {line_2}; border-radius: 8px; padding: 6px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 6px; min-width: 168px; }}
QMenu::item:selected {{ background: {lit}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 6px; }}
QMenu::right-arrow {{ image: url({chevron_right}); width: 12px; height: 12px; right: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px 1px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 1px 2px; }}
QScrollBar::handle {{ background: {line_2}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QSplitter::handle {{ background: {line}; }}
QAbstractScrollArea[plain="true"] {{ background: transparent; border: none; }}
QTableView[plain="true"] {{ selection-background-color: transparent; }}
QLabel[role="muted"] {{ color: {ink_2}; }}
QLabel[role="error"] {{ color: {error}; }}
"""


class ThemeController(QObject):
    """Hold the mode, dress the application, and say when the tokens change."""

    changed = Signal(object)
    """The new ``Tokens``."""

    def __init__(self, app: QApplication, settings: Settings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._mode = "system"
        self._tokens = LIGHT
        self._dressed = False
        self._ring = FocusRing(self)
        app.focusChanged.connect(self._ring.follow)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._mode

    def tokens(self) -> Tokens:
        """The colours in use."""
        return self._tokens

    def use_settings(self, settings: Settings) -> None:
        """Take the mode from the settings and keep it there from now on."""
        self._settings = settings
        self.set_mode(settings.get(THEME))

    def set_mode(self, mode: str) -> None:
        """Choose a mode, remember it and dress the application."""
        if mode not in MODES:
            raise ValueError(f"no such theme mode: {mode}")
        self._mode = mode
        if self._settings is not None:
            self._settings.set(THEME, mode)
        self._tell_platform()
        self._dress()

    def switch(self) -> None:
        """Go from light to dark or back, away from what is shown now."""
        self.set_mode("light" if self._tokens.dark else "dark")

    def _tell_platform(self) -> None:
        """Let title bars and the system's own dialogs follow an explicit choice."""
        hints = QGuiApplication.styleHints()
        if self._mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self._mode == "dark" else Qt.ColorScheme.Light)

    def _wanted(self) -> Tokens:
        if self._mode == "system":
            return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode == "dark" else LIGHT

    def _on_system_changed(self) -> None:
        if self._dressed and self._wanted() is not self._tokens:
            self._dress()

    def _dress(self) -> None:
        wanted = self._wanted()
        if self._dressed and wanted is self._tokens:
            return
        load_fonts()
        if not self._dressed:
            self._app.setStyle("Fusion")
            self._app.setFont(ui_font("body"))
        self._dressed = True
        self._tokens = wanted
        colours = palette(wanted)
        self._app.setPalette(colours)
        QToolTip.setPalette(colours)
        QToolTip.setFont(ui_font("small"))
        self._app.setStyleSheet(style_sheet(wanted))
        self.changed.emit(wanted)


_controller: ThemeController | None = None


def controller() -> ThemeController:
    """Return the application's one theme controller, made on first use."""
    global _controller
    if _controller is None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("the theme needs a QApplication")
        _controller = ThemeController(app)
    return _controller


def apply(app: QApplication, mode: str = "system", settings: Settings | None = None) -> ThemeController:
    """Dress the application in the given mode, or in the settings' when they are given."""
    theme = controller()
    if settings is not None:
        theme.use_settings(settings)
    else:
        theme.set_mode(mode)
    return theme


def tokens() -> Tokens:
    """Return the colours in use; light ones before the application is dressed."""
    return _controller.tokens() if _controller is not None else LIGHT


def palette(colours: Tokens) -> QPalette:
    """Return Qt's palette for the tokens."""
    result = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, colours.panel),
        (role.WindowText, colours.ink),
        (role.Base, colours.field),
        (role.AlternateBase, colours.panel),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.ink_3),
        (role.Button, colours.raised),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.on_fill),
        (role.Highlight, colours.fill),
        (role.HighlightedText, colours.on_fill),
        (role.Accent, colours.fill),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.ink),
        (role.Light, colours.raised),
        (role.Midlight, colours.hover),
        (role.Mid, colours.line_2),
        (role.Dark, colours.control),
        (role.Shadow, colours.line_2),
    ):
        result.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, faded(colours.ink, 0.45))
    return result


def faded(colour: str, opacity: float) -> QColor:
    """Return the colour at an opacity of 0..1."""
    result = QColor(colour)
    result.setAlphaF(opacity)
    return result


def style_sheet(colours: Tokens) -> str:
    """Return the few rules that a palette cannot say."""
    from moodboard.ui.icons import tinted_file

    disabled = faded(colours.ink, 0.45)
    return _STYLE.format(
        raised=colours.raised,
        field=colours.field,
        ink=colours.ink,
        ink_2=colours.ink_2,
        ink_3=colours.ink_3,
        line=colours.line,
        line_2=colours.line_2,
        control=colours.control,
        fill=colours.fill,
        on_fill=colours.on_fill,
        soft=colours.soft,
        hover=colours.hover,
        lit=colours.soft if colours.dark else colours.hover,  # a dark menu is as bright as hover itself
        error=colours.error,
        disabled=disabled.name(QColor.NameFormat.HexArgb),
        chevron=tinted_file("chevron-down", colours.ink_2),
        chevron_right=tinted_file("chevron-right", colours.ink_2),
    )
