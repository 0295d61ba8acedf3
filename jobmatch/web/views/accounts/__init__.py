"""Pages of accounts: the way in and out, one's own account, and the accounts of all."""

from __future__ import annotations

from jobmatch.web.views.accounts import administration, entrances, own
from jobmatch.web.views.accounts.frame import bp

__all__ = ["administration", "bp", "entrances", "own"]
