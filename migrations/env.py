"""Run by Alembic: takes the connection that store/migrate.py opened."""

from __future__ import annotations

from alembic import context

from jobmatch.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
