# SPDX-License-Identifier: GPL-3.0-or-later
"""grab, barcode, and a film's contact sheet: pictures out of a film file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.cli import arguments, output
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film_file import every, said_clock, title_of
from moodboard.services import boards, film_files, film_titles, films

if TYPE_CHECKING:
    from moodboard.domain.board import Board
    from moodboard.services.video.frames import FrameReader
    from moodboard.services.video.grabbing import Grabbed
    from moodboard.services.video.keeping import Survey

_MOST = 5000


def _grab_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("video", metavar="VIDEO", type=Path, help="the film file")
    parser.add_argument(
        "--at",
        metavar="TIMECODE",
        nargs="+",
        action="extend",
        type=arguments.moment,
        default=[],
        help="h:mm:ss, with thousandths where you like; several",
    )
    parser.add_argument("--every", metavar="TIME", type=arguments.moment, help="one every 5m, 90s …")
    parser.add_argument("--cuts", action="store_true", help="one of every shot")
    parser.add_argument("--sharpest", action="store_true", help="the sharpest of the frames around each time")
    parser.add_argument("--film", metavar="FILM", help="the film (default: told by the file's name)")
    parser.add_argument(
        "--board", metavar="BOARD", type=arguments.words, help="pin them there; made when missing"
    )
    parser.add_argument(
        "--format",
        choices=("png", "jpeg"),
        help="(default: png for --at, jpeg of high quality for --every and --cuts)",
    )
    arguments.add_json(parser)


def _run_grab(args: argparse.Namespace) -> int:
    if not args.at and args.every is None and not args.cuts:
        raise KnownError("Which frames? Say --at TIMECODE, --every 5m or --cuts.")
    if args.every is not None and args.every <= 0:
        raise KnownError("--every needs a time above 0, such as 5m.")
    from moodboard.services.video import grabbing
    from moodboard.services.video.frames import FrameReader

    film_id = films.find_film(args.film).id if args.film else film_titles.film_of_file(args.video)
    title = films.film(film_id).title if film_id is not None else title_of(args.video.name)[0]
    jpeg = args.format == "jpeg" or (args.format is None and not args.at)
    with FrameReader(args.video) as reader:
        if reader.file.doubt:
            output.print_error(reader.file.doubt)
        times = _times(args, reader)
        if args.sharpest:
            times = [grabbing.sharpest(reader, seconds).at for seconds in times]
        kept, _changes = film_files.remember(reader.file)
        if args.film and film_id is not None and kept.film_id is None:
            film_files.set_film(kept.uuid, film_id)  # the person says so; next time it is known
        done = grabbing.add(reader, times, film_id, title, jpeg=jpeg, film_file=kept.uuid)
    for sentence in _problems(done.problems):
        output.print_error(sentence)
    board = _pinned(args.board, film_id, done) if args.board and done.stills else None
    _tell_grabbed(args, done, film_id, board)
    return 1 if done.problems else 0


def _problems(problems: Sequence[tuple[float, str]]) -> Iterator[str]:
    """Yield a sentence for each reason: where a film breaks off, hundreds of times may have the same one."""
    for reason in dict.fromkeys(reason for _seconds, reason in problems):
        times = [seconds for seconds, why in problems if why == reason]
        more = f" and {output.counted(len(times) - 1, 'later time')}" if len(times) > 1 else ""
        yield f"{said_clock(times[0])}{more}: {reason}"


def _times(args: argparse.Namespace, reader: FrameReader) -> list[float]:
    times = list(args.at)
    if args.every is not None:
        if reader.file.duration / args.every > _MOST:
            raise KnownError(f"These would be more than {_MOST} pictures. Take a longer time with --every.")
        times += every(args.every, reader.file.duration)
    if args.cuts:
        times += [shot.picture_at for shot in _surveyed(args.video).shots]
    once = list({round(seconds, 3): seconds for seconds in times}.values())
    # In film order, as they are pinned; times that were said one by one come as they were said.
    return once if args.every is None and not args.cuts else sorted(once)


def _pinned(said: str, film_id: int | None, done: Grabbed) -> Board:
    from moodboard.services import intake

    try:
        board = boards.find_board(said)
    except NotFoundError:
        board, _changes = boards.create_board(said, film_id=film_id)
    boards.apply_edit(board.id, intake.pin_pictures(board.id, done.stills))
    return board


def _tell_grabbed(args: argparse.Namespace, done: Grabbed, film_id: int | None, board: Board | None) -> None:
    film = films.film(film_id).title if film_id is not None else None
    if args.json:
        output.print_json(
            {
                "film": film,
                "board": board.title if board else None,
                "stills": [
                    {
                        "uuid": still.uuid,
                        "name": still.name,
                        "at": still.timecode,
                        "width": still.width,
                        "height": still.height,
                        "picture": still.picture,
                    }
                    for still in done.stills
                ],
                "problems": [{"at": seconds, "reason": reason} for seconds, reason in done.problems],
            }
        )
        return
    for still in done.stills:
        print(still.name)
    if done.stills:
        where = f", pinned on {board.title}" if board else ""
        print(f"{output.counted(len(done.stills), 'shot')} of {film or 'no film that is known'}{where}.")


def _surveyed(video: Path) -> Survey:
    """Go through the film; how far is said where a person looks on."""
    from moodboard.services.video.survey import cut_short, survey

    shown = sys.stderr.isatty()

    def report(done: int, total: int) -> None:
        if shown:
            sys.stderr.write(f"\r{done * 100 // max(1, total):3} % looked through ")
            sys.stderr.flush()

    try:
        found = survey(video, report=report)
    finally:
        if shown:
            sys.stderr.write("\r" + " " * 24 + "\r")
    short = cut_short(video, found)
    if short:
        output.print_error(short)
    return found


def run_sheet(video: Path, to: Path, said_film: str | None, json: bool) -> int:
    """Write a film's contact sheet, one picture a shot."""
    from moodboard.services import pictures_shots
    from moodboard.services.pictures_shots import SheetPicture

    to = to.expanduser().absolute()
    title = _heading(video, said_film)
    shots = _surveyed(video).shots
    size = pictures_shots.write_sheet(
        [SheetPicture(shot.jpeg, said_clock(shot.at)) for shot in shots], to, title=title
    )
    if json:
        output.print_json({"file": str(to), "shots": len(shots), "width": size[0], "height": size[1]})
    else:
        print(f"{to}: {output.counted(len(shots), 'shot')}.")
    return 0


def _heading(video: Path, said_film: str | None) -> str:
    if said_film:
        found = films.find_film(said_film)
        return f"{found.title} ({found.year})" if found.year else found.title
    title, year = title_of(video.name)
    return f"{title} ({year})" if year else title


def _barcode_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("video", metavar="VIDEO", type=Path, help="the film file")
    parser.add_argument("to", metavar="FILE", type=Path, help="ends in .png, .jpg or .webp")
    parser.add_argument("--width", metavar="PX", type=arguments.count, default=2400, help="(default: 2400)")
    parser.add_argument("--height", metavar="PX", type=arguments.count, default=400, help="(default: 400)")
    arguments.add_json(parser)


def _run_barcode(args: argparse.Namespace) -> int:
    if args.width * args.height > 100_000_000 or max(args.width, args.height) > 30_000:
        raise KnownError("A barcode may be 30000 px wide or high and 100 megapixels large at the most.")
    from moodboard.services import pictures_shots
    from moodboard.services.video import colours

    to = args.to.expanduser().absolute()
    found = _surveyed(args.video)
    pictures_shots.write(colours.barcode(found.colours, args.width, args.height), to)
    if args.json:
        output.print_json(
            {
                "file": str(to),
                "width": args.width,
                "height": args.height,
                "seconds_a_column": round(len(found.colours) / args.width, 3),
            }
        )
    else:
        print(to)
    return 0


ARGUMENTS = {"grab": _grab_arguments, "barcode": _barcode_arguments}
RUN = {"grab": _run_grab, "barcode": _run_barcode}
