import { createElement as jsx, useEffect, useState, useSyncExternalStore } from "react";

// A few things picked on one page and used on another; this browser alone knows them, in all its tabs.
const NONE = [], watchers = new Set(), held = new Map();
const at = (list) => `portail:${list}`;
const announce = (detail) => window.dispatchEvent(new CustomEvent("portail:annonce", { detail }));

function parse(raw) {
  try {
    const items = JSON.parse(raw || "[]");
    return Array.isArray(items) ? items.filter((one) => typeof one?.value === "string") : NONE;
  } catch { return NONE; }
}

function read(list) {
  const known = held.get(list);
  let raw = known?.raw ?? "";
  try { raw = localStorage.getItem(at(list)) ?? ""; } catch { /* refused by the browser: kept for this visit */ }
  if (known?.raw === raw) return known.items;
  const items = parse(raw);
  held.set(list, { raw, items });
  return items;
}

export function write(list, items) {
  const raw = items.length ? JSON.stringify(items) : "";
  held.set(list, { raw, items });
  try {
    if (raw) localStorage.setItem(at(list), raw);
    else localStorage.removeItem(at(list));
  } catch { /* as above */ }
  watchers.forEach((watcher) => watcher());
}

const watch = (watcher) => {
  watchers.add(watcher); window.addEventListener("storage", watcher);
  return () => { watchers.delete(watcher); window.removeEventListener("storage", watcher); };
};
const useItems = (list) => useSyncExternalStore(watch, () => read(list), () => NONE);

const MARKS = { on: "m5 12.5 5 5L19.5 7", off: "M12 5v14M5 12h14" };
const mark = (on) => jsx("svg", { className: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
  jsx("path", { d: on ? MARKS.on : MARKS.off }));

export function Pick({ list, max, value, name, label, full }) {
  const items = useItems(list), on = items.some((one) => one.value === value), [refused, setRefused] = useState(false);
  const text = Array.isArray(name) ? name.join("") : name;
  useEffect(() => { if (items.length < max) setRefused(false); }, [items]);
  const toggle = () => {
    if (!on && items.length >= max) { setRefused(true); announce(full); return; }
    write(list, on ? items.filter((one) => one.value !== value) : [...items, { value, name: text }]);
  };
  return jsx("button", { type: "button", className: "pick", "aria-pressed": on, onClick: toggle }, mark(on),
    jsx("span", null, refused ? full : label), jsx("span", { className: "visually-hidden" }, ` : ${text}`));
}

export function Unpick({ list, value, name, label, onDrop }) {
  const drop = () => { write(list, read(list).filter((one) => one.value !== value)); onDrop?.(value); };
  return jsx("button", { type: "button", className: "button", "data-kind": "link", onClick: drop },
    jsx("span", null, label), jsx("span", { className: "visually-hidden" }, ` : ${name}`));
}

// What shows them is fetched with the first one picked.
export function PickBar(props) {
  const items = useItems(props.list), [Bar, setBar] = useState(), some = items.length > 0;
  useEffect(() => {
    if (some && !Bar) import("$/public/external/portail/ui/local/picks_bar.jsx").then((part) => setBar(() => part.PicksBar), () => undefined);
  }, [some]);
  return some && Bar ? jsx(Bar, { ...props, items, clear: () => write(props.list, NONE) }) : null;
}
