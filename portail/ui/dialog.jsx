import { createElement as jsx, Children, useRef } from "react";

// `showModal` has no attribute that HTML could bear: this is all the script a native dialog needs.
export function Dialog({ dialogId, title, trigger, triggerDetail, triggerKind, children }) {
  const dialog = useRef(null);
  const [text, ...actions] = Children.toArray(children);
  const close = () => dialog.current?.close();
  return jsx("div", { className: "dialog-host" },
    jsx("button", {
      type: "button", className: "button", "data-kind": triggerKind, "aria-haspopup": "dialog",
      onClick: () => dialog.current?.showModal(),
    }, trigger, triggerDetail ? jsx("span", { className: "visually-hidden" }, ` ${triggerDetail}`) : null),
    jsx("dialog", {
      ref: dialog, id: dialogId, "aria-labelledby": `${dialogId}-titre`,
      onClick: (e) => { if (e.target === dialog.current || e.target.closest("[data-close]")) close(); },
    },
      jsx("div", { className: "stack" },
        jsx("h2", { id: `${dialogId}-titre` }, title), text,
        jsx("div", { className: "cluster" },
          jsx("button", { type: "button", className: "button", "data-kind": "secondary", onClick: close }, "Annuler"), ...actions))));
}
