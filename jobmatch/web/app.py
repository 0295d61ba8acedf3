"""The application object: create_app() registers and returns; no query, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from flask_bootstrap import Bootstrap5

from jobmatch import resources
from jobmatch.web import (
    access,
    asked,
    assets,
    boards,
    errors,
    explanations,
    filters,
    idempotency,
    indexes,
    navigation,
    previews,
    security,
    sessions,
    trades,
)
from jobmatch.web import jobs as writing
from jobmatch.web.views import (
    accounts,
    aliases,
    allocations,
    bells,
    booth_links,
    booths,
    calendars,
    calls,
    check_ins,
    employers,
    exposures,
    fair_papers,
    fair_screens,
    fairs,
    figures,
    home,
    households,
    import_drafts,
    imports,
    jobs,
    kiosk,
    match_slips,
    merges,
    postings,
    recommendations,
    reveals,
    searches,
    send_lists,
    service_records,
    talks,
    workers,
)

if TYPE_CHECKING:
    from jobmatch.config import Settings
    from jobmatch.store.engine import Store

_ROOMS = (
    *(home, accounts, searches, workers, households, reveals, merges),
    *(postings, employers, imports, aliases),
    *(import_drafts, bells, fairs, booths, check_ins, match_slips, talks, booth_links),
    *(fair_papers, fair_screens),
    *(recommendations, send_lists, service_records, calls, calendars),
    kiosk,
    *(jobs, allocations, exposures, figures),
)


def create_app(
    settings: Settings,
    store: Store,
    *,
    demonstration: bool = False,
) -> Flask:
    """Build the application of one installation.

    Args:
        settings: what the installation chose.
        store: its database; nothing is opened here. Its keys also sign the cookie, so that a
            restart keeps logins.
        demonstration: every page then says that its data is invented.
    """
    app = Flask(__name__, template_folder=str(resources.folder("templates")))
    app.secret_key = store.keys.derive("web.session")
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's own default provider
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["demonstration"] = demonstration
    Bootstrap5(app)
    sessions.install(app, store)
    indexes.install(app)
    asked.install(app)
    boards.install(app)
    security.install(app, settings)
    access.install(app)
    errors.install(app)
    filters.install(app)
    idempotency.install(app)
    writing.install(app)
    explanations.install(app)
    previews.install(app)
    assets.install(app)
    navigation.install(app)
    trades.install(app)
    for room in _ROOMS:
        app.register_blueprint(room.bp)
    return app
