"""What the page answers: errors, messages, emptiness, progress, confirmation."""

from typing import Any

import reflex as rx

from portail.ui.buttons import button
from portail.ui.dialog import Dialog
from portail.ui.icons import icon
from portail.ui.layout import panel
from portail.ui.navigation import focus_link
from portail.ui.text import Text, badge, shown, visually_hidden


def error_summary(errors: Any, id: str = "resume-erreurs") -> rx.Component:
    """What stops the form, at its top; each line leads to its field. `errors`: Var of `{"id", "texte"}`.

    After a refused submission the handler returns `rx.set_focus(id)`.
    """
    items = (
        errors.to(list[dict[str, str]])
        if isinstance(errors, rx.Var)
        else rx.Var.create(errors).to(list[dict[str, str]])
    )
    title = rx.cond(
        items.length() == 1, "Une réponse est à corriger", f"{items.length()} réponses sont à corriger"
    )
    content = rx.el.div(
        rx.el.h2(icon("danger"), title, class_name="panel-title"),
        rx.el.ul(rx.foreach(items, lambda one: rx.el.li(focus_link(one["texte"], one["id"])))),
        class_name="error-summary stack gap-2",
    )
    return rx.el.div(rx.cond(items.length() > 0, content, rx.fragment()), id=id, tab_index=-1, role="alert")


def alert(text: Text, *, kind: Any = "danger") -> rx.Component:
    """A message said at once. The region is permanent, its words come and go."""
    return rx.el.div(shown(text, panel(rx.el.p(text), kind=kind)), role="alert")


def live(text: Text) -> rx.Component:
    """A message said politely, for instance a number of results."""
    return rx.el.p(text, role="status", class_name="live")


def empty_state(title: Text, text: Text = "", action: rx.Component | None = None) -> rx.Component:
    """A list with nothing in it: says why, and what to do."""
    return rx.el.div(
        rx.el.p(title, class_name="empty-title"),
        shown(text, rx.el.p(text)),
        action or rx.fragment(),
        class_name="empty-state stack",
    )


def skeleton(lines: int = 3) -> rx.Component:
    """The place of what is coming. The style shows it only after 300 ms: shorter waits do not blink."""
    return rx.el.div(
        visually_hidden("Chargement en cours"),
        *[rx.el.span(class_name="skeleton-line") for _ in range(lines)],
        class_name="skeleton",
    )


def progress_steps(
    current: int | rx.Var[int], total: int | rx.Var[int], title: Text = "", next_title: Text = ""
) -> rx.Component:
    """« Étape 2 sur 4 », a bar, and what comes next. `title` is shown when the page's h1 does not say it."""
    return rx.el.div(
        rx.el.p(
            rx.el.span(f"Étape {current} sur {total}", class_name="steps-count"),
            shown(title, rx.el.strong(title, class_name="steps-title")),
            class_name="steps-words",
        ),
        rx.el.progress(value=current, max=total, custom_attrs={"aria-hidden": "true"}),
        shown(next_title, rx.el.p("Étape suivante : ", next_title, class_name="hint")),
        class_name="steps",
    )


def task_list(items: Any) -> rx.Component:
    """Steps to go through. `items`: list or Var of `{"titre", "href", "statut", "genre", "detail"}`.

    `genre` is a badge's kind; `detail` may be empty.
    """

    def one(task: Any) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.a(task["titre"], href=task["href"]),
                rx.cond(task["detail"], rx.el.p(task["detail"], class_name="hint"), rx.fragment()),
            ),
            badge(task["statut"], task["genre"]),
        )

    tasks = items if isinstance(items, rx.Var) else rx.Var.create(items)
    return rx.el.ol(rx.foreach(tasks.to(list[dict[str, str]]), one), class_name="task-list")


def summary_list(rows: Any) -> rx.Component:
    """Questions and answers. `rows`: list or Var of `{"libelle", "valeur", "href"}`.

    `href` leads to « Modifier »; empty, there is nothing to change.
    """

    def one(row: Any) -> rx.Component:
        return rx.el.div(
            rx.el.dt(row["libelle"]),
            rx.el.dd(row["valeur"], class_name="summary-value"),
            rx.cond(
                row["href"],
                rx.el.dd(
                    rx.el.a("Modifier", visually_hidden(" : ", row["libelle"]), href=row["href"]),
                    class_name="summary-action",
                ),
                rx.fragment(),
            ),
            class_name="summary-row",
        )

    pairs = rows if isinstance(rows, rx.Var) else rx.Var.create(rows)
    return rx.el.dl(rx.foreach(pairs.to(list[dict[str, str]]), one), class_name="summary-list")


def confirm_dialog(
    id: Text,
    title: Text,
    text: Text,
    confirm_label: Text,
    on_confirm: Any,
    trigger: Text,
    *,
    kind: Any = "danger",
    trigger_kind: Any = "secondary",
    trigger_detail: Text = "",
    cancel_label: str = "Annuler",
) -> rx.Component:
    """A button `trigger` that asks before it acts: a native dialog, closed by Escape, focus given back.

    `trigger_detail` says to screen readers which one, where several buttons bear the same words.
    """
    return Dialog.create(
        rx.el.p(text),
        button(confirm_label, on_click=on_confirm, kind=kind, custom_attrs={"data-close": ""}),
        dialog_id=id,
        title=title,
        trigger=trigger,
        trigger_detail=trigger_detail,
        trigger_kind=trigger_kind,
        cancel_label=cancel_label,
    )
