# SPDX-License-Identifier: GPL-3.0-or-later
"""English plurals: "%n film(s)" becomes "1 film" or "12 films".

Qt takes plural forms from translation files, for English too. A compiled file for these few words
would be a binary in the repository; a translator that knows the rule needs none, and one for
another language that is installed later is asked first.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QTranslator

_ENDING = re.compile(r"\((e?s)\)")


class EnglishPlurals(QTranslator):
    """Resolve the endings in brackets of texts that count something."""

    def isEmpty(self) -> bool:
        """Say that there is something in it, or it would not be asked."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  Qt names the arguments
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Return the English for a count; None leaves the text to others."""
        if n < 0 or not _ENDING.search(sourceText):
            return None  # type: ignore[return-value]  # an empty text would count as a translation
        text = _ENDING.sub("" if n == 1 else r"\1", sourceText)
        if n == 1:
            text = re.sub(r"^(There )?are\b|(?<=\w )are\b", lambda found: (found[1] or "") + "is", text)
        return text.replace("%n", f"{n:,}")


_installed: EnglishPlurals | None = None


def install() -> None:
    """Use it in this program; a second call does nothing."""
    global _installed
    application = QCoreApplication.instance()
    if application is None or (_installed is not None and _installed.parent() is application):
        return
    _installed = EnglishPlurals(application)
    QCoreApplication.installTranslator(_installed)
