"""Imports of posting sheets and rosters: read, preview, commit, undo.

The order of a use case: ``read_file`` (no session) → ``preview`` → ``commit`` → perhaps ``undo``.
"""

from jobmatch.services.imports.batches import (
    AlreadyImportedError,
    WrongFileError,
    commit,
    discard,
    forecast,
    preview,
    reopen,
    same_file,
)
from jobmatch.services.imports.incoming import (
    Incoming,
    read_content,
    read_file,
    unreadable_shape,
)
from jobmatch.services.imports.senders import remembered_columns, sender_of
from jobmatch.services.imports.undoing import UndoRefusedError, undo

__all__ = [
    "AlreadyImportedError",
    "Incoming",
    "UndoRefusedError",
    "WrongFileError",
    "commit",
    "discard",
    "forecast",
    "preview",
    "read_content",
    "read_file",
    "remembered_columns",
    "reopen",
    "same_file",
    "sender_of",
    "undo",
    "unreadable_shape",
]
