# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures: every format in, upright and in sRGB, bytes kept, broken ones told."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from moodboard.domain.board import Crop
from moodboard.domain.errors import KnownError
from moodboard.services import pictures, pictures_read
from moodboard.store import cache

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 60), (30, 60, 210), (250, 250, 250)


def four_corners(width: int = 160, height: int = 90) -> Image.Image:
    """Return a picture whose quarters differ: red, green over blue, white."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def pixels(raw: pictures.Raw) -> np.ndarray:
    return np.frombuffer(raw.data, np.uint8).reshape(raw.height, raw.width, 4 if raw.alpha else 3)


def near(one: object, other: object, by: int = 12) -> bool:
    return bool(np.abs(np.asarray(one, int) - np.asarray(other, int)).max() <= by)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("TIFF", "tif"),
        ("GIF", "gif"), ("JPEG2000", "jp2"), ("HEIF", "heic"), ("BMP", "bmp"),
    ],
)  # fmt: skip
def test_every_format_comes_in_with_its_bytes_unchanged(library: Path, kind: str, suffix: str) -> None:
    data = saved(four_corners(), kind)
    taken = pictures.take_in_bytes(data, "shot")
    assert taken.picture.endswith("." + suffix)
    assert pictures.original(taken.picture).read_bytes() == data
    assert (taken.width, taken.height, taken.alpha, taken.new) == (160, 90, False, True)
    shown = pixels(pictures.decode(taken.picture))
    assert shown.shape == (90, 160, 3)
    assert near(shown[10, 10], RED, 30) and near(shown[80, 150], WHITE, 30)


def test_file_is_named_by_content_not_by_its_ending(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "really a png.jpg"
    file.write_bytes(saved(four_corners(), "PNG"))
    taken = pictures.take_in_file(file)
    assert taken.picture.endswith(".png") and taken.name == "really a png.jpg"
    assert taken.picture.split("/")[1] == taken.picture.split("/")[2][:2]


def test_same_picture_twice_is_one_file(library: Path) -> None:
    data = saved(four_corners(), "PNG")
    first, second = pictures.take_in_bytes(data, "a.png"), pictures.take_in_bytes(data, "b.png")
    assert first.picture == second.picture and first.new and not second.new
    assert (
        len([f for f in (library / "pictures").rglob("*") if f.is_file() and not f.name.startswith(".")]) == 1
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_orientation_is_honoured(library: Path, kind: str, turn: int) -> None:
    upright = four_corners()
    back = {2: 0, 3: 1 + 2, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the Transpose that undoes each value
    stored = upright if turn == 1 else upright.transpose(Image.Transpose(back[turn]))
    exif = Image.Exif()
    exif[0x0112] = turn
    taken = pictures.take_in_bytes(saved(stored, kind, exif=exif.tobytes()), "shot")
    shown = pixels(pictures.decode(taken.picture))
    assert (taken.width, taken.height) == (160, 90) and shown.shape[:2] == (90, 160)
    corners = shown[10, 10], shown[10, 150], shown[80, 10], shown[80, 150]
    assert all(near(c, w, 30) for c, w in zip(corners, (RED, GREEN, BLUE, WHITE), strict=True))
    small = pixels(pictures.mip(taken.picture, 64))
    assert small.shape[:2] == (36, 64) and near(small[4, 60], GREEN, 30)


@pytest.mark.parametrize(
    "junk", [b"Exif\0\0II*\0", b"Exif\0\0" + b"\xff" * 40, b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"]
)
def test_broken_exif_does_not_matter(library: Path, junk: bytes) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "JPEG", exif=junk), "shot")
    assert (taken.width, taken.height, taken.taken) == (160, 90, "")


def test_date_of_the_exif_is_kept(library: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:05:17 23:14:09"
    taken = pictures.take_in_bytes(saved(four_corners(), "JPEG", exif=exif.tobytes()), "shot")
    assert taken.taken == "2024-05-17T23:14:09"


def test_profile_is_turned_into_srgb(library: Path) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    lab = ImageCms.profileToProfile(
        four_corners(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None and swapped is not None
    taken = pictures.take_in_bytes(saved(lab, "TIFF"), "lab.tif")
    assert near(pixels(pictures.decode(taken.picture))[10, 10], RED)


def linear_profile() -> bytes:
    """Return a profile with sRGB's primaries and no gamma, so that 50 % of it is sRGB's 73 %."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    curve = len(profile)
    profile += b"curv\0\0\0\0\0\0\0\0"
    for number in range(count):
        at = 132 + 12 * number
        if profile[at : at + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            profile[at + 4 : at + 12] = struct.pack(">II", curve, 12)
    profile[:4] = struct.pack(">I", len(profile))
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "flat".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_profile_changes_the_numbers_shown(library: Path, kind: str) -> None:
    grey = Image.new("RGB", (90, 90), (128, 128, 128))
    taken = pictures.take_in_bytes(saved(grey, kind, icc_profile=linear_profile()), "flat")
    assert near(pixels(pictures.decode(taken.picture))[40, 40], (188, 188, 188), 3)
    assert near(pixels(pictures.mip(taken.picture, 64))[30, 30], (188, 188, 188), 3)
    assert taken.average.startswith("#b") and taken.palette[0].startswith("#b")


def test_profile_keeps_what_shines_through(library: Path) -> None:
    image = Image.new("RGBA", (80, 80), (128, 128, 128, 100))
    taken = pictures.take_in_bytes(saved(image, "PNG", icc_profile=linear_profile()), "flat.png")
    assert near(pixels(pictures.decode(taken.picture))[40, 40], (188, 188, 188, 100), 3)


@pytest.mark.parametrize("profile", [b"not a profile", linear_profile()[:300]])
def test_broken_profile_is_ignored(library: Path, profile: bytes) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "JPEG", icc_profile=profile), "shot.jpg")
    assert near(pixels(pictures.decode(taken.picture))[10, 10], RED, 30)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_is_shown_in_its_colours(library: Path, kind: str) -> None:
    taken = pictures.take_in_bytes(saved(four_corners().convert("CMYK"), kind), "print")
    shown = pixels(pictures.decode(taken.picture))
    assert near(shown[10, 10], RED, 30) and near(shown[80, 150], WHITE, 30)
    assert near(pixels(pictures.mip(taken.picture, 64))[30, 60], WHITE, 30)


def png(width: int, height: int, depth: int, kind: int, rows: bytes) -> bytes:
    """Return a PNG made by hand: Pillow does not write 16 bits a channel."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_sixteen_bits_are_scaled_not_cut(library: Path) -> None:
    grey = np.linspace(0, 65535, 256).astype(np.uint16).reshape(1, -1).repeat(8, axis=0)
    for kind in ("PNG", "TIFF"):
        taken = pictures.take_in_bytes(saved(Image.fromarray(grey), kind), f"deep {kind}")
        assert near(pixels(pictures.decode(taken.picture))[4, [0, 128, 255], 0], (0, 128, 255), 2)


def test_sixteen_bits_in_colour_are_scaled(library: Path) -> None:
    pixel = struct.pack(">HHH", 0x8000, 0x4000, 0xFFFF)
    taken = pictures.take_in_bytes(png(8, 4, 16, 2, (b"\0" + pixel * 8) * 4), "deep.png")
    assert near(pixels(pictures.decode(taken.picture))[2, 2], (128, 64, 255), 1)


@pytest.mark.parametrize("highest", [1.0, 255.0, 65535.0, 90000.0])
def test_numbers_with_fractions_are_scaled(library: Path, highest: float) -> None:
    values = np.linspace(0, highest, 100, dtype=np.float32).reshape(10, 10)
    taken = pictures.take_in_bytes(saved(Image.fromarray(values), "TIFF"), "deep.tif")
    assert near(pixels(pictures.decode(taken.picture))[9, 9], (255, 255, 255), 2)


@pytest.mark.parametrize("mode", ["1", "L", "P", "YCbCr"])
def test_other_modes_are_shown_in_colour(library: Path, mode: str) -> None:
    kind = "JPEG" if mode == "YCbCr" else "PNG"
    image = four_corners().quantize(16) if mode == "P" else four_corners().convert(mode)
    taken = pictures.take_in_bytes(saved(image, kind), "mode")
    assert not taken.alpha and near(pixels(pictures.decode(taken.picture))[80, 150], WHITE, 10)


def test_what_shines_through_is_kept(library: Path) -> None:
    image = four_corners().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    for mode in ("RGBA", "LA"):
        taken = pictures.take_in_bytes(saved(image.convert(mode), "PNG"), "alpha.png")
        raw = pictures.decode(taken.picture)
        assert taken.alpha and raw.alpha and pixels(raw)[0, 0, 3] < 5 and pixels(raw)[-1, 0, 3] > 250
        assert all(pictures.mip(taken.picture, level).alpha for level in pictures.LEVELS)


def test_transparent_colour_of_a_palette_shines_through(library: Path) -> None:
    image = four_corners().quantize(4)
    gone = image.getpixel((0, 0))
    for kind in ("PNG", "GIF"):
        taken = pictures.take_in_bytes(saved(image, kind, transparency=gone), "palette")
        shown = pixels(pictures.decode(taken.picture))
        assert taken.alpha and shown[5, 5, 3] == 0 and shown[80, 150, 3] == 255


def test_full_alpha_is_no_alpha(library: Path) -> None:
    assert not pictures.take_in_bytes(saved(four_corners().convert("RGBA"), "PNG"), "a.png").alpha


def test_first_frame_of_a_moving_gif(library: Path) -> None:
    frames = [Image.new("RGB", (40, 30), RED), Image.new("RGB", (40, 30), BLUE)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert near(pixels(pictures.decode(pictures.take_in_bytes(data, "m.gif").picture))[5, 5], RED, 10)


def test_picture_that_claims_gigapixels_is_refused(library: Path) -> None:
    with pytest.raises(KnownError, match=r"bomb\.png claims to be 90000 × 80000 pixels"):
        pictures.take_in_bytes(png(90_000, 80_000, 8, 2, b"\0"), "bomb.png")
    assert not any(f.is_file() for f in (library / "pictures").rglob("*"))


def test_large_picture_within_the_limit_gives_no_warning(library: Path) -> None:
    data = saved(Image.new("1", (15_000, 12_500)), "PNG")
    assert pictures.take_in_bytes(data, "wide.png").width == 15_000


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF", "HEIF", "JPEG2000"])
def test_truncated_picture_is_told_and_leaves_nothing(library: Path, kind: str) -> None:
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    data = saved(noise, kind)
    with pytest.raises(KnownError, match=r"^half\.xx is (damaged|not a picture)"):
        pictures.take_in_bytes(data[: len(data) * 6 // 10], "half.xx")
    assert not any(f.is_file() for f in (library / "pictures").rglob("*"))


def test_truncated_jpeg_says_damaged(library: Path) -> None:
    data = saved(Image.effect_noise((300, 200), 90), "JPEG")
    with pytest.raises(KnownError, match=r"^half\.jpg is damaged: only part of it could be read\.$"):
        pictures.take_in_bytes(data[: len(data) // 2], "half.jpg")


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"\xff\xd8\xff", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\0" * 5000, b"\0\0\0\x18ftypheic"],
)
def test_what_is_not_a_picture_is_told(library: Path, data: bytes) -> None:
    with pytest.raises(KnownError, match=r"^note\.jpg is not a picture Moodboard can read\. It reads"):
        pictures.take_in_bytes(data, "note.jpg")


def test_missing_file_is_told(library: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"gone\.jpg is not there"):
        pictures.take_in_file(tmp_path / "gone.jpg")
    with pytest.raises(KnownError):
        pictures.take_in_file(tmp_path)


def test_thumbnails_have_their_sizes_and_are_never_enlarged(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(400, 225), "JPEG"), "a.jpg")
    sizes = [(raw.width, raw.height) for raw in (pictures.mip(taken.picture, n) for n in pictures.LEVELS)]
    assert sizes == [(64, 36), (128, 72), (256, 144), (400, 225)]


def test_very_narrow_picture_has_thumbnails(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(Image.new("RGB", (2000, 1), RED), "PNG"), "thin.png")
    assert (pictures.mip(taken.picture, 64).width, pictures.mip(taken.picture, 64).height) == (64, 1)


def test_cache_may_be_deleted_at_any_time(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "PNG"), "a.png")
    before = pictures.mip(taken.picture, 128)
    (library / "cache.db").unlink()
    assert pictures.mips((taken.picture,), 128) == {}
    assert pictures.mip(taken.picture, 128).width == 128
    assert pictures.mips((taken.picture,), 128) == {taken.picture: before}
    assert pictures.mips((taken.picture,), 256)


@pytest.mark.parametrize("junk", [b"junk" * 4000, b"SQLite format 3\0" + b"\x07" * 9000])
def test_damaged_cache_is_made_again(library: Path, junk: bytes) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "PNG"), "a.png")
    cache.close()
    (library / "cache.db").write_bytes(junk)
    assert pictures.mip(taken.picture, 64).width == 64
    pictures.mip(taken.picture, 64)
    assert pictures.mips((taken.picture,), 64)


def test_damaged_thumbnail_is_made_again(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "PNG"), "a.png")
    cache.write(library / "cache.db", [cache.Thumbnail(taken.picture, 128, 128, 72, 2, b"no jpeg")])
    assert pictures.mip(taken.picture, 128).width == 128


def test_missing_original_is_told(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "PNG"), "a.png")
    pictures.original(taken.picture).unlink()
    assert pictures.mip(taken.picture, 64).width == 64  # its thumbnail is there
    with pytest.raises(KnownError, match="missing from the library folder"):
        pictures.decode(taken.picture)


def test_decode_gives_the_cropped_part_at_the_asked_size(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(1600, 900), "JPEG"), "a.jpg")
    part = pictures.decode(taken.picture, 100, Crop(0.5, 0.0, 0.5, 0.5))
    assert (part.width, part.height) == (100, 56)
    assert near(pixels(part).reshape(-1, 3).mean(axis=0), GREEN, 6)
    exact = pictures.decode(taken.picture, None, Crop(0.25, 0.25, 0.5, 0.5))
    assert (exact.width, exact.height) == (800, 450)


def test_decode_filters_instead_of_skipping(library: Path) -> None:
    stripes = np.zeros((512, 512), np.uint8)
    stripes[:, ::2] = 255
    taken = pictures.take_in_bytes(saved(Image.fromarray(stripes), "PNG"), "stripes.png")
    inside = pixels(pictures.decode(taken.picture, 100))[4:-4, 4:-4]
    assert near(inside, np.full(inside.shape, 127), 4)


def test_decode_never_enlarges(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "PNG"), "a.png")
    assert pictures.decode(taken.picture, 5000).width == 160


def test_palette_finds_planted_colours_by_weight(library: Path) -> None:
    planted = [((20, 40, 80), 500), ((200, 190, 170), 300), ((120, 60, 40), 150), ((230, 20, 40), 10)]
    image = Image.new("RGB", (960, 960), planted[0][0])
    top = 960
    for colour, weight in planted[1:]:
        image.paste(colour, (0, top - weight, 960, top))
        top -= weight
    found = pictures.take_in_bytes(saved(image, "PNG"), "planted.png").palette
    wanted = sorted(planted, key=lambda one: -one[1])
    assert len(found) == 4
    for hexed, (colour, _) in zip(found, wanted, strict=True):
        assert near(tuple(bytes.fromhex(hexed[1:])), colour, 6)


def test_palette_has_at_most_six_and_is_the_same_each_time(library: Path) -> None:
    rng = np.random.default_rng(7)
    data = saved(Image.fromarray(rng.integers(0, 255, (90, 160, 3), dtype=np.uint8)), "PNG")
    first, second = (pictures.take_in_bytes(data, "noise.png").palette for _ in range(2))
    assert first == second and len(first) <= 6


def test_average_of_a_picture_without_anything_seen(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(Image.new("RGBA", (20, 20), (9, 9, 9, 0)), "PNG"), "clear.png")
    assert taken.palette == () and taken.average == "#8a8078"


def test_palette_of_the_cropped_part(library: Path) -> None:
    taken = pictures.take_in_bytes(saved(four_corners(), "PNG"), "a.png")
    (only,) = pictures.palette_of(taken.picture, Crop(0.55, 0.05, 0.4, 0.4))
    assert near(tuple(bytes.fromhex(only[1:])), GREEN, 6)


def test_opening_leaves_other_warnings_alone(library: Path) -> None:
    import warnings

    pictures_read.opened(saved(four_corners(), "PNG"), "a.png")
    with pytest.warns(UserWarning, match="ours"):
        warnings.warn("ours", UserWarning, stacklevel=1)
