"""Bells at kiosks that call a person of the counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bell",
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (account_id IS NULL)",
            name=op.f("ck_bell_answered_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bell_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bell"),
    )
    op.create_index("ix_bell_on_rung_at", "bell", ["rung_at"], unique=False)
    op.create_index(
        "uq_bell_one_waiting_per_place",
        "bell",
        ["place"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("bell")
