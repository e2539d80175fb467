"""What the page answers: errors, messages, emptiness, progress, confirmation."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from portail.ui.buttons import button
from portail.ui.dialog import Dialog
from portail.ui.icons import icon
from portail.ui.navigation import focus_link
from portail.ui.text import Text, badge, shown, visually_hidden


def error_summary(errors: Any) -> rx.Component:
    """What stops the form, at its top; each line leads to its field. `errors`: Var of `{"id", "texte"}`.

    After a refused submission the handler returns `rx.set_focus("resume-erreurs")`.
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
    shown_now = rx.cond(items.length() > 0, content, rx.fragment())
    return rx.el.div(shown_now, id="resume-erreurs", tab_index=-1, role="alert")


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
    current: int | rx.Var[int], total: int | rx.Var[int], next_title: Text = ""
) -> rx.Component:
    """« Étape 2 sur 4 », a bar, and what comes next."""
    return rx.el.div(
        rx.el.p(f"Étape {current} sur {total}", class_name="steps-count"),
        rx.el.progress(value=current, max=total, custom_attrs={"aria-hidden": "true"}),
        shown(next_title, rx.el.p("Étape suivante : ", next_title, class_name="hint")),
        class_name="steps",
    )


def task_list(steps: Any) -> rx.Component:
    """Steps to go through. `steps`: Var of `numero`, `titre`, `href`, `avancement`, `etat`, its `genre`."""

    def one(step: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(
                rx.el.span(step.numero, ". ", custom_attrs={"aria-hidden": "true"}, class_name="tabular"),
                rx.el.a(step.titre, href=step.href),
            ),
            rx.el.span(
                shown(step.avancement, rx.el.span(step.avancement, class_name="hint tabular")),
                badge(step.etat, step.genre),
                class_name="cluster",
            ),
        )

    return rx.el.ol(rx.foreach(steps, one), class_name="task-list")


def summary_list(rows: Any, answer: Callable[[Any], rx.Component], *, change: Any = True) -> rx.Component:
    """Questions and what `answer` draws of each. `rows`: Var of objects with `libelle` and `href`.

    `href` is where « Modifier » leads, shown while `change` is true.
    """

    def one(row: Any) -> rx.Component:
        modifier = rx.el.a("Modifier", visually_hidden(" : ", row.libelle), href=row.href)
        return rx.el.div(
            rx.el.dt(row.libelle),
            rx.el.dd(answer(row), class_name="summary-value"),
            rx.cond(change, rx.el.dd(modifier, class_name="summary-action"), rx.fragment()),
            class_name="summary-row",
        )

    return rx.el.dl(rx.foreach(rows, one), class_name="summary-list")


def confirm_dialog(
    id: Text,
    title: Text,
    text: Text,
    confirm_label: Text,
    on_confirm: Any,
    trigger: Text,
    *,
    trigger_kind: Any = "secondary",
    trigger_detail: Text = "",
) -> rx.Component:
    """A button `trigger` that asks before it acts: a native dialog, closed by Escape, focus given back.

    `trigger_detail` says to screen readers which one, where several buttons bear the same words.
    """
    return Dialog.create(
        rx.el.p(text),
        button(confirm_label, on_click=on_confirm, kind="danger", custom_attrs={"data-close": ""}),
        dialog_id=id,
        title=title,
        trigger=trigger,
        trigger_detail=trigger_detail,
        trigger_kind=trigger_kind,
    )
