# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors that are not bugs: a sentence in the person's words, and a way on."""


class KnownError(Exception):
    """Say what happened and what to do; shown as it is, without a traceback."""


class NotFoundError(KnownError):
    """Nothing in the library answers to what was asked for."""


class AmbiguousError(KnownError):
    """More than one film or board answers; the sentence lists them."""


class CancelledError(Exception):
    """The person stopped a job; whole batches made before it stay."""


class DamagedError(KnownError):
    """The library's file is not what SQLite wrote."""
