"""Audit chain and background jobs, append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _audit_row()
    _job()
    _job_history()
    _periodic_run()
    _heartbeat()
    _fences()


def downgrade() -> None:
    op.drop_table("heartbeat")
    op.drop_table("periodic_run")
    op.drop_table("job_history")
    op.drop_table("job")
    op.drop_table("audit_row")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION jobmatch_append_only()")


def _audit_row() -> None:
    op.create_table(
        "audit_row",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_table", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_audit_row_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_row"),
        sa.UniqueConstraint("seq", name="uq_audit_row_seq"),
    )
    op.create_index("ix_audit_row_on_action", "audit_row", ["action"], unique=False)
    op.create_index("ix_audit_row_on_at", "audit_row", ["at"], unique=False)
    op.create_index(
        "ix_audit_row_on_subject_table_subject_id",
        "audit_row",
        ["subject_table", "subject_id"],
        unique=False,
    )


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'leased') = (lease_until IS NOT NULL)", name=op.f("ck_job_lease_has_its_end")
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'leased', 'done', 'failed', 'stuck')",
            name=op.f("ck_job_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("key", name="uq_job_key"),
    )
    op.create_index("ix_job_on_name", "job", ["name"], unique=False)
    op.create_index("ix_job_on_state_run_after", "job", ["state", "run_after"], unique=False)


def _job_history() -> None:
    op.create_table(
        "job_history",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_job_history_job_id"),
        sa.PrimaryKeyConstraint("id", name="pk_job_history"),
    )
    op.create_index("ix_job_history_on_job_id", "job_history", ["job_id"], unique=False)


def _periodic_run() -> None:
    op.create_table(
        "periodic_run",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_periodic_run"),
        sa.UniqueConstraint("name", name="uq_periodic_run_name"),
    )


def _heartbeat() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("worker", sa.String(length=100), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heartbeat"),
        sa.UniqueConstraint("worker", name="uq_heartbeat_worker"),
    )


APPEND_ONLY = ("audit_row", "job_history")


def _fence_sqlite(table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER tr_{table}_no_{verb.lower()} BEFORE {verb} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )


def _fence_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER tr_{table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION jobmatch_append_only()"
    )
    op.execute(
        f"CREATE TRIGGER tr_{table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION jobmatch_append_only()"
    )


def _fences() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            _fence_sqlite(table)
        return
    op.execute(
        "CREATE FUNCTION jobmatch_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'append_only'; END $$"
    )
    for table in APPEND_ONLY:
        _fence_postgresql(table)
