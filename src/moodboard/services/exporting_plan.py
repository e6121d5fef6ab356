# SPDX-License-Identifier: GPL-3.0-or-later
"""Work out an export: which pins, where, how large, on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from moodboard.domain import page_pictures
from moodboard.domain.board import Pin, PinKind, Rect, stacking_key
from moodboard.domain.errors import KnownError
from moodboard.domain.export import (
    CANVAS_DARK,
    CANVAS_LIGHT,
    SHARP_IN_PRINT,
    SHARP_ON_SCREEN,
    ExportPlan,
    ExportRequest,
    Format,
    Metrics,
    Mode,
    Soft,
    check_size,
    default_margin,
    estimate_bytes,
    units_per,
)
from moodboard.domain.ground import resolved
from moodboard.domain.grouping import unseen
from moodboard.domain.line import Line
from moodboard.domain.refit import Refit, Shape, refit
from moodboard.domain.still import Still
from moodboard.services.exporting_diary import diary_of
from moodboard.services.exporting_shape import (
    candidates,
    dpi_of,
    frame_of,
    frame_units,
    grounds,
    mode_of,
    preset_named,
    shape_of,
    shape_pixels,
    twins_of,
)

if TYPE_CHECKING:
    from moodboard.services.boards import OpenBoard

_DPI = 96
_PRINT = 150
_NATURAL = (1.0, 4.0)
"""The least and most pixels for a board unit when no size is asked for."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The picture's shape and how the layout's units fall on it."""

    width: int
    height: int
    scale: float
    origin: tuple[float, float]
    margin: int
    pins: tuple[Pin, ...]
    clear_top: int = 0
    clip: Rect | None = None


def planned(request: ExportRequest, opened: OpenBoard, metrics: Metrics) -> ExportPlan:
    """Return the plan of a request on a board that was read before."""
    if request.background is None and not request.format.can_be_clear:
        raise KnownError("JPEG has no transparency. Choose a background, or write PNG or WebP.")
    frame = frame_of(request, opened)
    own = candidates(request, opened)
    mode = mode_of(request, opened, frame)
    dpi = dpi_of(request, frame)
    included = tuple(pin for pin in own if _is_wanted(pin, request, mode))
    if request.format is Format.HTML:  # what stays home was not too much for the page
        own = included or own
    if included and mode is Mode.AS_LAID_OUT:
        included += grounds(request, opened, included)
    if not own:
        raise KnownError("There is nothing on this board yet. Lay a shot or a line on it first.")
    if not included:
        raise KnownError("Nothing is left to export. Include the lines, the palettes or the notes.")
    if mode is Mode.REFIT:
        sheet = _refit_sheet(request, opened, frame, included, dpi, metrics)
    elif frame is not None:
        sheet = _frame_sheet(request, opened, frame, included, dpi, metrics)
    else:
        sheet = _whole_sheet(request, opened, included, metrics)
    check_size(sheet.width, sheet.height, request)
    return _finished(request, opened, frame, own, mode, dpi, sheet)


def _is_wanted(pin: Pin, request: ExportRequest, mode: Mode) -> bool:
    as_laid_out = mode is Mode.AS_LAID_OUT
    if pin.kind is PinKind.LINE:
        return request.lines
    if pin.kind is PinKind.SWATCHES:
        return as_laid_out if request.palettes is None else request.palettes
    if pin.kind is PinKind.NOTE:
        stays = not as_laid_out or request.format is Format.HTML
        return not stays if request.notes is None else request.notes
    return True


def laid_anew(
    pins: Iterable[Pin],
    shape: Shape,
    stills: Mapping[str, Still],
    lines: Mapping[str, Line],
    metrics: Metrics,
) -> Refit:
    """Refit pins whose stills and lines are known."""
    ratios = {uuid: still.ratio for uuid, still in stills.items() if still.height > 0}
    words = {uuid: line.text for uuid, line in lines.items()}
    return refit(tuple(pins), ratios, words, metrics.text, shape)


def _refit_sheet(
    request: ExportRequest,
    opened: OpenBoard,
    frame: Pin | None,
    included: tuple[Pin, ...],
    dpi: int,
    metrics: Metrics,
) -> _Sheet:
    pixels = shape_pixels(request, frame, dpi)
    if pixels is None:
        raise KnownError("A refit needs a shape. Give a size or a preset.")
    check_size(*pixels, request)
    preset = preset_named(request, frame)
    margin = _margin(request, frame, pixels)
    clear = round(preset.clear_top * pixels[1]) if preset else 0
    twins = twins_of(frame, opened) if frame is not None else ()
    if frame is not None and twins:
        units = frame_units(frame)
        scale = min(pixels[0] / units[0], pixels[1] / units[1])
        origin = (units[0] - pixels[0] / scale) / 2, (units[1] - pixels[1] / scale) / 2
        hidden = unseen({pin.uuid: pin for pin in opened.pins})
        wanted = tuple(
            pin
            for pin in twins
            if _is_wanted(pin, request, Mode.AS_LAID_OUT) and hidden.isdisjoint((pin.uuid, pin.twin))
        )
        return _Sheet(*pixels, scale, origin, margin, wanted, clear)
    shape = shape_of(pixels, margin, dpi, preset)
    result = laid_anew(included, shape, opened.stills, opened.lines, metrics)
    if not result.placed:
        raise KnownError("Nothing fits into this shape. Make the margin smaller or the picture larger.")
    return _Sheet(*pixels, units_per(*pixels, dpi), (0.0, 0.0), margin, result.placed, clear)


def _margin(request: ExportRequest, frame: Pin | None, pixels: tuple[int, int]) -> int:
    if request.margin is not None:
        margin = request.margin
    elif frame is not None and frame.style.margin > 0:
        margin = round(frame.style.margin * pixels[0] / frame_units(frame)[0])
    else:
        margin = default_margin(*pixels)
    if margin < 0:
        raise KnownError("A margin cannot be below 0.")
    if 2 * margin >= min(pixels):
        raise KnownError(f"A margin of {margin:,} px leaves no room. Take less than {min(pixels) // 2:,}.")
    return margin


def _frame_sheet(
    request: ExportRequest,
    opened: OpenBoard,
    frame: Pin,
    included: tuple[Pin, ...],
    dpi: int,
    metrics: Metrics,
) -> _Sheet:
    """The part of the board that lies under the frame, as it is."""
    pixels = shape_pixels(request, frame, dpi)
    if pixels is None:
        raise KnownError("This frame has no size. Draw it again.")
    margin = request.margin or 0
    if 2 * margin >= min(pixels):
        raise KnownError(f"A margin of {margin:,} px leaves no room. Take less than {min(pixels) // 2:,}.")
    region = frame.place.bounds
    pins = tuple(pin for pin in included if metrics.extent(pin).meets(region))
    if not pins:
        raise KnownError("There is nothing in this frame yet. Lay a shot or a line into it first.")
    scale, origin = _fitted(region, pixels, margin)
    exact = not margin and abs(pixels[0] / pixels[1] - region.width / region.height) < 0.01
    return _Sheet(*pixels, scale, origin, margin, pins, clip=None if exact else region)


def _fitted(box: Rect, pixels: tuple[int, int], margin: int) -> tuple[float, tuple[float, float]]:
    scale = min((pixels[0] - 2 * margin) / box.width, (pixels[1] - 2 * margin) / box.height)
    cx, cy = box.centre
    return scale, (cx - pixels[0] / scale / 2, cy - pixels[1] / scale / 2)


def _whole_sheet(
    request: ExportRequest, opened: OpenBoard, included: tuple[Pin, ...], metrics: Metrics
) -> _Sheet:
    boxes = [metrics.extent(pin) for pin in included]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.united(other)
    box = Rect(box.x, box.y, max(box.width, 1.0), max(box.height, 1.0))
    pixels = shape_pixels(request, None, _DPI)
    if pixels is not None:
        check_size(*pixels, request)
        margin = _margin(request, None, pixels)
        scale, origin = _fitted(box, pixels, margin)
        return _Sheet(*pixels, scale, origin, margin, included)
    if request.width or request.height:
        along, across = (box.width, box.height) if request.width else (box.height, box.width)
        wanted = request.width or request.height or 1
        margin = _margin(request, None, (wanted, max(1, round(wanted * min(1.0, across / along)))))
        margin = min(margin, (wanted - 1) // 2) if request.margin is None else margin
        if 2 * margin >= wanted:
            raise KnownError(f"A margin of {margin:,} px leaves no room. Take less than {wanted // 2:,}.")
        scale = (wanted - 2 * margin) / along
        other_side = max(1, round(across * scale) + 2 * margin)
        pixels = (wanted, other_side) if request.width else (other_side, wanted)
    else:
        scale = _natural_scale(included, opened.stills, box, request)
        content = round(box.width * scale), round(box.height * scale)
        margin = request.margin if request.margin is not None else default_margin(*content)
        if margin < 0:
            raise KnownError("A margin cannot be below 0.")
        pixels = max(1, content[0] + 2 * margin), max(1, content[1] + 2 * margin)
    cx, cy = box.centre
    origin = cx - pixels[0] / scale / 2, cy - pixels[1] / scale / 2
    return _Sheet(*pixels, scale, origin, margin, included)


def _natural_scale(
    pins: tuple[Pin, ...], stills: Mapping[str, Still], box: Rect, request: ExportRequest
) -> float:
    """Return the scale at which half of the stills' area shows the files' own pixels."""
    densities = sorted(
        (stills[pin.still].width * pin.crop.width / pin.place.width, pin.place.width * pin.place.height)
        for pin in pins
        if pin.kind is PinKind.STILL and pin.still in stills and pin.place.width > 0
    )
    half = sum(area for _, area in densities) / 2
    scale = 2.0
    for density, area in densities:
        half -= area
        if half <= 0:
            scale = density
            break
    scale = min(max(scale, _NATURAL[0]), _NATURAL[1])
    room = 0.9 * min(request.limit, request.format.longest_side, 16_000)
    return min(scale, room / max(box.width, box.height))


def _finished(
    request: ExportRequest,
    opened: OpenBoard,
    frame: Pin | None,
    own: tuple[Pin, ...],
    mode: Mode,
    dpi: int,
    sheet: _Sheet,
) -> ExportPlan:
    if frame is not None and mode is Mode.AS_LAID_OUT:
        inside = {pin.uuid for pin in sheet.pins}
        own = tuple(pin for pin in own if pin.uuid in inside)  # what lies elsewhere is not left out
    shown = {pin.twin or pin.uuid for pin in sheet.pins}
    pins, lines = _spoken(sorted(sheet.pins, key=stacking_key), opened.lines)
    board = opened.board
    background = _background(request, board.background, frame)
    painted = _painted(request, pins, opened.stills, sheet.scale)
    quality = request.quality or request.format.usual_quality
    return ExportPlan(
        title=board.title,
        format=request.format,
        width=sheet.width,
        height=sheet.height,
        scale=sheet.scale,
        origin=sheet.origin,
        pins=pins,
        background=background,
        dpi=dpi,
        quality=min(100, max(1, quality)),
        mode=mode,
        dark=request.dark,
        left_out=tuple(
            pin
            for pin in own
            if pin.uuid not in shown and not (mode is Mode.REFIT and pin.kind is PinKind.DRAWING)
        ),
        considered=len(own),
        stills=opened.stills,
        lines=lines,
        films=opened.films,
        soft=() if request.format is Format.HTML else _soft(pins, opened.stills, sheet.scale, dpi),
        estimated_bytes=estimate_bytes(request.format, quality, sheet.width * sheet.height, painted),
        margin=sheet.margin,
        clear_top=sheet.clear_top,
        clip=sheet.clip,
        diary=diary_of(request, opened),
    )


def _painted(
    request: ExportRequest, pins: tuple[Pin, ...], stills: Mapping[str, Still], scale: float
) -> float:
    """Return how many pixels of pictures the file will hold."""
    if request.format is Format.SVG:
        used = {stills[pin.still].picture: stills[pin.still] for pin in pins if pin.still in stills}
        return sum(still.width * still.height for still in used.values())
    if request.format is Format.HTML:
        return page_pictures.pixels_of(pins, stills)
    return scale**2 * sum(p.place.width * p.place.height for p in pins if p.kind is PinKind.STILL)


def _background(request: ExportRequest, own: str, frame: Pin | None) -> str | None:
    theme = CANVAS_DARK if request.dark else CANVAS_LIGHT
    if request.background is None:
        return None
    framed = frame.style.background if frame is not None else ""
    return resolved(request.background or framed or own or theme, theme)


def _spoken(pins: Iterable[Pin], lines: Mapping[str, Line]) -> tuple[tuple[Pin, ...], dict[str, Line]]:
    """Give each line that a refit broke anew an entry of its own, so that a repeated one may differ.

    A break made before the words were corrected is forgotten.
    """
    words = dict(lines)
    result: list[Pin] = []
    for pin in pins:
        line = lines.get(pin.line)
        if pin.kind is PinKind.LINE and line is not None and pin.text:
            if pin.text.split() == line.text.split():
                name = f"{pin.line}/{pin.uuid}"
                words[name] = replace(line, text=pin.text)
                pin = replace(pin, line=name)
            pin = replace(pin, text="")
        result.append(pin)
    return tuple(result), words


def _soft(pins: Iterable[Pin], stills: Mapping[str, Still], scale: float, dpi: int) -> tuple[Soft, ...]:
    """Return the stills with too few pixels, the softest first."""
    found: list[Soft] = []
    for pin in pins:
        still = stills.get(pin.still)
        if pin.kind is not PinKind.STILL or still is None or pin.place.width <= 0:
            continue
        each = still.width * pin.crop.width / (pin.place.width * scale)
        if each * dpi < SHARP_IN_PRINT if dpi >= _PRINT else each < SHARP_ON_SCREEN:
            found.append(Soft(pin.uuid, still.name, round(each * dpi)))
    return tuple(sorted(found, key=lambda soft: (soft.dpi, soft.pin)))
