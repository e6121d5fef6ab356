# SPDX-License-Identifier: GPL-3.0-or-later
"""Write boards of other programs, as their formats are documented."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from PIL import Image

Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


def quarters(width: int, height: int, seed: int = 0) -> Image.Image:
    """Return a picture whose every quarter tells where it belongs."""
    colours = [(200, 40, 40), (40, 170, 60), (50, 80, 210), (230, 200, 60)]
    colours = colours[seed % 4 :] + colours[: seed % 4]
    image = Image.new("RGB", (width, height), colours[3])
    for (x, y), colour in zip(((0, 0), (1, 0), (0, 1)), colours, strict=False):
        box = (x * width // 2, y * height // 2, (x + 1) * width // 2, (y + 1) * height // 2)
        image.paste(colour, box)
    return image


def png(image: Image.Image) -> bytes:
    """Return the picture as a PNG file."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


# -- BeeRef ---------------------------------------------------------------------------------------

_BEE = """
PRAGMA application_id = 2060242126;
CREATE TABLE items (id INTEGER PRIMARY KEY, type TEXT NOT NULL, x REAL DEFAULT 0, y REAL DEFAULT 0,
    z REAL DEFAULT 0, scale REAL DEFAULT 1, rotation REAL DEFAULT 0, flip INTEGER DEFAULT 1, {last});
CREATE TABLE sqlar (name TEXT PRIMARY KEY, item_id INTEGER NOT NULL UNIQUE, mode INT,
    mtime INT DEFAULT current_timestamp, sz INT, data BLOB);
"""


def bee_file(path: Path, items: Sequence[dict[str, Any]], version: int = 2) -> Path:
    """Write a .bee; an item has the columns of ``items``, ``data`` as a dict, and ``picture`` as bytes."""
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_BEE.format(last="data JSON" if version == 2 else "filename TEXT"))
        db.execute(f"PRAGMA user_version = {version}")
        for number, item in enumerate(items, start=1):
            row = {"id": number, "type": "pixmap", **item}
            picture, data = row.pop("picture", None), row.pop("data", None)
            if version == 2:
                row["data"] = data if isinstance(data, str | None) else json.dumps(data)
            db.execute(
                f"INSERT INTO items ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                list(row.values()),
            )
            if picture is not None:
                db.execute(
                    "INSERT INTO sqlar (name, item_id, mode, sz, data) VALUES (?, ?, 420, ?, ?)",
                    (f"{number:04}-picture.png", number, len(picture), picture),
                )
    return path


# -- Qt's values ------------------------------------------------------------------------------------


def q_string(text: str | None) -> bytes:
    """Return a QString."""
    if text is None:
        return struct.pack(">I", 0xFFFFFFFF)
    data = text.encode("utf-16-be")
    return struct.pack(">I", len(data)) + data


def _variant(kind: int, payload: bytes, name: str = "") -> str:
    head = struct.pack(">IB", kind, 0)
    if name:
        said = name.encode() + b"\0"
        head += struct.pack(">I", len(said)) + said
    return (head + payload).decode("latin-1")


def q_transform(matrix: Matrix) -> str:
    """Return a QTransform as a cell."""
    m11, m12, m21, m22, dx, dy = matrix
    return _variant(80, struct.pack(">9d", m11, m12, 0, m21, m22, 0, dx, dy, 1))


def q_size(width: float, height: float) -> str:
    """Return a QSizeF as a cell."""
    return _variant(22, struct.pack(">2d", width, height))


def path_bytes(points: Sequence[tuple[int, float, float]]) -> bytes:
    """Return a QPainterPath's own bytes."""
    body = b"".join(struct.pack(">idd", *point) for point in points)
    return struct.pack(">I", len(points)) + body + struct.pack(">ii", 0, 0)


def q_outline(left: float, top: float, right: float, bottom: float) -> str:
    """Return a closed rectangle as a cell."""
    ends = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return _variant(1024, path_bytes([(int(n > 0), x, y) for n, (x, y) in enumerate(ends)]), "QPainterPath")


def q_strokes(strokes: Sequence[tuple[Sequence[tuple[int, float, float]], str, float, bool]]) -> str:
    """Return the strokes of a drawing as a cell: points, #rrggbb, width, dashed."""
    made = struct.pack(">I", len(strokes))
    for points, colour, width, dashed in strokes:
        channels = [int(colour[n : n + 2], 16) * 257 for n in (1, 3, 5)]
        made += struct.pack(">BB5H", 100, 1, 0xFFFF, *channels, 0)
        made += struct.pack(">d", width) + path_bytes(points) + bytes(19) + bytes([dashed])
    return _variant(1024, made, "QList<GraphicsDrawItem::Stroke>")


# -- PureRef 2 --------------------------------------------------------------------------------------

_PUR = """
PRAGMA application_id = 940753918;
PRAGMA user_version = 200101;
CREATE TABLE images (id INTEGER PRIMARY KEY, source_type INTEGER, origin TEXT, source TEXT, format TEXT,
    checksum TEXT, data BLOB, width INTEGER, height INTEGER);
CREATE TABLE metadata (id INTEGER PRIMARY KEY, application_version TEXT);
CREATE TABLE items (parent INTEGER, id INTEGER PRIMARY KEY, name TEXT, transform BLOB, sort_order BLOB,
    z REAL, opacity REAL, locked INTEGER, comment INTEGER);
CREATE TABLE items_images (image INTEGER, playback_speed REAL, id INTEGER PRIMARY KEY,
    playback_state INTEGER, image_transform BLOB, image_bounds BLOB, playback_frame INTEGER, flags INTEGER);
CREATE TABLE items_drawings (id INTEGER PRIMARY KEY, strokes BLOB);
CREATE TABLE items_notes (text_color TEXT, id INTEGER PRIMARY KEY, fixed_size TEXT, background_color TEXT,
    text TEXT, style INTEGER);
CREATE TABLE items_groups (id INTEGER PRIMARY KEY, background_color TEXT, lock_mode INTEGER);
"""


class Pur:
    """A PureRef 2 board in the making."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.executescript(_PUR)
        self._images = 0
        self._items = 0

    def image(self, data: bytes | None, width: int, height: int, source: str = "") -> int:
        """Add a picture, a linked one without bytes."""
        self._images += 1
        self.db.execute(
            "INSERT INTO images (id, source_type, source, data, width, height) VALUES (?, ?, ?, ?, ?, ?)",
            (self._images, 1 if data is not None else 2, source, data, width, height),
        )
        return self._images

    def _item(self, matrix: Matrix, values: dict[str, Any]) -> int:
        self._items += 1
        row = {"id": self._items, "parent": -1, "z": self._items, "opacity": 1.0, "locked": 0, "name": ""}
        row |= {"transform": q_transform(matrix)} | values
        self.db.execute(
            f"INSERT INTO items ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values())
        )
        return self._items

    def picture(
        self,
        image: int,
        size: tuple[int, int],
        matrix: Matrix = UPRIGHT,
        crop: tuple[float, float, float, float] | None = None,
        flags: int = 1,
        **values: Any,
    ) -> int:
        """Show a picture about its middle."""
        item = self._item(matrix, values)
        width, height = size
        left, top, across, down = crop or (0, 0, width, height)
        x, y = left - width / 2, top - height / 2
        self.db.execute(
            "INSERT INTO items_images (id, image, image_transform, image_bounds, flags) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                item,
                image,
                q_transform((1, 0, 0, 1, -width / 2, -height / 2)),
                q_outline(x, y, x + across, y + down),
                flags,
            ),
        )
        return item

    def note(self, html: str, matrix: Matrix = UPRIGHT, background: str = "", **values: Any) -> int:
        """Add a note."""
        item = self._item(matrix, values)
        self.db.execute(
            "INSERT INTO items_notes VALUES (?, ?, ?, ?, ?, 0)",
            ("#eaeaea", item, q_size(-1, -1), background, html),
        )
        return item

    def group(self, matrix: Matrix = UPRIGHT, background: str = "", **values: Any) -> int:
        """Add a group."""
        item = self._item(matrix, values)
        self.db.execute("INSERT INTO items_groups VALUES (?, ?, 1)", (item, background))
        return item

    def drawing(self, strokes: str, matrix: Matrix = UPRIGHT, **values: Any) -> int:
        """Add a drawing."""
        item = self._item(matrix, values)
        self.db.execute("INSERT INTO items_drawings VALUES (?, ?)", (item, strokes))
        return item

    def write(self, path: Path, version: str = "2.1") -> Path:
        """Turn the database round behind PureRef's head."""
        self.db.commit()
        database = self.db.serialize()
        before = q_string(version) + struct.pack(">IQ", 0, len(database)) + q_string("2.0.3")
        preview = b"" if version == "2.0" else struct.pack(">I", 5) + b"\xff\xd8\xff\xd9\0"
        head = len(before) + 4 + 64 + len(preview)
        tail = preview + database[head:] + database[:head]
        path.write_bytes(before + q_string(hashlib.md5(tail).hexdigest()) + tail)
        self.db.close()
        return path


# -- PureRef 1.10 -----------------------------------------------------------------------------------


def _linear(matrix: Matrix) -> bytes:
    m11, m12, m21, m22, _dx, _dy = matrix
    return struct.pack(">6d", m11, m12, 0, m21, m22, 0)


def _block(at: int, name: str, body: bytes) -> bytes:
    said = name.encode("utf-16-be")
    inner = struct.pack(">I", len(said)) + said + body
    return struct.pack(">Q", at + 8 + len(inner)) + inner


def _colour(rgb: str, cover: int) -> bytes:
    return struct.pack(">bH3H", 1, cover, *(int(rgb[n : n + 2], 16) * 257 for n in (1, 3, 5)))


def _old_picture(one: dict[str, Any], number: int) -> bytes:
    width, height = one["size"]
    left, top, across, down = one.get("crop", (0, 0, width, height))
    x, y = left - width / 2, top - height / 2
    ends = [(x, y), (x + across, y), (x + across, y + down), (x, y + down), (x, y)]
    inner = q_string(one.get("source")) + q_string(one.get("name", "shot"))
    inner += struct.pack(">d", 1.0) + _linear(one["matrix"]) + struct.pack(">2d", *one["matrix"][4:])
    inner += struct.pack(">dId", 1.0, number, one.get("z", 0.0)) + _linear(UPRIGHT)
    inner += struct.pack(">3d", 0, 0, 1.0) + struct.pack(">I", len(ends))
    inner += b"".join(struct.pack(">Idd", int(n > 0), *end) for n, end in enumerate(ends))
    return inner + struct.pack(">dIbq", 0.0, 1, 0, -1) + struct.pack(">I", len(one.get("inside", ())))


def old_pur_file(path: Path, pictures: Sequence[dict[str, Any]], notes: Sequence[dict[str, Any]]) -> Path:
    """Write a 1.10 file: pictures have ``png`` (bytes, None for linked, or another's number), ``size``,
    ``matrix``, ``z``, ``source``, ``crop``; notes ``text``, ``matrix``, ``z``; ``inside`` is a note's own."""
    section, places = b"", {}
    for number, one in enumerate(pictures):
        data = one["png"]
        if data is None:
            data = b"\xff\xff\xff\xff"
        elif isinstance(data, int):
            data = struct.pack(">I", data)
        start = 224 + len(section)
        section += data
        places[number] = (start, start + len(data))
    body = section

    def note(one: dict[str, Any], key: int) -> None:
        nonlocal body
        inner = q_string(one["text"]) + _linear(one["matrix"])
        inner += struct.pack(">2d", *one["matrix"][4:]) + struct.pack(">dId", 1.0, key, one.get("z", 0.0))
        inner += _colour("#ffffff", 0xFFFF) + b"\0\0" + _colour("#202020", one.get("cover", 5000)) + b"\0\0"
        inner += struct.pack(">I", 0)
        body += _block(224 + len(body), "GraphicsTextItem", inner)

    for number, one in enumerate(pictures):
        inner = _old_picture(one, number)
        body += _block(224 + len(body), "GraphicsImageItem", inner)
        for count, child in enumerate(one.get("inside", ())):
            note(child, 1000 + 10 * number + count)
    for number, one in enumerate(notes):
        note(one, 2000 + number)
    body += q_string("/home/me")
    table = 224 + len(body)
    for number, (start, end) in places.items():
        body += struct.pack(">IQQ", number, start, end)
    count = len(pictures) + len(notes)
    after = struct.pack(">I", count) + struct.pack(">4d", 0, 0, 9, 9) + bytes(224 - 144) + body
    head = (
        struct.pack(">I", 8) + "1.10".encode("utf-16-be") + struct.pack(">HHQ", count, len(pictures), table)
    )
    head += struct.pack(">I", 12) + bytes(12)
    head += struct.pack(">I", 64) + hashlib.md5(after).hexdigest().encode("utf-16-be")
    path.write_bytes(head + after)
    return path
