"""Who came to a fair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.String(length=32), nullable=True),
        sa.Column("phone_last4", sa.String(length=4), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("wish", sa.String(length=200), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "worker_id IS NOT NULL OR name IS NOT NULL", name=op.f("ck_check_in_somebody")
        ),
        sa.CheckConstraint("age BETWEEN 14 AND 100", name=op.f("ck_check_in_age_of_a_person")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_check_in_account_id"),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name="fk_check_in_fair_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_check_in_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
        sa.UniqueConstraint("fair_id", "phone_index", name="uq_check_in_fair_id_phone_index"),
        sa.UniqueConstraint("fair_id", "worker_id", name="uq_check_in_fair_id_worker_id"),
        sa.UniqueConstraint("uuid", name="uq_check_in_uuid"),
    )
    op.create_index("ix_check_in_on_came_at", "check_in", ["came_at"], unique=False)
    op.create_index("ix_check_in_on_worker_id", "check_in", ["worker_id"], unique=False)


def downgrade() -> None:
    op.drop_table("check_in")
