"""Rows made ready for the driver ahead of the transaction that writes them, a third as long then."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Dialect, Table, insert, literal_column
from sqlmodel import Session, SQLModel

Ready = tuple[Any, ...] | dict[str, Any]
"""A row as the driver takes it."""


class Bulk:
    """The inserts into one table; columns that a row leaves out take what the model gives them.

    The values of `later` are whole numbers, the same for all rows, known only when they are written.
    """

    def __init__(self, model: type[SQLModel], dialect: Dialect, later: Sequence[str] = ()) -> None:
        self._dialect, self._later = dialect, later
        self._table: Table = model.__table__  # type: ignore[attr-defined]
        self._fields = {nom: champ for nom, champ in model.model_fields.items() if nom not in later}
        self._constants = {
            name: field.get_default() for name, field in self._fields.items() if field.default_factory is None
        }
        self._made: dict[str, Callable[[], Any]] = {
            name: cast(Callable[[], Any], field.default_factory)
            for name, field in self._fields.items()
            if field.default_factory is not None
        }
        compiled = self._compile(dict.fromkeys(later, 0))
        self._named = not compiled.positional
        order = compiled.positiontup or list(self._fields)
        types = {name: self._table.c[name].type.dialect_impl(dialect) for name in order}
        self._binds = [(name, kind.bind_processor(dialect)) for name, kind in types.items()]

    def complete(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with the columns it leaves out."""
        whole = self._constants | dict(row)
        return whole | {name: make() for name, make in self._made.items() if name not in whole}

    def ready(self, row: Mapping[str, Any]) -> Ready:
        """A whole row as the driver takes it."""
        values = [(name, bind(row[name]) if bind else row[name]) for name, bind in self._binds]
        return dict(values) if self._named else tuple(value for _, value in values)

    def insert(self, session: Session, rows: Sequence[Ready], **later: int) -> None:
        """Write them."""
        if rows:
            statement = str(self._compile(later))
            session.connection().exec_driver_sql(statement, list(rows))

    def _compile(self, later: Mapping[str, int]) -> Any:
        told: dict[str, Any] = {name: literal_column(str(int(number))) for name, number in later.items()}
        statement = insert(self._table).values(told) if told else insert(self._table)
        return statement.compile(dialect=self._dialect, column_keys=[*self._fields, *told])
