# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures on their way to other programs, and from them."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.domain.still import Still
from moodboard.qt import file_manager
from moodboard.services import pictures, stills
from moodboard.ui.board.canvas_drop import OUT, PINS
from moodboard.ui.board.pictures import files
from moving_pictures import COLOURS, animated
from open_board import make_page
from pictures_board import NO, PLACE, it, pin
from test_canvas import ALT, CTRL

__all__ = ["it", "make_page"]


def dragged(monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
    gone: list[QMimeData] = []

    def fake(drag: QDrag, *_: object) -> Qt.DropAction:
        mime = drag.mimeData()
        files = QMimeData()
        files.setUrls(mime.urls())
        encoded = bytes(mime.data("text/uri-list").data()).decode().split()
        assert [QUrl(line) for line in encoded] == mime.urls()  # some platforms ask for one, some the other
        files.setData(OUT, mime.data(OUT))
        gone.append(files)
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", fake)
    return gone


def test_a_move_that_leaves_the_window_hands_out_the_file(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = dragged(monkeypatch)
    it.hand.drag(it.hand.at(200, 380), QPointF(-2000, 0))
    (mime,) = gone
    file = Path(mime.urls()[0].toLocalFile())
    assert file.name == "dance.gif"
    assert file.read_bytes() == pictures.original(it.still.picture).read_bytes()
    assert pin(it).place == PLACE  # the pin returned
    assert it.editor.undo_stack.count() == 0


def test_ctrl_alt_and_a_drag_hand_out_all_that_is_chosen(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = dragged(monkeypatch)
    folder = tmp_path / "b"
    folder.mkdir()
    taken = pictures.take_in_file(animated(folder / "dance.gif", COLOURS[:2]))
    other = it.editor.add_stills(stills.add_stills([taken], it.film)[0], 700, 300)[0]
    it.canvas.select((it.uuid, other))
    it.hand.drag(it.hand.at(200, 380), QPointF(40, 10), CTRL | ALT)
    assert sorted(Path(url.toLocalFile()).name for url in gone[0].urls()) == ["dance 2.gif", "dance.gif"]


def test_what_was_dragged_out_is_not_taken_in_again(it: SimpleNamespace) -> None:
    mime = files.FilesMime([(it.still, "Her")])
    event = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NO)
    QApplication.sendEvent(it.canvas, event)
    assert not event.isAccepted()


def test_names_are_those_that_people_know(library: Path) -> None:
    still = Still("u", "pictures/ab/abc.jpg", 10, 10, timecode=5054.0)
    assert files.plain_name(replace(still, name="a night/../in: Rome.jpeg")) == "in- Rome.jpg"
    assert files.plain_name(still, "Her") == "Her 1.24.14.jpg"
    assert files.plain_name(replace(still, timecode=None)) == "picture.jpg"
    assert len(files.plain_name(replace(still, name="x" * 400 + ".jpg"))) < 140
    assert files.names_for([(replace(still, name=n), "") for n in ("A.jpg", "a.png", "A.webp")]) == [
        "A.jpg", "a 2.jpg", "A 3.jpg",
    ]  # fmt: skip


def test_a_file_that_is_missing_is_not_handed_out(library: Path) -> None:
    mime = files.FilesMime([(Still("u", "pictures/ab/gone.jpg", 10, 10, name="x.jpg"), "")])
    assert mime.urls() == []


def copied(qtbot: QtBot) -> QMimeData:
    """Wait for a picture in the clipboard."""
    board = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: (mime := board.mimeData()) is not None and mime.hasFormat("image/png"))
    return board.mimeData()


def test_several_pins_are_copied_as_one_picture(it: SimpleNamespace, qtbot: QtBot) -> None:
    it.editor.add_stills([it.still], 700, 390)
    it.canvas.select_all()
    QGuiApplication.clipboard().clear()
    it.book.action("pin.copy_picture").trigger()
    mime = copied(qtbot)
    image = QImage.fromData(mime.data("image/png"))
    bounds = it.editor.bounds()
    assert image.width() == round(bounds.width * 2) + 96
    assert image.pixelColor(2, 2).name() == it.canvas.background.lower()
    assert image.pixelColor(image.width() // 8, image.height() // 2).name() == COLOURS[0]
    assert mime.hasFormat(PINS) and mime.hasImage()


def test_one_still_is_copied_without_a_margin_and_clear_when_wished(
    it: SimpleNamespace, qtbot: QtBot
) -> None:
    it.editor.restyle([it.uuid], lambda style: replace(style, corner=40.0))
    QGuiApplication.clipboard().clear()
    it.book.action("pin.copy_picture_clear").trigger()
    mime = copied(qtbot)
    image = QImage.fromData(mime.data("image/png"))
    assert (image.width(), image.height()) == (640, 360)
    assert image.pixelColor(1, 1).alpha() < 90
    assert image.pixelColor(320, 180).name() == COLOURS[0]


def test_the_files_can_be_copied_too(it: SimpleNamespace) -> None:
    it.book.action("pin.copy_files").trigger()
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()).name == "dance.gif"


def test_the_original_opens_in_the_systems_program(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    it.book.action("pin.open_original").trigger()
    assert opened == [str(pictures.original(it.still.picture))]
    pictures.original(it.still.picture).unlink()
    it.book.action("pin.open_original").trigger()
    assert len(opened) == 1


def test_the_folder_opens_where_no_file_manager_can_be_asked(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    opened: list[str] = []
    monkeypatch.setattr(file_manager.sys, "platform", "linux")
    monkeypatch.setattr(file_manager, "_asked_over_dbus", lambda _path: False)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    it.book.action("pin.show_file").trigger()
    assert opened == [str(pictures.original(it.still.picture).parent)]


def test_files_land_where_their_outlines_were(it: SimpleNamespace, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [
        animated(tmp_path / f"{n}.gif", COLOURS[n:], size) for n, size in enumerate([(90, 160), (300, 90)])
    ]
    sideways = tmp_path / "phone.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (160, 90), "red").save(sideways, exif=exif)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (*paths, sideways)])
    at = it.hand.at(260, 390).toPoint()  # over the pin that is there
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(it.canvas, QDragEnterEvent(at, action, mime, left, NO))
    outlines = it.canvas.drop_rects()
    assert len(outlines) == 3
    with qtbot.waitSignal(it.page.intake.laid) as laid:
        QApplication.sendEvent(it.canvas, QDropEvent(QPointF(at), action, mime, left, NO))
    places = [it.editor.pins[uuid].place.rect for uuid in laid.args[0]]
    for outline, place in zip(outlines, places, strict=True):
        assert (outline.x, outline.y) == pytest.approx((place.x, place.y))
        assert (outline.width, outline.height) == pytest.approx((place.width, place.height), rel=0.01)
    assert not any(place.meets(PLACE.rect) for place in places)
