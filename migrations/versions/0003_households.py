"""Households, monitoring, people and their target groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _household()
    _monitoring_case()
    _monitoring_measure()
    _person()
    _target_group_member()


def downgrade() -> None:
    op.drop_table("target_group_member")
    op.drop_table("person")
    op.drop_table("monitoring_measure")
    op.drop_table("monitoring_case")
    op.drop_table("household")


def _household() -> None:
    op.create_table(
        "household",
        sa.Column("household_no", sa.String(length=40), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("room_no", sa.String(length=20), nullable=True),
        sa.Column("kind_raw", sa.String(length=40), nullable=True),
        sa.Column("is_formerly_poor", sa.Boolean(), nullable=True),
        sa.Column("relocated_year", sa.Integer(), nullable=True),
        sa.Column("origin_place", sa.String(length=200), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
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
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_household_building_id"),
        sa.ForeignKeyConstraint(
            ["community_id"], ["settlement_community.id"], name="fk_household_community_id"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["resettlement_site.id"], name="fk_household_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_household"),
        sa.UniqueConstraint("household_no", name="uq_household_household_no"),
        sa.UniqueConstraint("uuid", name="uq_household_uuid"),
    )
    op.create_index("ix_household_on_building_id", "household", ["building_id"], unique=False)
    op.create_index("ix_household_on_community_id", "household", ["community_id"], unique=False)
    op.create_index("ix_household_on_site_id", "household", ["site_id"], unique=False)


def _monitoring_case() -> None:
    op.create_table(
        "monitoring_case",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("watched_on", sa.Date(), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
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
            "(state = 'cleared') = (cleared_on IS NOT NULL)",
            name=op.f("ck_monitoring_case_cleared_has_its_day"),
        ),
        sa.CheckConstraint(
            "state IN ('reported', 'verified', 'watched', 'cleared', 'dismissed')",
            name=op.f("ck_monitoring_case_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_monitoring_case_household_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_case"),
    )
    op.create_index(
        "ix_monitoring_case_on_household_id", "monitoring_case", ["household_id"], unique=False
    )
    op.create_index(
        "uq_monitoring_case_one_live_per_household",
        "monitoring_case",
        ["household_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('reported', 'verified', 'watched')"),
        postgresql_where=sa.text("state IN ('reported', 'verified', 'watched')"),
    )


def _monitoring_measure() -> None:
    op.create_table(
        "monitoring_measure",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["monitoring_case.id"], name="fk_monitoring_measure_case_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_measure"),
    )
    op.create_index(
        "ix_monitoring_measure_on_case_id", "monitoring_measure", ["case_id"], unique=False
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("person_no", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sex", sa.String(length=32), nullable=True),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("relation_to_head", sa.String(length=40), nullable=True),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("student_status", sa.String(length=40), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.String(length=200), nullable=True),
        sa.Column("id_number_sealed", sa.Text(), nullable=True),
        sa.Column("id_number_index", sa.String(length=32), nullable=True),
        sa.Column("id_number_last4", sa.String(length=4), nullable=True),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.String(length=32), nullable=True),
        sa.Column("phone_last4", sa.String(length=4), nullable=True),
        sa.Column("bank_card_sealed", sa.Text(), nullable=True),
        sa.Column("bank_card_index", sa.String(length=32), nullable=True),
        sa.Column("bank_card_last4", sa.String(length=4), nullable=True),
        sa.Column("disability_certificate_sealed", sa.Text(), nullable=True),
        sa.Column("disability_certificate_index", sa.String(length=32), nullable=True),
        sa.Column("disability_certificate_last4", sa.String(length=4), nullable=True),
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
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name="fk_person_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("id_number_index", name="uq_person_id_number_index"),
        sa.UniqueConstraint("uuid", name="uq_person_uuid"),
    )
    op.create_index("ix_person_on_bank_card_index", "person", ["bank_card_index"], unique=False)
    op.create_index("ix_person_on_household_id", "person", ["household_id"], unique=False)
    op.create_index("ix_person_on_name", "person", ["name"], unique=False)
    op.create_index("ix_person_on_person_no", "person", ["person_no"], unique=False)
    op.create_index("ix_person_on_phone_index", "person", ["phone_index"], unique=False)
    op.create_index(
        "uq_person_one_head_per_household",
        "person",
        ["household_id"],
        unique=True,
        sqlite_where=sa.text("is_head"),
        postgresql_where=sa.text("is_head"),
    )


def _target_group_member() -> None:
    op.create_table(
        "target_group_member",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("target_group", sa.String(length=32), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_target_group_member_person_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_target_group_member"),
    )
    op.create_index(
        "ix_target_group_member_on_person_id", "target_group_member", ["person_id"], unique=False
    )
    op.create_index(
        "ix_target_group_member_on_target_group",
        "target_group_member",
        ["target_group"],
        unique=False,
    )
    op.create_index(
        "uq_target_group_member_one_current",
        "target_group_member",
        ["person_id", "target_group"],
        unique=True,
        sqlite_where=sa.text("until_on IS NULL"),
        postgresql_where=sa.text("until_on IS NULL"),
    )
