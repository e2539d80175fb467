import { createElement as jsx, useEffect, useRef } from "react";

const CROSS = "M6 6l12 12M18 6 6 18";

// A native dialog: the browser traps the focus, closes on Escape and gives the focus back. « Back » closes it too: it
// adds an entry to the history, and takes it off again.
export function SheetDialog({ sheetId, title, done, target, opened, children }) {
  const dialog = useRef(null), pushed = useRef(false), chosen = useRef(false);
  useEffect(() => {
    const back = (event) => {
      if (!pushed.current) return;
      event.stopImmediatePropagation(); // before the router, which would take it for a change of page
      pushed.current = false; dialog.current?.close();
      // The entry below bears the address of before: it must say what the page shows now.
      window.dispatchEvent(new Event("portail:adresse"));
      // After the browser has put the page back where it was.
      if (chosen.current) setTimeout(() => document.getElementById(target)?.focus(), 50);
    };
    window.addEventListener("popstate", back, true);
    return () => { // the window grew, or the page is left
      if (pushed.current) history.back();
      setTimeout(() => window.removeEventListener("popstate", back, true), 100);
    };
  }, []);
  useEffect(() => {
    if (dialog.current.open) return;
    chosen.current = false; pushed.current = true;
    history.pushState(history.state, ""); dialog.current.showModal();
  }, [opened]);
  const close = () => dialog.current.close();
  return jsx("dialog", {
    ref: dialog, id: sheetId, className: "sheet", "aria-labelledby": `${sheetId}-titre`,
    onClose: () => { if (pushed.current) history.back(); },
    onClick: (e) => { if (e.target === dialog.current) close(); },
  },
    jsx("header", { className: "sheet-head" },
      jsx("h2", { id: `${sheetId}-titre` }, title),
      jsx("button", { type: "button", className: "close", onClick: close },
        jsx("svg", { className: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, jsx("path", { d: CROSS })),
        jsx("span", { className: "visually-hidden" }, "Fermer"))),
    jsx("div", { className: "sheet-body" }, children),
    jsx("footer", { className: "sheet-foot" },
      jsx("button", { type: "button", className: "button", "data-kind": "primary", onClick: () => { chosen.current = true; close(); } }, done)));
}
