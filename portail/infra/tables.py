"""Base columns shared by every table."""

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, MetaData, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from portail.core import clock

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant; kept in UTC on databases that know no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Centiemes(TypeDecorator[Decimal]):
    """A number with two digits (euros, percent), kept as a whole number of hundredths, exact everywhere."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        hundredths = Decimal(value) * 100
        if hundredths != int(hundredths):
            raise ValueError("a stored amount has two digits after the point")
        return int(hundredths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


def text_enum(enumeration: type[StrEnum]) -> Enum:
    """A word of a closed list: text in the database, read back as its enumeration."""
    return Enum(
        enumeration,
        native_enum=False,
        length=30,
        values_callable=lambda members: [one.value for one in members],
    )


Binaire = String().with_variant(String(collation="C"), "postgresql")
"""Text sorted by its bytes, alike on every database."""

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def instant(**options: Any) -> Any:
    """A column for an aware instant, filled with the present one unless told otherwise."""
    options.setdefault("default_factory", clock.now)
    return Field(sa_type=UtcDateTime, **options)


def instant_or_none(**options: Any) -> Any:
    """A column for an aware instant that may be missing."""
    return Field(default=None, sa_type=UtcDateTime, nullable=True, **options)


def identity() -> Any:
    """A primary key nobody can guess."""
    return Field(default_factory=uuid.uuid4, primary_key=True)


def json_column(**options: Any) -> Any:
    """A column for a JSON document."""
    return Field(sa_type=Json, **options)


def hundredths_or_none() -> Any:
    """A column for an amount in euros or a rate in percent, exact to two digits, that may be missing."""
    return Field(default=None, sa_type=Centiemes, nullable=True)
