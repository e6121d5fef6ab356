# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, locks, hidden pins, the list of layers, the map and focus view on an open board."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, Pin, PinKind, Place, Rect
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.export import ExportRequest, Format
from moodboard.qt.board_painter import BoardPainter, image_of
from moodboard.qt.layers_model import LAYER, LayersModel
from moodboard.qt.layers_model import name_of as layer_name
from moodboard.services import boards, exporting, stills
from moodboard.services.pictures import Taken
from moodboard.ui.board import accessible
from moodboard.ui.board.layers.delegate import eye_rect, lock_rect
from moodboard.ui.board.layers.part import LayersPart
from moodboard.ui.board.presentation import Presentation, slides
from open_board import Make, make_page  # noqa: F401  - a fixture

LEFT = Qt.MouseButton.LeftButton
NO = Qt.KeyboardModifier.NoModifier


def test_a_still_of_the_boards_own_film_is_called_after_its_file(make_page: Make) -> None:  # noqa: F811
    it = make_page()
    taken = Taken("pictures/aa/a.png", 160, 90, "#804020", ("#804020",), False, "", "the lift.png", True)
    own, _ = stills.add_stills([taken], it.film)
    (pin,) = it.editor.add_stills(own, 0.0, 0.0)
    assert it.editor.board.film_id == it.film
    assert layer_name(it.editor.pins[pin], it.editor) == "the lift"


class World(SimpleNamespace):
    """An open page with four stills in a row, a, b, c and d, and hands."""

    def put(self, name: str, x: float, y: float = 100.0) -> str:
        taken = Taken(
            f"pictures/aa/{name}.png", 160, 90, "#804020", ("#804020",), False, "", f"{name}.png", True
        )
        uuid: str = self.editor.add_stills(stills.add_stills([taken], None)[0], x, y)[0]
        pin = self.editor.pins[uuid]
        self.editor.change([replace(pin, place=Place(x, y, 160, 90))], "")
        return uuid

    def at(self, x: float, y: float) -> QPoint:
        point: QPointF = self.canvas.viewport.to_screen(x, y)
        return point.toPoint()

    def click(self, x: float, y: float) -> None:
        QTest.mouseClick(self.canvas, LEFT, NO, self.at(x, y))

    def double_click(self, x: float, y: float) -> None:
        QTest.mouseClick(self.canvas, LEFT, NO, self.at(x, y))
        QTest.mouseDClick(self.canvas, LEFT, NO, self.at(x, y))
        QTest.mouseRelease(self.canvas, LEFT, NO, self.at(x, y))

    def drag(self, x: float, y: float, dx: float, dy: float) -> None:
        QTest.mousePress(self.canvas, LEFT, NO, self.at(x, y))
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(self.canvas, self.at(x + dx * share, y + dy * share))
        QTest.mouseRelease(self.canvas, LEFT, NO, self.at(x + dx, y + dy))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def place(self, uuid: str) -> Place:
        place: Place = self.editor.pins[uuid].place
        return place

    @property
    def selected(self) -> tuple[str, ...]:
        names: tuple[str, ...] = self.canvas.selected()
        return names


@pytest.fixture
def it(make_page: Make) -> World:  # noqa: F811
    made = make_page()
    world = World(**vars(made))
    world.part = next(part for part in made.page.parts if isinstance(part, LayersPart))
    made.canvas.set_view(BoardView(500, 350, 1.0))
    world.a, world.b, world.c, world.d = (world.put(n, 100.0 + 200 * i) for i, n in enumerate("abcd"))
    made.canvas.select(())
    made.editor.undo_stack.clear()
    return world


def grouped(it: World, *uuids: str, name: str = "", colour: str = "") -> str:
    it.canvas.select(())
    group: str = it.editor.group(uuids, name, colour)
    return group


# -- groups on the canvas ------------------------------------------------------------------------


def test_the_action_groups_what_is_chosen_and_chooses_the_group(it: World) -> None:
    it.canvas.select((it.a, it.b))
    it.book.action("pin.group").trigger()
    (group,) = it.selected
    assert it.editor.pins[group].kind is PinKind.GROUP
    assert it.editor.pins[it.a].group == group
    it.book.action("pin.ungroup").trigger()
    assert set(it.selected) == {it.a, it.b}
    assert group not in it.editor.pins


def test_a_click_on_a_member_takes_the_group_and_a_drag_moves_all_of_it(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.drag(150, 140, 40, 160)
    assert it.selected == (group,)
    assert (it.place(it.a).x, it.place(it.b).x, it.place(it.b).y) == (140, 340, 260)
    it.book.action("edit.undo").trigger()
    assert (it.place(it.a).x, it.place(group).x) == (100, 100)


def test_a_double_click_goes_inside_and_esc_comes_out(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.double_click(150, 140)
    assert it.selected == (it.a,)
    it.click(350, 140)
    assert it.selected == (it.b,)
    it.key(Qt.Key.Key_Escape)
    assert it.selected == (group,)


def test_a_click_elsewhere_leaves_the_group(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.double_click(150, 140)
    it.click(750, 140)
    it.click(150, 140)
    assert it.selected == (group,)


def test_a_band_chooses_groups_whole(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.drag(60, 60, 240, 160)
    assert it.selected == (group,)


def test_a_corner_scales_all_of_a_group(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.canvas.select((group,))
    it.drag(463, 193, 360, 90)
    assert it.place(it.a).width == pytest.approx(320, rel=0.02)
    assert it.place(it.b).x == pytest.approx(500, rel=0.02)
    assert it.place(group).width == pytest.approx(720, rel=0.02)


def test_turning_a_group_turns_its_members(it: World) -> None:
    it.canvas.select((grouped(it, it.a, it.b),))
    it.book.action("pin.rotate_right").trigger()
    assert it.place(it.a).turn == it.place(it.b).turn == 90


def test_a_group_is_aligned_as_one(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.editor.place({group: replace(it.place(group), x=0.0)})
    assert (it.place(it.a).x, it.place(it.b).x) == (0, 200)


def test_a_copy_of_a_group_has_members_of_its_own(it: World) -> None:
    group = grouped(it, it.a, it.b, name="Rain")
    (copy,) = it.editor.duplicate((group,))
    members = [pin for pin in it.editor.pins.values() if pin.group == copy]
    assert it.editor.pins[copy].text == "Rain"
    assert len(members) == 2 and not {it.a, it.b} & {pin.uuid for pin in members}


def test_a_pasted_member_belongs_to_no_group_of_another_board(it: World) -> None:
    grouped(it, it.a, it.b)
    data = it.editor.to_clipboard((it.a,))
    it.page.open_board(boards.create_board("Other")[0].id)
    (pasted,) = it.editor.paste_pins(data, 0, 0)
    assert it.editor.pins[pasted].group == ""


def test_a_pasted_group_comes_whole(it: World) -> None:
    data = it.editor.to_clipboard((grouped(it, it.a, it.b),))
    it.page.open_board(boards.create_board("Other")[0].id)
    (pasted,) = it.editor.paste_pins(data, 0, 0)
    assert sum(pin.group == pasted for pin in it.editor.pins.values()) == 2


def test_removing_a_group_removes_its_members(it: World) -> None:
    it.editor.remove((grouped(it, it.a, it.b),))
    assert set(it.editor.pins) == {it.c, it.d}


def test_tab_walks_over_a_group_as_one(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.key(Qt.Key.Key_Tab)
    assert it.selected == (group,)
    it.key(Qt.Key.Key_Tab)
    assert it.selected == (it.c,)


def test_opacity_of_a_group_is_that_of_its_members(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.canvas.select((group,))
    it.page.verbs.opacity(0.5)
    assert it.editor.pins[it.a].style.opacity == it.editor.pins[it.b].style.opacity == 0.5


def test_a_group_can_be_coloured_and_named(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.canvas.select((group,))
    it.page.inspector.inspector.buttons["group"].click()
    popover = it.page.inspector.popover("group")
    popover.name.setText("Rain")
    popover.name.editingFinished.emit()
    popover.colours.chosen.emit("#c8896a")
    pin = it.editor.pins[group]
    assert (pin.text, pin.style.background) == ("Rain", "#c8896a")
    assert pin.place.rect == Rect(88, 88, 384, 114)


def test_groups_are_not_counted_as_pins(it: World) -> None:
    grouped(it, it.a, it.b)
    assert boards.list_boards()[0].pins == 4
    assert "4 pins" in it.page.header.status.words


# -- locks ---------------------------------------------------------------------------------------


def test_a_locked_pin_cannot_be_changed_in_any_way(it: World) -> None:
    it.editor.lock((it.a,))
    before = it.editor.pins[it.a]
    it.editor.move((it.a,), 5, 5)
    it.editor.restyle((it.a,), lambda style: replace(style, opacity=0.5))
    it.editor.flip((it.a,))
    it.editor.front((it.a,))
    it.editor.remove((it.a,))
    it.canvas.begin_crop(it.a)
    assert it.editor.pins[it.a] == before
    assert not it.canvas.is_cropping


def test_a_drag_goes_through_a_locked_pin(it: World) -> None:
    it.editor.lock((it.a,))
    it.drag(150, 140, 40, 40)
    assert it.place(it.a).x == 100
    assert it.selected == ()


def test_what_is_chosen_with_a_locked_pin_moves_without_it(it: World) -> None:
    it.editor.lock((it.a,))
    it.canvas.select((it.a, it.b))
    it.drag(350, 140, 0, 200)
    assert (it.place(it.a).y, it.place(it.b).y) == (100, 300)


def test_the_right_button_offers_to_unlock(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    it.editor.lock((it.a,))
    monkeypatch.setattr(
        "moodboard.ui.board.layers.part.QCursor.pos",
        lambda: it.canvas.mapToGlobal(it.at(150, 140)),
    )
    menu = it.page.menus.board(it.page)
    (entry,) = [action for action in menu.actions() if "Unlock what lies here" in action.text()]
    entry.trigger()
    assert not it.editor.pins[it.a].locked
    assert it.selected == (it.a,)
    menu.deleteLater()


def test_a_locked_group_holds_its_members(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.editor.lock((group,))
    it.drag(150, 140, 40, 40)
    it.editor.move((it.b,), 9, 9)
    assert (it.place(it.a).x, it.place(it.b).x) == (100, 300)


def test_refusing_is_told_in_one_sentence(it: World, qtbot: QtBot) -> None:
    it.editor.lock((it.a,))
    with qtbot.waitSignal(it.editor.refused):
        it.editor.move((it.a,), 5, 5)
    assert "locked" in it.page.bar.accessibleName()


def test_nothing_of_a_locked_board_is_changed_by_hand(it: World) -> None:
    it.editor.move((it.a,), 10, 0)
    it.book.action("board.lock").trigger()
    before = dict(it.editor.pins)
    view = it.canvas.view()
    it.drag(150, 140, 60, 30)
    it.canvas.select((it.b,))
    for action in ("edit.delete", "pin.front", "pin.flip_h", "edit.undo", "pin.group", "pin.hide"):
        it.book.action(action).trigger()
    it.double_click(500, 500)
    it.editor.set_background("#000000")
    assert it.editor.pins == before
    assert not it.page.words.is_active
    assert it.editor.board.background == ""
    assert it.canvas.view() != view  # a drag pushes the board


def test_the_lock_of_a_board_is_remembered(it: World) -> None:
    it.book.action("board.lock").trigger()
    locked, other = it.page.board_id, boards.create_board("Other")[0].id
    it.page.open_board(other)
    assert not it.editor.is_board_locked
    it.page.open_board(locked)
    assert it.editor.is_board_locked
    assert it.book.action("board.lock").isChecked()
    it.part.lock_board(False)
    it.page.open_board(other)
    it.page.open_board(locked)
    assert not it.editor.is_board_locked


# -- hidden --------------------------------------------------------------------------------------


def test_hidden_pins_are_neither_hit_nor_fitted_nor_exported(it: World) -> None:
    it.editor.hide((it.d,))
    assert it.d not in it.canvas.scene
    assert it.canvas.scene.at(750, 140) is None
    assert it.editor.bounds().right == 660
    plan = exporting.plan(ExportRequest(it.page.board_id))
    assert {pin.uuid for pin in plan.pins} == {it.a, it.b, it.c}
    it.editor.show_all()
    assert it.d in it.canvas.scene


def test_hiding_a_group_hides_its_members_on_the_canvas(it: World) -> None:
    group = grouped(it, it.a, it.b)
    it.editor.hide((group,))
    assert {pin.uuid for pin in it.canvas.scene.all()} == {it.c, it.d}
    it.editor.undo()
    assert it.a in it.canvas.scene


def test_an_export_of_a_group_shows_its_members_and_its_colour(it: World) -> None:
    group = grouped(it, it.a, it.b, colour="#c8896a")
    plan = exporting.plan(ExportRequest(it.page.board_id, pins=(group,)))
    assert {pin.uuid for pin in plan.pins} == {group, it.a, it.b}
    assert plan.considered == 2
    assert plan.left_out == ()


def test_a_coloured_group_is_painted_alike_in_every_file(it: World, tmp_path: Path) -> None:
    group = grouped(it, it.a, it.b, name="Rain", colour="#ff0000")
    request = ExportRequest(it.page.board_id, pins=(group,), background="#ffffff", margin=0)
    plan = exporting.plan(request)
    image = image_of(plan)
    # between the two pictures only the group's ground is seen
    x = round((280 - plan.origin[0]) * plan.scale)
    ground = image.pixelColor(x, image.height() // 2)
    assert ground.red() > 245 and 160 < ground.green() == ground.blue() < 180
    BoardPainter(replace(plan, format=Format.SVG)).write_document(tmp_path / "a.svg", lambda *_: None)
    assert 'fill="#ff0000" fill-opacity="0.32"' in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_group_without_a_colour_is_not_painted(it: World) -> None:
    group = grouped(it, it.a, it.b, name="Rain")
    plan = exporting.plan(ExportRequest(it.page.board_id, pins=(group,)))
    assert {pin.uuid for pin in plan.pins} == {it.a, it.b}


def test_a_board_of_a_group_has_the_group_and_its_members(it: World) -> None:
    it.canvas.select((grouped(it, it.a, it.b),))
    it.book.action("board.from_selection").trigger()
    kinds = [pin.kind for pin in it.editor.pins.values()]
    assert kinds.count(PinKind.GROUP) == 1 and kinds.count(PinKind.STILL) == 2
    (group,) = [pin for pin in it.editor.pins.values() if pin.kind is PinKind.GROUP]
    assert all(pin.group == group.uuid for pin in it.editor.pins.values() if pin is not group)


# -- the list of layers --------------------------------------------------------------------------


@pytest.fixture
def listed(it: World) -> World:
    it.group = grouped(it, it.a, it.b)
    it.book.action("layers.show").trigger()
    it.panel = it.part.panel
    it.list = it.panel.list
    it.rows = lambda: [layer.uuid for layer in it.panel.model.layers]
    return it


def test_the_list_stays_away_until_it_is_called(it: World) -> None:
    assert it.part._panel is None
    it.book.action("layers.show").trigger()
    assert it.part.panel.isVisible()
    QTest.keyClick(it.part.panel.list, Qt.Key.Key_Escape)
    assert not it.part.panel.isVisible()
    assert not it.book.action("layers.show").isChecked()


def test_the_list_shows_the_front_first(listed: World) -> None:
    assert listed.rows() == [listed.d, listed.c, listed.group, listed.b, listed.a]


def test_drawings_are_listed_by_their_shapes(it: World) -> None:
    for shape, name in ((Shape.ARROW, "Arrow"), (Shape.PEN, "Pen stroke"), (Shape.ELLIPSE, "Ellipse")):
        pin = replace(
            it.editor.new_pin(PinKind.DRAWING, Rect(0, 0, 10, 10)),
            drawing=Drawing(shape, ((0.0, 0.0), (1.0, 1.0))),
        )
        assert layer_name(pin, it.editor) == name


def test_choosing_a_row_chooses_the_pin_and_the_other_way_round(listed: World) -> None:
    row = listed.list.visualRect(listed.panel.model.index(4))
    QTest.mouseClick(listed.list.viewport(), LEFT, NO, row.center())
    assert listed.selected == (listed.a,)
    listed.canvas.select((listed.d,))
    assert listed.list.uuids() == [listed.d]


def test_the_eye_and_the_lock_of_a_row(listed: World) -> None:
    row = listed.list.visualRect(listed.panel.model.index(2))
    QTest.mouseClick(listed.list.viewport(), LEFT, NO, eye_rect(row).center())
    QTest.mouseClick(listed.list.viewport(), LEFT, NO, lock_rect(row).center())
    assert listed.editor.pins[listed.group].hidden and listed.editor.pins[listed.group].locked
    listed.panel.model.refresh()
    assert listed.panel.model.index(4).data(LAYER).hidden


def test_a_row_is_renamed_in_place(listed: World) -> None:
    model = listed.panel.model
    model.setData(model.index(2), "Rain", Qt.ItemDataRole.EditRole)
    model.setData(model.index(0), "Last shot", Qt.ItemDataRole.EditRole)
    assert listed.editor.pins[listed.group].text == "Rain"
    assert listed.editor.pins[listed.d].name == "Last shot"
    assert model.index(0).data() == "Last shot"


def test_the_list_works_from_the_keyboard(listed: World, qtbot: QtBot) -> None:
    listed.canvas.select((listed.c,))
    QTest.keyClick(listed.list, Qt.Key.Key_H)
    QTest.keyClick(listed.list, Qt.Key.Key_L)
    assert listed.editor.pins[listed.c].hidden and listed.editor.pins[listed.c].locked
    listed.list.setCurrentIndex(listed.panel.model.index(2))
    QTest.keyClick(listed.list, Qt.Key.Key_Left)
    assert listed.rows() == [listed.d, listed.c, listed.group]
    QTest.keyClick(listed.list, Qt.Key.Key_Right)
    assert len(listed.rows()) == 5
    listed.list.setCurrentIndex(listed.panel.model.index(0))
    QTest.keyClick(listed.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listed.rows()[:2] == [listed.c, listed.d]


def test_a_row_dropped_on_a_group_goes_into_it(listed: World) -> None:
    row = listed.list.visualRect(listed.panel.model.index(2))
    target = listed.list.target_at(row.center(), [listed.d])
    listed.list.order_wished.emit([listed.d], target.group, target.behind)
    listed.panel.model.refresh()
    assert listed.editor.pins[listed.d].group == listed.group
    assert listed.rows() == [listed.c, listed.group, listed.d, listed.b, listed.a]


def test_a_row_dropped_between_two_lies_between_them(listed: World) -> None:
    row = listed.list.visualRect(listed.panel.model.index(3))
    target = listed.list.target_at(QPoint(60, row.bottom() - 2), [listed.c])
    listed.list.order_wished.emit([listed.c], target.group, target.behind)
    listed.panel.model.refresh()
    assert listed.rows() == [listed.d, listed.group, listed.b, listed.c, listed.a]


def test_a_group_cannot_be_dropped_into_itself(listed: World) -> None:
    row = listed.list.visualRect(listed.panel.model.index(3))
    assert listed.list.target_at(row.center(), [listed.group]) is None


def test_the_list_keeps_qts_rules(listed: World, qtmodeltester: ModelTester) -> None:
    model: LayersModel = listed.panel.model
    qtmodeltester.check(model)
    changes: list[Callable[[], object]] = [
        lambda: listed.editor.remove((listed.d,)),
        lambda: listed.editor.ungroup((listed.group,)),
        listed.editor.undo,
        lambda: listed.editor.hide((listed.group,)),
        listed.editor.undo_stack.undo,
    ]
    for change in changes:
        change()
        model.refresh()
        assert model.rowCount() == len(listed.editor.pins)


# -- focus view, the map, presenting -------------------------------------------------------------


def test_focus_view_goes_to_the_next_picture_and_back_where_it_was(it: World) -> None:
    before = it.canvas.view()
    it.canvas.select((it.a,))
    it.book.action("view.fit_selection").trigger()
    it.key(Qt.Key.Key_Right)
    assert it.selected == (it.b,)
    assert it.canvas.centre()[0] == pytest.approx(380, abs=1)
    it.key(Qt.Key.Key_Right)
    it.key(Qt.Key.Key_Left)
    assert it.selected == (it.b,)
    it.key(Qt.Key.Key_Escape)
    assert it.canvas.view() == before


def test_out_of_focus_view_the_arrows_push_what_is_chosen(it: World) -> None:
    it.canvas.select((it.a,))
    it.key(Qt.Key.Key_Right)
    assert it.place(it.a).x == 101
    it.book.action("view.fit_selection").trigger()
    it.book.action("view.fit_selection").trigger()
    it.key(Qt.Key.Key_Right)
    assert it.place(it.a).x == 102


def test_the_map_shows_pins_in_their_colours_and_moves_the_view(it: World, qtbot: QtBot) -> None:
    it.book.action("view.minimap").trigger()
    minimap = it.part.minimap
    qtbot.waitUntil(lambda: minimap.is_up_to_date)
    image = minimap.grab().toImage()
    ratio = image.devicePixelRatio()
    colours = {image.pixelColor(x, round(60 * ratio)).name() for x in range(image.width())}
    assert "#804020" in colours
    QTest.mouseClick(minimap, LEFT, NO, QPoint(170, 60))
    assert it.canvas.centre()[0] > 800
    it.book.action("view.minimap").trigger()
    assert not minimap.isVisible()


def test_presenting_goes_from_pin_to_pin(it: World, qtbot: QtBot) -> None:
    it.editor.hide((it.c,))
    it.canvas.select((it.b,))
    it.book.action("view.present").trigger()
    shown: Presentation = it.part.presentation
    qtbot.waitUntil(shown.hasFocus)
    assert shown.pin.uuid == it.b
    for key, uuid in (
        (Qt.Key.Key_Right, it.d),
        (Qt.Key.Key_Space, it.d),
        (Qt.Key.Key_Home, it.a),
        (Qt.Key.Key_End, it.d),
        (Qt.Key.Key_PageUp, it.b),
    ):
        QTest.keyClick(shown, key)
        assert shown.pin.uuid == uuid
    QTest.keyClick(shown, Qt.Key.Key_P)
    assert shown.is_playing
    with qtbot.waitSignal(shown.closed):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert it.part.presentation is None


def test_a_picture_is_presented_as_large_as_the_screen_allows(it: World) -> None:
    it.book.action("view.present").trigger()
    shown: Presentation = it.part.presentation
    image = shown.grab().toImage()
    ground = it.canvas.tokens.stage.lower()
    middle = image.pixelColor(image.width() // 2, image.height() // 2).name()
    edge_x = min(image.width(), round(image.height() * 160 / 90)) // 2 - 4
    assert middle == "#804020"
    assert image.pixelColor(image.width() // 2 + edge_x, image.height() // 2).name() == "#804020"
    if image.width() / image.height() != pytest.approx(16 / 9, rel=0.01):
        assert image.pixelColor(1, 1).name() == ground
    shown.close()


def test_what_is_chosen_is_presented_alone(it: World) -> None:
    it.canvas.select((it.c, it.a))
    assert slides(it.canvas) == ([it.a, it.c], 0)


def test_screen_readers_hear_of_groups_and_locks(it: World) -> None:
    group = grouped(it, it.a, it.b, name="Rain")
    it.editor.lock((group,))
    pin: Pin = it.editor.pins[group]
    assert accessible.name_of(pin, it.editor) == "Group Rain, 2 pins, locked"
    names = [
        QAccessible.queryAccessibleInterface(it.canvas).child(n).text(QAccessible.Text.Name)
        for n in range(QAccessible.queryAccessibleInterface(it.canvas).childCount())
    ]
    assert "Group Rain, 2 pins, locked" in names
