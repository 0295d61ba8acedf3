"""Imports with rows, problems and changes; remembered columns; learned aliases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _import_batch()
    _import_row()
    _import_problem()
    _import_change()
    _remembered_column()
    _learned_alias()


def downgrade() -> None:
    op.drop_table("learned_alias")
    op.drop_table("remembered_column")
    op.drop_table("import_change")
    op.drop_table("import_problem")
    op.drop_table("import_row")
    op.drop_table("import_batch")


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=200), nullable=True),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("employer_name", sa.String(length=200), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.CheckConstraint(
            "state IN ('previewed', 'committed', 'undone', 'discarded')",
            name=op.f("ck_import_batch_state_known"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_import_batch_account_id"),
        sa.ForeignKeyConstraint(
            ["stored_file_id"], ["stored_file.id"], name="fk_import_batch_stored_file_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
        sa.UniqueConstraint("uuid", name="uq_import_batch_uuid"),
    )
    op.create_index("ix_import_batch_on_file_sha256", "import_batch", ["file_sha256"], unique=False)
    op.create_index("ix_import_batch_on_state", "import_batch", ["state"], unique=False)


def _import_row() -> None:
    op.create_table(
        "import_row",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("cells_sealed", sa.Text(), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_row_batch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_row"),
        sa.UniqueConstraint("batch_id", "seq", name="uq_import_row_batch_id_seq"),
        sa.UniqueConstraint("uuid", name="uq_import_row_uuid"),
    )
    op.create_index("ix_import_row_on_fingerprint", "import_row", ["fingerprint"], unique=False)


def _import_problem() -> None:
    op.create_table(
        "import_problem",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.String(length=60), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name="fk_import_problem_batch_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_problem"),
    )
    op.create_index("ix_import_problem_on_batch_id", "import_problem", ["batch_id"], unique=False)


def _import_change() -> None:
    op.create_table(
        "import_change",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_table", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("before_sealed", sa.Text(), nullable=True),
        sa.Column("after_sealed", sa.Text(), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name="fk_import_change_batch_id"
        ),
        sa.ForeignKeyConstraint(["row_id"], ["import_row.id"], name="fk_import_change_row_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_change"),
        sa.UniqueConstraint("uuid", name="uq_import_change_uuid"),
    )
    op.create_index("ix_import_change_on_batch_id", "import_change", ["batch_id"], unique=False)
    op.create_index("ix_import_change_on_row_id", "import_change", ["row_id"], unique=False)
    op.create_index(
        "ix_import_change_on_subject_table_subject_id",
        "import_change",
        ["subject_table", "subject_id"],
        unique=False,
    )


def _remembered_column() -> None:
    op.create_table(
        "remembered_column",
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("header", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name="pk_remembered_column"),
        sa.UniqueConstraint(
            "sender", "kind", "header", name="uq_remembered_column_sender_kind_header"
        ),
    )


def _learned_alias() -> None:
    op.create_table(
        "learned_alias",
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("occupation_code", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("second_author_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.CheckConstraint(
            "state IN ('candidate', 'live', 'withdrawn')", name=op.f("ck_learned_alias_state_known")
        ),
        sa.CheckConstraint("times >= 1", name=op.f("ck_learned_alias_times_positive")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name="fk_learned_alias_author_id"),
        sa.ForeignKeyConstraint(
            ["second_author_id"], ["account.id"], name="fk_learned_alias_second_author_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_learned_alias"),
        sa.UniqueConstraint(
            "text", "occupation_code", name="uq_learned_alias_text_occupation_code"
        ),
    )
    op.create_index("ix_learned_alias_on_state", "learned_alias", ["state"], unique=False)
