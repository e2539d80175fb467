import { createElement as jsx, Children, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

const BARS = "M4 7h16M4 12h16M4 17h16", CROSS = "M6 6l12 12M18 6 6 18";

// Folded on phones only (the style decides); the links are in the page either way, so they work without this script.
export function Menu({ children }) {
  const [open, setOpen] = useState(false), button = useRef(null), nav = useRef(null);
  const { pathname } = useLocation();
  useEffect(() => {
    setOpen(false);
    for (const link of nav.current.querySelectorAll("a")) {
      const path = new URL(link.href).pathname;
      if (path === pathname || pathname.startsWith(`${path}/`)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }, [pathname]);
  const press = (event) => {
    if (event.key === "Escape" && open) { setOpen(false); button.current.focus(); }
  };
  return [
    jsx("button", {
      key: "b", ref: button, type: "button", className: "menu-button", "aria-expanded": open, "aria-controls": "menu",
      onClick: () => setOpen(!open), onKeyDown: press,
    }, jsx("svg", { className: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, jsx("path", { d: open ? CROSS : BARS })), "Menu"),
    jsx("nav", { key: "n", ref: nav, id: "menu", className: "site-nav", "aria-label": "Menu principal", onKeyDown: press },
      jsx("ul", {}, Children.toArray(children).map((child, i) =>
        jsx("li", { key: i }, child)))),
  ];
}
