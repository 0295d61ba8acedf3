"""Imports of posting sheets and rosters: read, preview, correct, commit, undo.

The order of a use case: ``read_file`` (no session) → ``forecast`` (a read session) → ``preview`` →
perhaps ``reread``, ``forecast``, ``correct`` → ``commit`` in one go, or ``confirm``
and a job that calls ``write_part`` and ``finish`` → perhaps ``undo``.
"""

from jobmatch.services.imports.batches import (
    AlreadyImportedError,
    NothingLeftError,
    StaleDraftError,
    WrongFileError,
    correct,
    discard,
    preview,
    reopen,
    reread,
    same_file,
)
from jobmatch.services.imports.commits import (
    batch_of,
    begin,
    commit,
    confirm,
    finish,
    job_key,
    take_back,
    write_part,
)
from jobmatch.services.imports.drafts import Decision, Draft
from jobmatch.services.imports.forecasts import forecast
from jobmatch.services.imports.incoming import (
    Incoming,
    read_content,
    read_file,
    unreadable_shape,
)
from jobmatch.services.imports.senders import named_sender, remembered_columns, sender_of
from jobmatch.services.imports.undoing import UndoRefusedError, undo

__all__ = [
    "AlreadyImportedError",
    "Decision",
    "Draft",
    "Incoming",
    "NothingLeftError",
    "StaleDraftError",
    "UndoRefusedError",
    "WrongFileError",
    "batch_of",
    "begin",
    "commit",
    "confirm",
    "correct",
    "discard",
    "finish",
    "forecast",
    "job_key",
    "named_sender",
    "preview",
    "read_content",
    "read_file",
    "remembered_columns",
    "reopen",
    "reread",
    "same_file",
    "sender_of",
    "take_back",
    "undo",
    "unreadable_shape",
    "write_part",
]
