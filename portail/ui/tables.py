"""Tables: a caption, headers, and a box that scrolls by itself when the screen is too narrow."""

from typing import Any

import reflex as rx

from portail.ui.text import Text


def table(
    id: str, caption: Text, headers: list[Text], rows: Any, *, amounts: tuple[int, ...] = ()
) -> rx.Component:
    """A table of texts. `rows`: list or Var of rows of cells; the columns in `amounts` are right-aligned."""

    def shape(index: int) -> str:
        return "amount tabular" if index in amounts else ""

    def row(cells: Any) -> rx.Component:
        first, *others = range(len(headers))
        return rx.el.tr(
            rx.el.th(cells[first], scope="row", class_name=shape(first)),
            *[rx.el.td(cells[index], class_name=shape(index)) for index in others],
        )

    body = rows if isinstance(rows, rx.Var) else rx.Var.create(rows)
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, id=f"{id}-titre"),
            rx.el.thead(
                rx.el.tr(
                    *[rx.el.th(words, scope="col", class_name=shape(i)) for i, words in enumerate(headers)]
                )
            ),
            rx.el.tbody(rx.foreach(body.to(list[list[str]]), row)),
        ),
        id=id,
        class_name="table-box",
        role="region",
        tab_index=0,
        custom_attrs={"aria-labelledby": f"{id}-titre"},
    )
