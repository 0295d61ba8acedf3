"""A second step of the sign-in, and where a sign-in came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "account", sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("account", sa.Column("second_factor_step", sa.Integer(), nullable=True))
    op.add_column("login", sa.Column("code_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("login", sa.Column("browser", sa.String(length=60), nullable=True))
    op.add_column("login", sa.Column("address", sa.String(length=45), nullable=True))
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_index", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recovery_code_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.UniqueConstraint(
            "account_id", "code_index", name="uq_recovery_code_account_id_code_index"
        ),
    )


def downgrade() -> None:
    op.drop_table("recovery_code")
    for column in ("address", "browser", "code_at"):
        op.drop_column("login", column)
    for column in ("second_factor_step", "second_factor_at"):
        op.drop_column("account", column)
