# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags that are fields in disguise, as two tables: those of an import, and all rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from moodboard.domain.errors import KnownError
from moodboard.domain.tag_rules import YES_OR_NO, TagField, TagRule, checked, read_tags, rule_for
from moodboard.qt.indexes import Index
from moodboard.qt.table_rows import CHOICES_ROLE, KEY_ROLE, MUTED_ROLE, Choices, TableRows

_FLAG = Qt.ItemFlag
_EDITABLE = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemNeverHasChildren


class _Tags(TableRows):
    """What both tables share: a field, a value and whether the tag goes."""

    refused = Signal(str)
    """Why something that was typed cannot be meant."""

    def choices(self) -> Choices:
        """The fields in words."""
        return (
            (TagField.NOTHING.value, self.tr("only a tag")),
            (TagField.PEOPLE.value, self.tr("with whom")),
            (TagField.WHERE.value, self.tr("where")),
            (TagField.MEDIUM.value, self.tr("seen on")),
            (TagField.CUT.value, self.tr("which cut")),
            (TagField.FINISHED.value, self.tr("seen to the end")),
            (TagField.REWATCH.value, self.tr("a rewatch")),
            (TagField.LIKED.value, self.tr("liked")),
        )

    def _field_words(self, field: TagField) -> str:
        return dict(self.choices())[field.value]

    def _value_choices(self, field: TagField) -> Choices | None:
        return (("yes", self.tr("yes")), ("no", self.tr("no"))) if field in YES_OR_NO else None


class RulesModel(_Tags):
    """All rules in their order: the first one that fits decides."""

    WORDS, MEANS, VALUE, GOES = range(4)
    edited = Signal()

    def __init__(self, rules: Sequence[TagRule], parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = self.tr("Tags"), self.tr("Mean"), self.tr("Value"), self.tr("The tag goes")
        self._rules = list(rules)

    def rules(self) -> tuple[TagRule, ...]:
        """The rules as they are now."""
        return tuple(self._rules)

    def set_rules(self, rules: Sequence[TagRule]) -> None:
        """Show other rules."""
        self.beginResetModel()
        self._rules = list(rules)
        self.endResetModel()
        self.edited.emit()

    def put_first(self, rule: TagRule) -> None:
        """Let one tag mean something else, before all other rules."""
        rule = checked([rule])[0]
        kept = [one for one in self._rules if one.words != rule.words]
        self.set_rules((rule, *kept))

    def add(self) -> int:
        """Begin a rule at the top; its row."""
        used = {one.words for one in self._rules}
        words = self.tr("a tag")
        number = 2
        while words in used:
            words, number = self.tr("a tag {n}").format(n=number), number + 1
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rules.insert(0, TagRule(words, TagField.WHERE))
        self.endInsertRows()
        self.edited.emit()
        return 0

    def remove(self, row: int) -> None:
        """Take a rule away."""
        if 0 <= row < len(self._rules):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rules[row]
            self.endRemoveRows()
            self.edited.emit()

    def move(self, row: int, by: int) -> int:
        """Put a rule before or behind its neighbour; the row where it is now."""
        to = row + by
        if not (0 <= row < len(self._rules) and 0 <= to < len(self._rules)):
            return row
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if by > 0 else to)
        self._rules.insert(to, self._rules.pop(row))
        self.endMoveRows()
        self.edited.emit()
        return to

    def _count(self) -> int:
        return len(self._rules)

    def _words(self, row: int, column: int) -> str:
        rule = self._rules[row]
        if column == self.VALUE:
            return _value_words(self, rule.field, rule.value)
        return (rule.words, self._field_words(rule.field), "", "")[column]

    def _more(self, row: int, column: int, role: int) -> object:
        rule = self._rules[row]
        if role == MUTED_ROLE:
            return column == self.VALUE and rule.value == "*"
        if role == Qt.ItemDataRole.CheckStateRole and column == self.GOES:
            return Qt.CheckState.Checked if rule.takes else Qt.CheckState.Unchecked
        if role == CHOICES_ROLE:
            return self.choices() if column == self.MEANS else self._of_value(rule, column)
        if role == KEY_ROLE:
            return {self.MEANS: rule.field.value, self.VALUE: rule.value}.get(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is edited is the value itself, a star and all."""
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() == self.VALUE:
            return self._rules[index.row()].value
        return super().data(index, role)

    def _of_value(self, rule: TagRule, column: int) -> Choices | None:
        return self._value_choices(rule.field) if column == self.VALUE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All of it is edited in place."""
        if not index.isValid():
            return _FLAG.NoItemFlags
        rule = self._rules[index.row()]
        if index.column() == self.GOES:
            return _EDITABLE | _FLAG.ItemIsUserCheckable
        can = index.column() != self.VALUE or rule.field is not TagField.NOTHING
        return _EDITABLE | _FLAG.ItemIsEditable if can else _EDITABLE

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed or chosen; says why when it cannot be meant."""
        if not index.isValid():
            return False
        rule = changed_rule(self._rules[index.row()], index.column(), value, role)
        if rule is None:
            return False
        try:
            (rule,) = checked([rule])
        except KnownError as error:
            self.refused.emit(str(error))
            return False
        if rule != self._rules[index.row()]:
            self._rules[index.row()] = rule
            self._tell_row(index.row())
            self.edited.emit()
        return True


class TagsModel(_Tags):
    """The tags of an import, how often they came, and what they turn into."""

    TAG, TIMES, MEANS, VALUE, GOES = range(5)

    def __init__(self, rules: RulesModel, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = (
            self.tr("Tag"), self.tr("Times"), self.tr("Means"), self.tr("Value"), self.tr("The tag goes"),
        )  # fmt: skip
        self._tags: list[tuple[str, int]] = []
        self._rules = rules
        rules.edited.connect(self._on_rules)

    def set_tags(self, tags: Mapping[str, int]) -> None:
        """Show these, those that mean something first, the most frequent on top."""
        rules = self._rules.rules()
        order = sorted(tags.items(), key=lambda pair: (_is_plain(pair[0], rules), -pair[1], pair[0]))
        if order != self._tags:
            self.beginResetModel()
            self._tags = order
            self.endResetModel()

    def turned(self) -> int:
        """How many of the tags become fields."""
        rules = self._rules.rules()
        return sum(not _is_plain(tag, rules) for tag, _ in self._tags)

    def _on_rules(self) -> None:
        if self._tags:
            last = self.index(len(self._tags) - 1, self.GOES)
            self.dataChanged.emit(self.index(0, 0), last)

    def _rule(self, row: int) -> TagRule:
        tag = self._tags[row][0]
        return rule_for(tag, self._rules.rules()) or TagRule(tag, TagField.NOTHING)

    def _count(self) -> int:
        return len(self._tags)

    def _words(self, row: int, column: int) -> str:
        tag, times = self._tags[row]
        if column <= self.TIMES:
            return tag if column == self.TAG else f"{times:,}"
        rule = self._rule(row)
        if column == self.MEANS:
            return self._field_words(rule.field)
        return self._value(tag, rule) if column == self.VALUE else ""

    def _value(self, tag: str, rule: TagRule) -> str:
        if rule.field in YES_OR_NO:
            return _value_words(self, rule.field, rule.value)
        read = read_tags((tag,), self._rules.rules())
        return ", ".join(read.people) or read.where or read.medium or read.cut

    def _more(self, row: int, column: int, role: int) -> object:
        rule = self._rule(row)
        if role == MUTED_ROLE:
            return column == self.TIMES or (column == self.MEANS and rule.field is TagField.NOTHING)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == self.TIMES:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.CheckStateRole and column == self.GOES:
            if rule.field is TagField.NOTHING:
                return None
            return Qt.CheckState.Checked if rule.takes else Qt.CheckState.Unchecked
        if role == CHOICES_ROLE:
            if column == self.MEANS:
                return self.choices()
            return self._value_choices(rule.field) if column == self.VALUE else None
        if role == KEY_ROLE:
            return {self.MEANS: rule.field.value, self.VALUE: rule.value}.get(column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What a tag means can be changed."""
        if not index.isValid():
            return _FLAG.NoItemFlags
        plain = self._rule(index.row()).field is TagField.NOTHING
        if index.column() == self.GOES and not plain:
            return _EDITABLE | _FLAG.ItemIsUserCheckable
        if index.column() == self.MEANS or (index.column() == self.VALUE and not plain):
            return _EDITABLE | _FLAG.ItemIsEditable
        return _EDITABLE

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a rule for this very tag."""
        if not index.isValid():
            return False
        tag = self._tags[index.row()][0]
        now = self._rule(index.row())
        own = TagRule(tag.replace("*", " "), now.field, now.value, now.takes)
        if now.field not in YES_OR_NO:
            own = replace(own, value=self._value(tag, now) or "*")
        rule = changed_rule(own, index.column() - 1, value, role)
        if rule is None:
            return False
        if rule == own:
            return True
        try:
            self._rules.put_first(rule)
        except KnownError as error:
            self.refused.emit(str(error))
            return False
        return True


def changed_rule(rule: TagRule, column: int, value: object, role: int) -> TagRule | None:
    """Return a rule with one of its four cells changed, None when that cell takes no such value."""
    if role == Qt.ItemDataRole.CheckStateRole:
        return replace(rule, takes=_is_on(value)) if column == RulesModel.GOES else None
    if role != Qt.ItemDataRole.EditRole:
        return None
    said = str(value)
    if column == RulesModel.WORDS:
        return replace(rule, words=said)
    if column == RulesModel.MEANS and said in tuple(TagField):
        field = TagField(said)
        usual = "no" if field is TagField.FINISHED else "yes"
        was, now = rule.field in YES_OR_NO, field in YES_OR_NO
        value = usual if now else "*" if was else rule.value
        return replace(rule, field=field, value=str(value))
    return replace(rule, value=said) if column == RulesModel.VALUE else None


def _is_on(value: object) -> bool:
    return value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value, True)


def _value_words(model: _Tags, field: TagField, value: str) -> str:
    if field is TagField.NOTHING:
        return ""
    if field in YES_OR_NO:
        return model.tr("no") if value.casefold() == "no" else model.tr("yes")
    return model.tr("as the tag says") if value == "*" else value


def _is_plain(tag: str, rules: tuple[TagRule, ...]) -> bool:
    rule = rule_for(tag, rules)
    return rule is None or rule.field is TagField.NOTHING
