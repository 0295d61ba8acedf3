"""Postings know when somebody last asked and how long that is good; complaints of employers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_HOW = "verified_how IN ('phone', 'visit', 'employer', 'sheet')"
_KINDS = "kind IN ('other_work', 'fees', 'kept_papers', 'wages', 'unsafe', 'other')"


def upgrade() -> None:
    with op.batch_alter_table("posting") as posting:
        posting.add_column(sa.Column("verified_on", sa.Date(), nullable=True))
        posting.add_column(sa.Column("verified_how", sa.String(length=32), nullable=True))
        posting.add_column(sa.Column("verified_by", sa.Integer(), nullable=True))
        posting.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        posting.create_check_constraint(op.f("ck_posting_verified_how_known"), _HOW)
        posting.create_foreign_key("fk_posting_verified_by", "account", ["verified_by"], ["id"])
        posting.create_index("ix_posting_on_valid_until", ["valid_until"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("dealt_with_on", sa.Date(), nullable=True),
        sa.Column("dealt_with_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
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
        sa.CheckConstraint(_KINDS, name=op.f("ck_complaint_kind_known")),
        sa.CheckConstraint(
            "(dealt_with_on IS NULL) = (outcome IS NULL)",
            name=op.f("ck_complaint_outcome_when_dealt_with"),
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name="fk_complaint_employer_id"),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name="fk_complaint_noted_by"),
        sa.ForeignKeyConstraint(
            ["dealt_with_by"], ["account.id"], name="fk_complaint_dealt_with_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.UniqueConstraint("uuid", name="uq_complaint_uuid"),
    )
    op.create_index("ix_complaint_on_employer_id", "complaint", ["employer_id"], unique=False)


def downgrade() -> None:
    op.drop_table("complaint")
    with op.batch_alter_table("posting") as posting:
        posting.drop_index("ix_posting_on_valid_until")
        posting.drop_constraint("fk_posting_verified_by", type_="foreignkey")
        posting.drop_constraint(op.f("ck_posting_verified_how_known"), type_="check")
        posting.drop_column("valid_until")
        posting.drop_column("verified_by")
        posting.drop_column("verified_how")
        posting.drop_column("verified_on")
