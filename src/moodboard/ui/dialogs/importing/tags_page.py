# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags that are fields in disguise: what each turns into, and the rules for all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from moodboard.domain.tag_rules import DEFAULT_RULES, TagRule
from moodboard.qt.fonts import ui_font
from moodboard.qt.tag_models import RulesModel, TagsModel
from moodboard.services import tag_rules
from moodboard.services.importing import ImportReport
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.export_controls import Segmented
from moodboard.ui.dialogs.importing.page import ReviewPage
from moodboard.ui.dialogs.importing.table import QuietTable

HERE, RULES = "here", "rules"


class TagsPage(ReviewPage):
    """The tags of this import and the rules, side by side; kept when the import is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Tags"), "", parent)
        self.sentence.setText(
            self.tr(
                "Some tags say who, where or how. Choose what each becomes; it is remembered for next time."
            )
        )
        self._first = tag_rules.rules()
        self.rules_model = RulesModel(self._first, self)
        self.model = TagsModel(self.rules_model, self)
        self.which = Segmented(
            self.tr("Show"), ((HERE, self.tr("In this export")), (RULES, self.tr("All rules"))), self
        )
        self.which.set_chosen(HERE)
        self.which.chosen.connect(self._on_which)
        self.table = QuietTable(self.model, self.tr("Tags of this import"), (0, 64, 150, 150, 100), self)
        self.rules_table = QuietTable(self.rules_model, self.tr("Rules"), (0, 150, 150, 100), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.rules_table)
        self.add = link_button(self.tr("Add a rule"), self.tr("Add a rule before all others"), self)
        self.remove = link_button(self.tr("Remove"), self.tr("Remove the rule"), self)
        self.up = link_button(self.tr("Earlier"), self.tr("Let it decide before the one above"), self)
        self.down = link_button(self.tr("Later"), self.tr("Let it decide after the one below"), self)
        self.as_first = link_button(self.tr("As they came"), self.tr("The rules that come with it"), self)
        self._error = QLabel(self)
        self._error.setProperty("role", "error")
        self._error.setFont(ui_font("small"))
        self._error.setWordWrap(True)
        self._error.hide()
        self.row_of(self.which)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self._error)
        self.row_of(self.add, self.remove, self.up, self.down, self.as_first)
        self._connect()
        self._on_which(HERE)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(lambda: self.rules_model.remove(self.rules_table.currentIndex().row()))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.as_first.clicked.connect(lambda: self.rules_model.set_rules(DEFAULT_RULES))
        self.rules_model.edited.connect(self._on_edited)
        for model in (self.model, self.rules_model):
            model.refused.connect(self._on_refused)

    def take(self, report: ImportReport) -> None:
        """Show the tags of this look."""
        self.model.set_tags(report.tags)

    def concerns(self) -> bool:
        """Whether there are tags."""
        return self.model.rowCount() > 0

    def count(self) -> str:
        """How many become fields."""
        return f"{self.model.turned():,}"

    def changed_rules(self) -> tuple[TagRule, ...] | None:
        """The rules when they are other than before, None when they are not."""
        now = self.rules_model.rules()
        return None if now == self._first else now

    def error(self) -> str:
        """Why what was typed could not be meant."""
        return "" if self._error.isHidden() else self._error.text()

    def _on_which(self, which: str) -> None:
        self._stack.setCurrentIndex(0 if which == HERE else 1)
        for button in (self.add, self.remove, self.up, self.down, self.as_first):
            button.setVisible(which == RULES)
        self._error.hide()

    def _on_add(self) -> None:
        row = self.rules_model.add()
        self.rules_table.choose(row)
        self.rules_table.scrollToTop()
        self.rules_table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rules_table.edit(self.rules_model.index(row, RulesModel.WORDS))

    def _move(self, by: int) -> None:
        row = self.rules_table.currentIndex().row()
        if row >= 0:
            self.rules_table.choose(self.rules_model.move(row, by))

    def _on_edited(self) -> None:
        self._error.hide()
        self.retold.emit()

    def _on_refused(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()
