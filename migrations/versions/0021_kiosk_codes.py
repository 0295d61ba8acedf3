"""Codes on papers that open what fits their holder at a kiosk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_code",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("check_in_id", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(worker_id IS NULL) <> (check_in_id IS NULL)",
            name=op.f("ck_kiosk_code_of_one_person"),
        ),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_in.id"], name="fk_kiosk_code_check_in_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_kiosk_code_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kiosk_code"),
        sa.UniqueConstraint("code", name="uq_kiosk_code_code"),
    )
    op.create_index("ix_kiosk_code_on_worker_id", "kiosk_code", ["worker_id"], unique=False)
    op.create_index("ix_kiosk_code_on_check_in_id", "kiosk_code", ["check_in_id"], unique=False)
    op.create_index("ix_kiosk_code_on_valid_until", "kiosk_code", ["valid_until"], unique=False)


def downgrade() -> None:
    op.drop_table("kiosk_code")
