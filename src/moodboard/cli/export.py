# SPDX-License-Identifier: GPL-3.0-or-later
"""export: make a picture of a board. The one command that needs Qt, and no display."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from moodboard import machine
from moodboard.cli import output
from moodboard.cli.arguments import count, words
from moodboard.domain import framing, walk
from moodboard.domain.board import PinKind
from moodboard.domain.board_file import Along
from moodboard.domain.errors import AmbiguousError, CancelledError, KnownError, NotFoundError
from moodboard.domain.export import PAINTER_LIMIT, ExportRequest, Format, Mode, format_of, size_named
from moodboard.domain.ground import is_ground
from moodboard.domain.page_pictures import LARGE
from moodboard.domain.presets import PRESETS
from moodboard.services import boards

if TYPE_CHECKING:
    from moodboard.domain.board import Pin
    from moodboard.domain.export import ExportPlan
    from moodboard.services.boards import OpenBoard

_HELP = "make a picture of a board"
_FILM = ".mp4"


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "export",
        help=_HELP,
        description="Make a picture of a board. FILE ends in .png, .jpg, .webp, .tif, .pdf, .svg or .html.",
        epilog="A preset refits the board to its shape; --as-laid-out scales the board into it instead. "
        f"Presets: {', '.join(PRESETS)}.",
        allow_abbrev=False,
    )
    parser.add_argument("board", metavar="BOARD", type=words, help="its title or number")
    parser.add_argument("file", metavar="FILE", type=_file, help="the picture to write")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--size", metavar="WxH", type=_size, help="pixels, such as 1920x1080")
    size.add_argument("--width", metavar="PX", type=count, help="pixels; the height follows")
    size.add_argument("--preset", metavar="NAME", choices=tuple(PRESETS), help=", ".join(PRESETS))
    parser.add_argument("--dpi", metavar="N", type=count, help="dots per inch, for print")
    parser.add_argument("--margin", metavar="PX", type=_pixels, help="pixels around (default: 4.8 %%)")
    parser.add_argument(
        "--background",
        metavar="COLOUR",
        default="",
        help="a colour, #rrggbb>#rrggbb@90, +grain, or none for transparent",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--frame",
        metavar="NAME",
        action="append",
        default=[],
        help="export this frame of the board; several times: one file for each",
    )
    what.add_argument(
        "--all-frames", action="store_true", help="one file for each frame, named “FILE (Frame)”"
    )
    what.add_argument("--pins", metavar="UUIDS", help="only these pins, with commas between")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--as-laid-out", action="store_const", dest="mode", const=Mode.AS_LAID_OUT)
    mode.add_argument("--refit", action="store_const", dest="mode", const=Mode.REFIT)
    parser.add_argument(
        "--quality", metavar="N", type=_quality, help="of JPEG, WebP and the pictures of a page, 1 to 100"
    )
    _add_contents(parser)
    parser.add_argument(
        "--rewatches",
        action="store_true",
        help="the board after each watch: .webp moves, .mp4 is a film, .png and .jpg are a series",
    )
    parser.add_argument("--progress", action="store_true", help="print lines of “done total” meanwhile")


def _add_contents(parser: argparse.ArgumentParser) -> None:
    flag = argparse.BooleanOptionalAction
    parser.add_argument("--dark", action="store_true", help="the dark theme's colours")
    parser.add_argument("--lines", action=flag, default=True, help="show the lines (default: yes)")
    parser.add_argument("--palettes", action=flag, help="show the colour strips")
    parser.add_argument("--notes", action=flag, help="show the notes; a page has them only when asked for")
    parser.add_argument("--watches", action="store_true", help="under a page: your watches and ratings")
    parser.add_argument("--people", action="store_true", help="with the watches: with whom, and where")
    parser.add_argument("--diary-notes", action="store_true", help="with the watches: what you noted")


def run(args: argparse.Namespace) -> int:
    """Export; returns the exit code."""
    signal.signal(signal.SIGTERM, _stop)
    opened = boards.open_board(boards.find_board(args.board).id)
    frames = _frames(args, opened)
    request = _request(args, opened)
    _check_along(args, request)
    missing = machine.what_is_missing(window=False)
    if missing:
        sys.stderr.write(missing + "\n")
        return 1
    # Qt aborts the process when it finds no display, and this needs none.
    if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from moodboard.qt import export_run

    request = replace(request, background=_background(args.background))
    target = args.file.expanduser().absolute()
    report = _print_step if args.progress else _silent
    if args.rewatches:
        files = export_run.export_walk(request, opened, target, report, every=True)
        if not args.progress:
            print("\n".join(map(str, files)))
        return 0
    if frames:
        made = export_run.export_frames(request, opened, frames, target, report)
        for file, plan, unread in made:
            _tell(plan, unread, file, quiet=args.progress)
        return 0
    plan, unread = export_run.export(request, opened, target, report, _warn)
    _tell(plan, unread, target, quiet=args.progress)
    return 0


def _request(args: argparse.Namespace, opened: OpenBoard) -> ExportRequest:
    width, height = args.size or (args.width, None)
    pins = tuple(uuid.strip() for uuid in (args.pins or "").split(",") if uuid.strip())
    unknown = set(pins) - {pin.uuid for pin in opened.pins}
    if unknown:
        raise NotFoundError(f"There is no pin {sorted(unknown)[0]} on this board.")
    return ExportRequest(
        board_id=opened.board.id,
        format=_format(args),
        pins=pins,
        frame=_frame(args.frame[0], opened) if len(args.frame) == 1 else "",
        preset=args.preset or "",
        width=width,
        height=height,
        mode=args.mode,
        margin=args.margin,
        dpi=args.dpi,
        quality=args.quality,
        lines=args.lines,
        palettes=args.palettes,
        notes=args.notes,
        along=Along(args.watches, args.people, args.diary_notes),
        dark=args.dark,
        limit=PAINTER_LIMIT,
    )


def _frames(args: argparse.Namespace, opened: OpenBoard) -> tuple[Pin, ...]:
    """Return the frames that get a file each; none for an export into the one file."""
    if not args.all_frames and len(args.frame) < 2:
        return ()
    if args.size or args.preset or args.rewatches:
        raise KnownError("Every frame has a shape of its own. Leave out --size, --preset and --rewatches.")
    frames = framing.frames_of(opened.pins)
    if args.all_frames and not frames:
        raise KnownError("There is no frame on this board yet. Lay one around what is to be exported.")
    wanted = {_frame(said, opened) for said in args.frame}
    return tuple(frame for frame in frames if args.all_frames or frame.uuid in wanted)


def _check_along(args: argparse.Namespace, request: ExportRequest) -> None:
    """Refuse what would do nothing: the diary stands under pages only."""
    if request.along != Along() and request.format is not Format.HTML:
        raise KnownError("Watches stand under a page. End the name in .html, or leave --watches out.")
    if (args.people or args.diary_notes) and not args.watches:
        raise KnownError("--people and --diary-notes go with --watches: they belong to a watch.")


def _warn(plan: ExportPlan) -> None:
    """Say before a page is written that it will be large."""
    if plan.format is Format.HTML and plan.estimated_bytes > LARGE:
        megabytes = round(plan.estimated_bytes / 1_000_000)
        output.print_error(
            f"The page will be about {megabytes} MB, more than many mailboxes take; "
            "a lower --quality makes it smaller."
        )


def _frame(said: str, opened: OpenBoard) -> str:
    """Return the uuid of the frame that is said by uuid or name."""
    frames = [pin for pin in opened.pins if pin.kind is PinKind.FRAME]
    for found in (
        [pin for pin in frames if pin.uuid == said],
        [pin for pin in frames if pin.text == said],
        [pin for pin in frames if pin.text.casefold() == said.casefold()],
    ):
        if len(found) > 1:
            raise AmbiguousError(f"Several frames are called “{said}”. Rename one of them.")
        if found:
            return found[0].uuid
    known = ", ".join(f"“{pin.text}”" for pin in frames)
    rest = f" It has {known}." if known else " It has none."
    raise NotFoundError(f"There is no frame “{said}” on this board.{rest}")


def _background(said: str) -> str | None:
    from moodboard.qt.board_painter import colour_hex

    if said.strip().lower() in ("none", "clear", "transparent"):
        return None
    if not said or is_ground(said):
        return said
    found = colour_hex(said) or colour_hex(f"#{said}")
    if found is None:
        raise KnownError(f"“{said}” is not a colour. Give a name, #RRGGBB, or none.")
    return found


def _tell(plan: ExportPlan, unread: frozenset[str], target: Path, quiet: bool) -> None:
    """Print the file, and what the person should know about it."""
    if not quiet:
        print(target)
        placed = plan.considered - len(plan.left_out)
        if plan.left_out:
            output.print_error(f"{placed} of {output.counted(plan.considered, 'pin')} fit.")
    if plan.soft:
        least = plan.soft[0]
        more = f" and {len(plan.soft) - 1} more" if len(plan.soft) > 1 else ""
        resolution = f" ({least.dpi} dpi)" if plan.dpi >= 150 else ""
        output.print_error(f"{least.name or 'A still'}{more} will look soft at this size{resolution}.")
    if unread:
        output.print_error(
            f"{output.counted(len(unread), 'picture')} could not be read; flat plates stand there instead."
        )


def _print_step(done: int, total: int) -> None:
    print(f"{done} {total}", flush=True)


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Leave through the clean-up, so that nothing half-written stays."""
    raise CancelledError


def _format(args: argparse.Namespace) -> Format:
    if args.rewatches:
        kind = walk.kind_of(args.file)
        return format_of(args.file) if kind is not walk.WalkKind.MP4 else Format.PNG
    if args.file.suffix.casefold() == _FILM:
        raise KnownError("A film shows the board through its rewatches. Add --rewatches.")
    return format_of(args.file)


def _file(said: str) -> Path:
    if Path(said).suffix.casefold() == _FILM:
        return Path(said)
    try:
        format_of(Path(said))
    except KnownError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error
    return Path(said)


def _size(said: str) -> tuple[int, int]:
    size = size_named(said)
    if size is None:
        raise argparse.ArgumentTypeError(f"{said!r} is not a size: WxH, such as 1920x1080")
    return size


def _pixels(said: str) -> int:
    if said.isdecimal() and said.isascii():
        return int(said)
    raise argparse.ArgumentTypeError(f"{said!r} is not a number of pixels")


def _quality(said: str) -> int:
    if said.isdecimal() and said.isascii() and 1 <= int(said) <= 100:
        return int(said)
    raise argparse.ArgumentTypeError(f"{said!r} is not a quality: 1 to 100")
