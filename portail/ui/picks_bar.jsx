import { createElement as jsx } from "react";
import { Link } from "react-router";

// At the foot of the window while something is picked: what, how many, where they are used.
export function PicksBar({ items, clear, words, href, parameter }) {
  const query = new URLSearchParams(items.map((one) => [parameter, one.value]));
  const count = items.length, enough = count > 1;
  return jsx("aside", { className: "picks-bar", "aria-label": words.region },
    jsx("p", null, jsx("strong", null, `${count}\u00a0${enough ? words.many : words.one}`),
      jsx("span", { className: "picks-names" }, items.map((one) => one.name).join(" · "))),
    enough ? jsx(Link, { className: "button", "data-kind": "primary", to: `${href}?${query}` }, words.go)
      : jsx("p", { className: "hint" }, words.more),
    jsx("button", { type: "button", className: "button", "data-kind": "link", onClick: clear }, words.clear));
}
