"""Find people by the sound of their names and by the tails of their numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jobmatch.matching import names

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TAILS = ("phone_last4", "id_number_last4")
_CHUNK = 2000


def upgrade() -> None:
    table = op.create_table(
        "name_key",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sounds", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_name_key"),
        sa.UniqueConstraint("name", name="uq_name_key_name"),
    )
    for column in _TAILS:
        op.create_index(f"ix_person_on_{column}", "person", [column], unique=False)
    connection = op.get_bind()
    told = sorted(connection.scalars(sa.text("SELECT DISTINCT name FROM person")))
    for start in range(0, len(told), _CHUNK):
        keys = [(name, names.keys_of(name)) for name in told[start : start + _CHUNK]]
        rows = [{"name": name, "sounds": key.sounds, "folded": key.folded} for name, key in keys]
        op.bulk_insert(table, rows)


def downgrade() -> None:
    for column in _TAILS:
        op.drop_index(f"ix_person_on_{column}", table_name="person")
    op.drop_table("name_key")
