# SPDX-License-Identifier: GPL-3.0-or-later
"""What this machine offers: a display, and the system libraries that Qt links to.

Qt aborts the whole process when one is missing, so it is asked before Qt is imported. The list
of libraries and packages was read from a bare Debian 12 with ``ldd`` on the wheel's plugins.
"""

import ctypes
import os
import sys

OFFSCREEN = (
    "libEGL.so.1",
    "libGL.so.1",
    "libxkbcommon.so.0",
    "libfontconfig.so.1",
    "libdbus-1.so.3",
    "libglib-2.0.so.0",
)
WINDOW = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-image.so.0",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
INSTALL = {
    "Debian, Ubuntu": "sudo apt-get install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 "
    "libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0",
    "Fedora": "sudo dnf install mesa-libEGL mesa-libGL libxkbcommon fontconfig dbus-libs glib2 "
    "xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image libxcb xcb-util-renderutil "
    "libxkbcommon-x11",
    "Arch": "sudo pacman -S libglvnd libxkbcommon fontconfig dbus glib2 xcb-util-cursor xcb-util-wm "
    "xcb-util-keysyms xcb-util-image libxcb xcb-util-renderutil libxkbcommon-x11",
}
NO_DISPLAY = 3


def has_display() -> bool:
    """Tell whether a window can be opened here."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "vnc"}:
        return os.environ.get("QT_QPA_PLATFORM", "").startswith("vnc")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(window: bool) -> tuple[str, ...]:
    """Return the names of the libraries that Qt would not find, for a window or for drawing without one."""
    if not sys.platform.startswith("linux"):
        return ()
    needed = (*OFFSCREEN, *WINDOW) if window and os.environ.get("DISPLAY") else OFFSCREEN
    return tuple(name for name in needed if not _loads(name))


def what_is_missing(window: bool) -> str | None:
    """Return the sentences to show when libraries are missing, None when all are there."""
    missing = missing_libraries(window)
    if not missing:
        return None
    commands = "\n".join(f"  {system}: {command}" for system, command in INSTALL.items())
    return f"Moodboard needs system libraries that are not here: {', '.join(missing)}.\n{commands}"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def main(arguments: list[str]) -> int:
    """Answer ``window`` or ``offscreen``: 0 ready, 1 libraries are missing, 3 there is no display."""
    window = arguments == ["window"]
    if window and not has_display():
        sys.stderr.write("There is no display here, so no window can open.\n")
        return NO_DISPLAY
    sentences = what_is_missing(window)
    if sentences:
        sys.stderr.write(sentences + "\n")
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
