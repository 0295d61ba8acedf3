"""What guards every answer: CSRF, cookies, strict headers, limits on how often one may ask.

The content policy forbids inline script and style and every outside address; templates are tested
against it. Personal pages are never stored by a browser; only files with a version in their
address are kept for a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

if TYPE_CHECKING:
    from flask import Flask, Response

    from jobmatch.config import Settings

MIB = 1024 * 1024
LARGEST_REQUEST = 64 * MIB
"""Bytes of one request; intake names its own, smaller limit for one file."""
FILE_ENDPOINTS = frozenset({"static", "bootstrap.static", "assets.font"})
"""Endpoints that serve files of the program itself: the only ones a browser may keep."""

# Bootstrap's style sheet draws its arrows as data: images; nothing else comes from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

csrf = CSRFProtect()
# Counts live in this process: right for one server; lock-out is also a row, so a restart keeps it.
limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", headers_enabled=False)


def install(app: Flask, settings: Settings) -> None:
    """Switch on CSRF, limits, cookie rules and headers for *app*."""
    secure = settings.secure_cookies
    app.config.update(
        SESSION_COOKIE_NAME="__Host-jobmatch" if secure else "jobmatch",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SEND_FILE_MAX_AGE_DEFAULT=365 * 24 * 3600,
        # A form lives as long as its login (15 idle minutes), no second clock beside that one.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI="memory://",
    )
    csrf.init_app(app)
    limiter.init_app(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint not in FILE_ENDPOINTS:
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code == 200:  # noqa: PLR2004 - HTTP's own number
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
