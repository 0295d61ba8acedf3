"""Postings with pay variants, ages, certificates, occupations, flags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _posting()
    _posting_pay()
    _posting_age()
    _posting_certificate()
    _posting_occupation()
    _posting_flag()


def downgrade() -> None:
    op.drop_table("posting_flag")
    op.drop_table("posting_occupation")
    op.drop_table("posting_certificate")
    op.drop_table("posting_age")
    op.drop_table("posting_pay")
    op.drop_table("posting")


def _posting() -> None:
    op.create_table(
        "posting",
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("places_min", sa.Integer(), nullable=True),
        sa.Column("places_max", sa.Integer(), nullable=True),
        sa.Column("places_open", sa.Boolean(), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=True),
        sa.Column("pay_min", sa.BigInteger(), nullable=True),
        sa.Column("pay_max", sa.BigInteger(), nullable=True),
        sa.Column("pay_unit", sa.String(length=32), nullable=True),
        sa.Column("pay_negotiable", sa.Boolean(), nullable=False),
        sa.Column("pay_base_only", sa.Boolean(), nullable=False),
        sa.Column("pay_piece_rate", sa.Boolean(), nullable=False),
        sa.Column("pay_approximate", sa.Boolean(), nullable=False),
        sa.Column("pay_open_ended", sa.Boolean(), nullable=False),
        sa.Column("probation_pay", sa.BigInteger(), nullable=True),
        sa.Column("month_pay_min", sa.BigInteger(), nullable=True),
        sa.Column("month_pay_max", sa.BigInteger(), nullable=True),
        sa.Column("sex", sa.String(length=32), nullable=True),
        sa.Column("ages_soft", sa.Boolean(), nullable=False),
        sa.Column("schooling", sa.String(length=32), nullable=True),
        sa.Column("shift", sa.String(length=32), nullable=True),
        sa.Column("board", sa.Boolean(), nullable=True),
        sa.Column("lodging", sa.Boolean(), nullable=True),
        sa.Column("insurance", sa.String(length=32), nullable=True),
        sa.Column("workplace", sa.String(length=200), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("work_region", sa.String(length=32), nullable=True),
        sa.Column("contact_name", sa.String(length=60), nullable=True),
        sa.Column("contact_phone_sealed", sa.Text(), nullable=True),
        sa.Column("contact_phone_index", sa.String(length=32), nullable=True),
        sa.Column("contact_phone_last4", sa.String(length=4), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("physical_demand", sa.String(length=32), nullable=True),
        sa.Column("occupation_code", sa.String(length=12), nullable=True),
        sa.Column("tokens", sa.JSON(), nullable=True),
        sa.Column("lexicon_version", sa.Integer(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.JSON(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(length=200), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("source_key", sa.String(length=64), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
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
            "state IN ('draft', 'in_review', 'published', 'paused', 'filled', 'expired', 'closed', 'rejected')",
            name=op.f("ck_posting_state_known"),
        ),
        sa.CheckConstraint("pay_max >= pay_min", name=op.f("ck_posting_pay_in_order")),
        sa.CheckConstraint("pay_min >= 0", name=op.f("ck_posting_pay_not_negative")),
        sa.CheckConstraint("places_max >= places_min", name=op.f("ck_posting_places_in_order")),
        sa.CheckConstraint("places_min >= 0", name=op.f("ck_posting_places_not_negative")),
        sa.CheckConstraint("vacancies >= 0", name=op.f("ck_posting_vacancies_not_negative")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_posting_batch_id"),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name="fk_posting_employer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posting"),
        sa.UniqueConstraint("source_key", name="uq_posting_source_key"),
        sa.UniqueConstraint("uuid", name="uq_posting_uuid"),
    )
    op.create_index("ix_posting_on_batch_id", "posting", ["batch_id"], unique=False)
    op.create_index("ix_posting_on_employer_id", "posting", ["employer_id"], unique=False)
    op.create_index("ix_posting_on_kind", "posting", ["kind"], unique=False)
    op.create_index("ix_posting_on_month_pay_min", "posting", ["month_pay_min"], unique=False)
    op.create_index("ix_posting_on_occupation_code", "posting", ["occupation_code"], unique=False)
    op.create_index("ix_posting_on_region_code", "posting", ["region_code"], unique=False)
    op.create_index("ix_posting_on_state", "posting", ["state"], unique=False)
    op.create_index("ix_posting_on_work_region", "posting", ["work_region"], unique=False)


def _posting_pay() -> None:
    op.create_table(
        "posting_pay",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=True),
        sa.Column("pay_min", sa.BigInteger(), nullable=True),
        sa.Column("pay_max", sa.BigInteger(), nullable=True),
        sa.Column("pay_unit", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("pay_max >= pay_min", name=op.f("ck_posting_pay_pay_in_order")),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_posting_pay_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posting_pay"),
        sa.UniqueConstraint("posting_id", "seq", name="uq_posting_pay_posting_id_seq"),
    )


def _posting_age() -> None:
    op.create_table(
        "posting_age",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=32), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("max_age", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("max_age >= min_age", name=op.f("ck_posting_age_ages_in_order")),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_posting_age_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posting_age"),
        sa.UniqueConstraint("posting_id", "seq", name="uq_posting_age_posting_id_seq"),
    )


def _posting_certificate() -> None:
    op.create_table(
        "posting_certificate",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name="fk_posting_certificate_posting_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_posting_certificate"),
        sa.UniqueConstraint("posting_id", "seq", name="uq_posting_certificate_posting_id_seq"),
    )


def _posting_occupation() -> None:
    op.create_table(
        "posting_occupation",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name="fk_posting_occupation_posting_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_posting_occupation"),
        sa.UniqueConstraint("posting_id", "code", name="uq_posting_occupation_posting_id_code"),
    )
    op.create_index("ix_posting_occupation_on_code", "posting_occupation", ["code"], unique=False)


def _posting_flag() -> None:
    op.create_table(
        "posting_flag",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=True),
        sa.Column("law", sa.String(length=200), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("dealt_with_by", sa.Integer(), nullable=True),
        sa.Column("dealt_with_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealt_with_by"], ["account.id"], name="fk_posting_flag_dealt_with_by"
        ),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_posting_flag_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posting_flag"),
        sa.UniqueConstraint("posting_id", "flag", name="uq_posting_flag_posting_id_flag"),
    )
