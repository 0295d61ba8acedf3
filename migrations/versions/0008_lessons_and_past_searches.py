"""Lessons behind learned aliases, and what was searched for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _alias_lesson()
    _past_search()


def downgrade() -> None:
    op.drop_table("past_search")
    op.drop_table("alias_lesson")


def _alias_lesson() -> None:
    op.create_table(
        "alias_lesson",
        sa.Column("alias_id", sa.Integer(), nullable=True),
        sa.Column("occupation_code", sa.String(length=12), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("centre", sa.String(length=16), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("written", sa.String(length=200), nullable=False),
        sa.Column("taught_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_alias_lesson_account_id"),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["learned_alias.id"], name="fk_alias_lesson_alias_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alias_lesson"),
    )
    op.create_index("ix_alias_lesson_on_alias_id", "alias_lesson", ["alias_id"], unique=False)
    op.create_index("ix_alias_lesson_on_posting_id", "alias_lesson", ["posting_id"], unique=False)
    op.create_index(
        "uq_alias_lesson_once_per_occasion",
        "alias_lesson",
        ["alias_id", "author", "occasion"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def _past_search() -> None:
    op.create_table(
        "past_search",
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("times >= 1", name=op.f("ck_past_search_times_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_past_search"),
        sa.UniqueConstraint("text", "asked_on", name="uq_past_search_text_asked_on"),
    )
    op.create_index("ix_past_search_on_asked_on", "past_search", ["asked_on"], unique=False)
