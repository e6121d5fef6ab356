# SPDX-License-Identifier: GPL-3.0-or-later
"""What the person chose in the export dialog, as a request and as words for our command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.export import WINDOW_LIMIT, ExportPlan, ExportRequest, Format, Mode
from moodboard.domain.file_names import file_name, free
from moodboard.domain.page_pictures import LARGE
from moodboard.domain.presets import PRESETS
from moodboard.services import exporting_frames
from moodboard.services.boards import OpenBoard

BOARD, SELECTION = "board", "selection"
CUSTOM = "custom"
SUFFIX = {
    Format.PNG: ".png",
    Format.JPEG: ".jpg",
    Format.WEBP: ".webp",
    Format.TIFF: ".tif",
    Format.PDF: ".pdf",
    Format.SVG: ".svg",
    Format.HTML: ".html",
}


@dataclass(frozen=True, slots=True)
class Options:
    """The state of the dialog."""

    what: str = BOARD
    """``board``, ``selection`` or the uuid of a frame that shows the board as it is laid out."""
    shape: str = "phone"
    """A preset, or ``custom``."""
    width: int | None = None
    """Custom only; None for what follows from the board."""
    height: int | None = None
    format: Format = Format.PNG
    mode: Mode = Mode.REFIT
    margin: int | None = None
    background: str | None = ""
    lines: bool = True
    palettes: bool | None = None
    notes: bool | None = None
    quality: int = 92
    dark: bool = False

    @property
    def preset(self) -> str:
        """The preset's name, empty for a custom size or a frame."""
        return self.shape if self.shape != CUSTOM and self.what in (BOARD, SELECTION) else ""


def first_options(opened: OpenBoard, selection: tuple[str, ...], dark: bool) -> Options:
    """Return what the dialog begins with: a frame that is chosen alone, else the board as a wallpaper."""
    chosen = [pin for pin in opened.pins if selection == (pin.uuid,) and pin.kind is PinKind.FRAME]
    if chosen and not is_filled(chosen[0], opened):
        return Options(what=chosen[0].uuid, mode=Mode.AS_LAID_OUT, dark=dark)
    if chosen:
        return Options(shape=chosen[0].style.preset, dark=dark)
    return Options(dark=dark)


def is_filled(frame: Pin, opened: OpenBoard) -> bool:
    """Tell whether the board was laid out anew for a frame: its shape stands for it in the dialog."""
    return frame.style.preset in PRESETS and bool(exporting_frames.twins_of(opened, frame.uuid))


def frame_in_use(options: Options, opened: OpenBoard) -> Pin | None:
    """Return the frame that these options export, where there is one already."""
    if options.what == BOARD and options.preset:
        return exporting_frames.frame_for(opened, options.preset)
    return next((p for p in opened.pins if p.kind is PinKind.FRAME and p.uuid == options.what), None)


def request_of(options: Options, opened: OpenBoard, selection: tuple[str, ...]) -> ExportRequest:
    """Return what is to be exported."""
    frame = frame_in_use(options, opened)
    laid = frame is not None and bool(exporting_frames.twins_of(opened, frame.uuid))
    if frame is not None and options.mode is Mode.REFIT and not laid and options.preset:
        frame = None  # nothing was laid out for it yet: the preset is refitted as for a new one
    custom = options.shape == CUSTOM and options.what in (BOARD, SELECTION)
    return ExportRequest(
        board_id=opened.board.id,
        format=options.format,
        pins=selection if options.what == SELECTION else (),
        frame=frame.uuid if frame is not None else "",
        preset=options.preset if frame is None else "",
        width=options.width if custom else None,
        height=options.height if custom else None,
        mode=Mode.AS_LAID_OUT if custom and not (options.width and options.height) else options.mode,
        margin=options.margin,
        background=options.background,
        quality=options.quality,
        lines=options.lines,
        palettes=options.palettes,
        notes=options.notes,
        dark=options.dark,
        limit=WINDOW_LIMIT,
    )


def arguments_of(request: ExportRequest, file: Path, library: Path) -> list[str]:
    """Return the arguments of ``moodboard`` that carry the request out."""
    said = ["--library", str(library), "export", f"#{request.board_id}", str(file), "--progress"]
    if request.preset:
        said += ["--preset", request.preset]
    elif request.width and request.height:
        said += ["--size", f"{request.width}x{request.height}"]
    elif request.width:
        said += ["--width", str(request.width)]
    if request.pins:
        said += ["--pins", ",".join(request.pins)]
    if request.frame:
        said += ["--frame", request.frame]
    if request.mode is not None:
        said += ["--as-laid-out" if request.mode is Mode.AS_LAID_OUT else "--refit"]
    if request.margin is not None:
        said += ["--margin", str(request.margin)]
    if request.dpi is not None:
        said += ["--dpi", str(request.dpi)]
    if request.background != "":
        said += ["--background", request.background or "none"]
    if request.quality is not None:
        said += ["--quality", str(request.quality)]
    for flag, wanted in zip(
        ("--watches", "--people", "--diary-notes"),
        (request.along.watches, request.along.people, request.along.watches and request.along.notes),
        strict=True,
    ):
        said += [flag] if wanted else []
    for name, value in (("lines", request.lines), ("palettes", request.palettes), ("notes", request.notes)):
        if value is not None:
            said.append(f"--{name}" if value else f"--no-{name}")
    if request.dark:
        said.append("--dark")
    return said


def free_name(folder: Path, title: str, shape: str, file_format: Format) -> Path:
    """Return a file in the folder that is not there yet, named after the board."""
    plain = file_name(title, "Board")
    stem = f"{plain} ({shape})" if shape and shape != CUSTOM else plain
    return free(folder / f"{stem}{SUFFIX[file_format]}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("export", text)


def size_sentence(plan: ExportPlan) -> str:
    """Say how many pixels and about how many bytes."""
    if plan.format is Format.HTML:
        return page_sentence(plan.estimated_bytes)
    return _tr("{width} × {height} px · about {bytes}").format(
        width=plan.width, height=plan.height, bytes=bytes_text(plan.estimated_bytes)
    )


def page_sentence(count: int) -> str:
    """Say about how many bytes a page has, and when that is too much for a letter."""
    said = _tr("One page · about {bytes}").format(bytes=bytes_text(count))
    if count > LARGE:
        said += " · " + _tr("more than many mailboxes take")
    return said


def bytes_text(count: int) -> str:
    """Return ``4.1 MB``."""
    if count < 1_000_000:
        return _tr("{n} KB").format(n=max(1, round(count / 1000)))
    if count < 100_000_000:
        return _tr("{n} MB").format(n=f"{count / 1_000_000:.1f}")
    return _tr("{n} MB").format(n=round(count / 1_000_000))


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def fit_sentence(plan: ExportPlan) -> str:
    """Say how many pins are in, and whether every still has pixels enough."""
    fit = plan.considered - len(plan.left_out)
    number = _tr(_NUMBERS[fit]) if fit < len(_NUMBERS) else str(fit)
    if plan.left_out:
        first = _tr("{fit} of {all} pins fit").format(fit=number, all=plan.considered)
    else:
        first = _tr("All of it fits")
    if not plan.soft:
        return _tr("{first}, and every still is sharp at this size.").format(first=first)
    least, more = plan.soft[0], len(plan.soft) - 1
    name = least.name or _tr("One still")
    if plan.dpi >= 150:
        second = _tr("{name} has {dpi} dpi here, under 180.").format(name=name, dpi=least.dpi)
    else:
        second = _tr("{name} is soft at this size.").format(name=name)
    others = _tr("{n} more like it.").format(n=more) if more else ""
    return f"{first}. {second} {others}".strip()
