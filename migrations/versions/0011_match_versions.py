"""Match runs that can go on after a stop, and lists that know what they were made of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("match_run", "lexicon_version")
    op.add_column("match_run", sa.Column("version", sa.String(length=60), nullable=True))
    op.add_column("match_run", sa.Column("content", sa.String(length=40), nullable=True))
    op.add_column("match_list", sa.Column("facts", sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column("match_list", "facts")
    op.drop_column("match_run", "content")
    op.drop_column("match_run", "version")
    op.add_column("match_run", sa.Column("lexicon_version", sa.Integer(), nullable=True))
