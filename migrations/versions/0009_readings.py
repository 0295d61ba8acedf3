"""What reading a text gave, kept by digest; the token columns that nothing ever filled go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_UNFILLED = ("tokens", "lexicon_version")


def upgrade() -> None:
    op.create_table(
        "reading",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('phrase', 'posting', 'wish')", name=op.f("ck_reading_kind_known")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
        sa.UniqueConstraint("kind", "digest", name="uq_reading_kind_digest"),
    )
    op.create_index("ix_reading_on_version", "reading", ["version"], unique=False)
    for table in ("posting", "worker"):
        for column in _UNFILLED:
            op.drop_column(table, column)


def downgrade() -> None:
    for table in ("posting", "worker"):
        op.add_column(table, sa.Column("tokens", sa.JSON(), nullable=True))
        op.add_column(table, sa.Column("lexicon_version", sa.Integer(), nullable=True))
    op.drop_table("reading")
