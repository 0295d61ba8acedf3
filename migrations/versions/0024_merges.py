"""Two people found to be one, and pairs that are two."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_STAMPS = ("created_at", "updated_at")


def _stamps() -> list[sa.Column[object]]:
    return [
        sa.Column(
            name,
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        )
        for name in _STAMPS
    ]


def upgrade() -> None:
    op.create_table(
        "person_merge",
        sa.Column("kept_worker_id", sa.Integer(), nullable=False),
        sa.Column("gone_worker_id", sa.Integer(), nullable=False),
        sa.Column("gone_uuid", sa.String(length=32), nullable=False),
        sa.Column("gone_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_sealed", sa.Text(), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        *_stamps(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_person_merge_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_merge"),
        sa.UniqueConstraint("uuid", name="uq_person_merge_uuid"),
    )
    for column in ("kept_worker_id", "gone_worker_id", "gone_uuid"):
        op.create_index(f"ix_person_merge_on_{column}", "person_merge", [column], unique=False)
    op.create_table(
        "distinct_pair",
        sa.Column("lower_uuid", sa.String(length=32), nullable=False),
        sa.Column("higher_uuid", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *_stamps(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("lower_uuid < higher_uuid", name=op.f("ck_distinct_pair_in_order")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_distinct_pair_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_distinct_pair"),
        sa.UniqueConstraint(
            "lower_uuid", "higher_uuid", name="uq_distinct_pair_lower_uuid_higher_uuid"
        ),
    )


def downgrade() -> None:
    op.drop_table("distinct_pair")
    op.drop_table("person_merge")
