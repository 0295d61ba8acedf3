"""Talks at booths; guests of a fair are numbered; links of a booth can be made anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_OUTCOMES = "outcome IN ('interested', 'interview', 'hired', 'refused', 'declined')"
_REASONS = "reason IN ('pay', 'far', 'shift', 'care', 'lodging', 'work', 'found', 'not_come', 'age', 'skill', 'certificate', 'experience', 'fitness', 'full', 'other')"
_NUMBERS = (
    "UPDATE check_in SET number = (SELECT count(*) FROM check_in AS earlier "
    "WHERE earlier.fair_id = check_in.fair_id AND earlier.id <= check_in.id)"
)


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("check_in_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
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
        sa.CheckConstraint(_OUTCOMES, name=op.f("ck_talk_outcome_known")),
        sa.CheckConstraint(_REASONS, name=op.f("ck_talk_reason_known")),
        sa.CheckConstraint(
            "(outcome IN ('refused', 'declined')) = (reason IS NOT NULL)",
            name=op.f("ck_talk_ended_with_reason"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_talk_account_id"),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name="fk_talk_booth_id"),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_in.id"], name="fk_talk_check_in_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_talk_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_talk"),
        sa.UniqueConstraint("check_in_id", "posting_id", name="uq_talk_check_in_id_posting_id"),
        sa.UniqueConstraint("uuid", name="uq_talk_uuid"),
    )
    op.create_index("ix_talk_on_booth_id", "talk", ["booth_id"], unique=False)
    op.create_index("ix_talk_on_posting_id", "talk", ["posting_id"], unique=False)
    with op.batch_alter_table("check_in") as check_in:
        check_in.add_column(sa.Column("number", sa.Integer(), nullable=True))
    op.execute(_NUMBERS)
    with op.batch_alter_table("check_in") as check_in:
        check_in.alter_column("number", existing_type=sa.Integer(), nullable=False)
        check_in.create_unique_constraint("uq_check_in_fair_id_number", ["fair_id", "number"])
        check_in.create_check_constraint(op.f("ck_check_in_number_counts_from_one"), "number > 0")
    with op.batch_alter_table("booth") as booth:
        booth.add_column(sa.Column("link_number", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("booth") as booth:
        booth.alter_column("link_number", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    op.drop_table("talk")
    with op.batch_alter_table("booth") as booth:
        booth.drop_column("link_number")
    with op.batch_alter_table("check_in") as check_in:
        check_in.drop_constraint("uq_check_in_fair_id_number", type_="unique")
        check_in.drop_constraint(op.f("ck_check_in_number_counts_from_one"), type_="check")
        check_in.drop_column("number")
