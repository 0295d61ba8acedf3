"""Places of the district, employers, accounts and logins, stored files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _district()
    _resettlement_site()
    _settlement_community()
    _building()
    _housekeeper()
    _housekeeper_building()
    _park()
    _employer()
    _account()
    _account_area()
    _login()
    _login_throttle()
    _idempotency_key()
    _stored_file()
    _version_counter()


def downgrade() -> None:
    op.drop_table("version_counter")
    op.drop_table("stored_file")
    op.drop_table("idempotency_key")
    op.drop_table("login_throttle")
    op.drop_table("login")
    op.drop_table("account_area")
    op.drop_table("account")
    op.drop_table("employer")
    op.drop_table("park")
    op.drop_table("housekeeper_building")
    op.drop_table("housekeeper")
    op.drop_table("building")
    op.drop_table("settlement_community")
    op.drop_table("resettlement_site")
    op.drop_table("district")


def _district() -> None:
    op.create_table(
        "district",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_district"),
        sa.UniqueConstraint("code", name="uq_district_code"),
    )


def _resettlement_site() -> None:
    op.create_table(
        "resettlement_site",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_resettlement_site_district_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_resettlement_site"),
        sa.UniqueConstraint("district_id", "name", name="uq_resettlement_site_district_id_name"),
    )


def _settlement_community() -> None:
    op.create_table(
        "settlement_community",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_settlement_community_district_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_settlement_community"),
        sa.UniqueConstraint("district_id", "name", name="uq_settlement_community_district_id_name"),
    )


def _building() -> None:
    op.create_table(
        "building",
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["settlement_community.id"], name="fk_building_community_id"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["resettlement_site.id"], name="fk_building_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_building"),
        sa.UniqueConstraint("community_id", "name", name="uq_building_community_id_name"),
    )
    op.create_index("ix_building_on_site_id", "building", ["site_id"], unique=False)


def _housekeeper() -> None:
    op.create_table(
        "housekeeper",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("phone_index", sa.String(length=32), nullable=True),
        sa.Column("phone_last4", sa.String(length=4), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["community_id"], ["settlement_community.id"], name="fk_housekeeper_community_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_housekeeper"),
        sa.UniqueConstraint("uuid", name="uq_housekeeper_uuid"),
    )
    op.create_index("ix_housekeeper_on_community_id", "housekeeper", ["community_id"], unique=False)
    op.create_index("ix_housekeeper_on_phone_index", "housekeeper", ["phone_index"], unique=False)


def _housekeeper_building() -> None:
    op.create_table(
        "housekeeper_building",
        sa.Column("housekeeper_id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name="fk_housekeeper_building_building_id"
        ),
        sa.ForeignKeyConstraint(
            ["housekeeper_id"], ["housekeeper.id"], name="fk_housekeeper_building_housekeeper_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_housekeeper_building"),
        sa.UniqueConstraint(
            "housekeeper_id",
            "building_id",
            name="uq_housekeeper_building_housekeeper_id_building_id",
        ),
    )
    op.create_index(
        "ix_housekeeper_building_on_building_id",
        "housekeeper_building",
        ["building_id"],
        unique=False,
    )


def _park() -> None:
    op.create_table(
        "park",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_park_district_id"),
        sa.PrimaryKeyConstraint("id", name="pk_park"),
        sa.UniqueConstraint("district_id", "name", name="uq_park_district_id_name"),
    )


def _employer() -> None:
    op.create_table(
        "employer",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("park_id", sa.Integer(), nullable=True),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("industry", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("work_region", sa.String(length=32), nullable=True),
        sa.Column("capacity_places", sa.Integer(), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("contact_name", sa.String(length=60), nullable=True),
        sa.Column("contact_phone_sealed", sa.Text(), nullable=True),
        sa.Column("contact_phone_index", sa.String(length=32), nullable=True),
        sa.Column("contact_phone_last4", sa.String(length=4), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["community_id"], ["settlement_community.id"], name="fk_employer_community_id"
        ),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name="fk_employer_district_id"),
        sa.ForeignKeyConstraint(["park_id"], ["park.id"], name="fk_employer_park_id"),
        sa.PrimaryKeyConstraint("id", name="pk_employer"),
        sa.UniqueConstraint("credit_code", name="uq_employer_credit_code"),
        sa.UniqueConstraint("name_key", name="uq_employer_name_key"),
        sa.UniqueConstraint("uuid", name="uq_employer_uuid"),
    )
    op.create_index("ix_employer_on_community_id", "employer", ["community_id"], unique=False)
    op.create_index(
        "ix_employer_on_contact_phone_index", "employer", ["contact_phone_index"], unique=False
    )
    op.create_index("ix_employer_on_kind", "employer", ["kind"], unique=False)
    op.create_index("ix_employer_on_park_id", "employer", ["park_id"], unique=False)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("totp_secret_sealed", sa.Text(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("housekeeper_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=True),
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
            "role IN ('fair_operator', 'clerk', 'housekeeper', 'employer', 'subsidy_maker', 'first_reviewer', 'rechecker', 'approver', 'finance', 'auditor', 'director', 'administrator')",
            name=op.f("ck_account_role_known"),
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name="fk_account_employer_id"),
        sa.ForeignKeyConstraint(
            ["housekeeper_id"], ["housekeeper.id"], name="fk_account_housekeeper_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sa.UniqueConstraint("uuid", name="uq_account_uuid"),
    )


def _account_area() -> None:
    op.create_table(
        "account_area",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(community_id IS NULL) <> (building_id IS NULL)",
            name=op.f("ck_account_area_community_or_building"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_area_account_id"),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name="fk_account_area_building_id"
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["settlement_community.id"], name="fk_account_area_community_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_area"),
        sa.UniqueConstraint(
            "account_id", "building_id", name="uq_account_area_account_id_building_id"
        ),
        sa.UniqueConstraint(
            "account_id", "community_id", name="uq_account_area_account_id_community_id"
        ),
    )


def _login() -> None:
    op.create_table(
        "login",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_login_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token_sha256", name="uq_login_token_sha256"),
    )
    op.create_index("ix_login_on_account_id", "login", ["account_id"], unique=False)
    op.create_index("ix_login_on_expires_at", "login", ["expires_at"], unique=False)


def _login_throttle() -> None:
    op.create_table(
        "login_throttle",
        sa.Column("key_sha256", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("window_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_throttle"),
        sa.UniqueConstraint("key_sha256", name="uq_login_throttle_key_sha256"),
    )


def _idempotency_key() -> None:
    op.create_table(
        "idempotency_key",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_idempotency_key_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_idempotency_key"),
        sa.UniqueConstraint("account_id", "key", name="uq_idempotency_key_account_id_key"),
    )
    op.create_index("ix_idempotency_key_on_made_at", "idempotency_key", ["made_at"], unique=False)


def _stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
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
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size_not_negative")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_stored_file_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stored_file"),
        sa.UniqueConstraint("sha256", name="uq_stored_file_sha256"),
    )


def _version_counter() -> None:
    op.create_table(
        "version_counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version_counter"),
        sa.UniqueConstraint("name", name="uq_version_counter_name"),
    )
