import { useContext, useEffect, useRef, useState } from "react";
import { jsx } from "@emotion/react";
import { EventLoopContext } from "$/utils/context";

// The browser owns what is typed; the server is told, and the field is « saved » only once the server said so.
const RETRY = 5000, LATE = 10000, SECONDS_BEFORE_2026 = 1767225600;

// Numbers only grow, also across reloads of the page (they start from the clock, in seconds, so that they fit 32
// bits): an acknowledgement of yesterday never passes for one of today.
let lastNumber = 0;
const nextNumber = () =>
  (lastNumber = Math.max(lastNumber + 1, Math.floor(Date.now() / 1000) - SECONDS_BEFORE_2026));

// What the server has not acknowledged yet, by page and field: it outlives the field when one leaves the page inside
// the site. Anything with these three methods fits here, a buffer kept by the browser for instance.
const memory = new Map();
export const buffer = {
  get: (key) => memory.get(key),
  put: (key, edit) => memory.set(key, edit),
  drop: (key) => memory.delete(key),
};

const controls = (root, field) => [...root.querySelectorAll("input, select, textarea")].filter((c) => c.name === field);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export function read(root, field) {
  const all = controls(root, field), first = all[0];
  if (!first) return undefined;
  if (first.type === "radio") return all.find((c) => c.checked)?.value ?? "";
  if (first.type === "checkbox")
    return root.querySelector("[data-several]") ? all.filter((c) => c.checked).map((c) => c.value) : first.checked;
  return first.value;
}

export function write(root, field, value) {
  for (const c of controls(root, field)) {
    if (c.type === "radio") c.checked = c.value === String(value ?? "");
    else if (c.type === "checkbox") c.checked = Array.isArray(value) ? value.includes(c.value) : Boolean(value);
    else if (c.value !== String(value ?? "")) c.value = value ?? "";
  }
}

export function Autosave({ field, value, delay = 400, awaited, acked, status, beaconUrl, onSave, children }) {
  const root = useRef(null), timer = useRef(0), retry = useRef(0), sent = useRef(value);
  const offered = useRef(), touched = useRef(false);
  const [phase, setPhase] = useState("");
  const errors = useContext(EventLoopContext)[1];
  // Handlers attached once must see the props of the last render.
  const now = useRef({});
  now.current = { field, acked, beaconUrl, onSave, offline: errors.length > 0, awaited };
  const key = () => `${location.pathname} ${now.current.field}`;
  const pending = () => timer.current !== 0 || buffer.get(key()) !== undefined;
  const editing = () => root.current?.contains(document.activeElement) &&
    !["radio", "checkbox"].includes(document.activeElement.type);

  const send = () => {
    const edit = buffer.get(key());
    clearTimeout(retry.current);
    if (!edit) return;
    // While the socket is down the framework would queue every retry: one is enough, at the return.
    if (!now.current.offline) now.current.onSave?.(now.current.field, edit.value, edit.n);
    retry.current = setTimeout(send, RETRY);
    if (Date.now() - edit.since >= LATE) setPhase("late");
  };
  const flush = () => {
    clearTimeout(timer.current); timer.current = 0;
    const current = root.current ? read(root.current, now.current.field) : undefined;
    if (current === undefined || same(current, sent.current)) {
      if (!buffer.get(key())) setPhase("");
      return;
    }
    sent.current = current;
    const n = nextNumber();
    if (!now.current.awaited) { now.current.onSave?.(now.current.field, current, n); return; }
    buffer.put(key(), { value: current, n, since: buffer.get(key())?.since ?? Date.now() });
    send();
  };
  const edited = (event) => {
    if (event.target.name !== now.current.field) return;
    offered.current = undefined; touched.current = true;
    if (!now.current.onSave) return;
    clearTimeout(timer.current);
    if (now.current.awaited) setPhase((before) => (before === "late" ? before : "saving"));
    // A choice is made at once; a text is finished when the fingers rest.
    const chosen = event.target.type === "radio" || event.target.type === "checkbox" || event.target.tagName === "SELECT";
    timer.current = setTimeout(flush, chosen ? 0 : delay);
  };
  const adopt = (incoming) => {
    if (!root.current) return;
    if (pending() || editing()) { offered.current = { value: incoming }; return; }
    offered.current = undefined; touched.current = false; sent.current = incoming;
    write(root.current, field, incoming);
  };

  useEffect(() => { // the acknowledgement first: it frees the field for the value that comes with it
    const edit = buffer.get(key());
    if (!edit || !(acked >= edit.n)) return;
    clearTimeout(retry.current); buffer.drop(key());
    if (timer.current === 0) setPhase("");
  }, [acked]);
  useEffect(() => {
    const kept = buffer.get(key());
    if (kept) { write(root.current, field, kept.value); sent.current = kept.value; setPhase("saving"); send(); }
    else adopt(value);
  }, [JSON.stringify(value), field]);
  useEffect(() => { if (errors.length === 0 && buffer.get(key())) send(); }, [errors.length === 0]);
  useEffect(() => {
    const container = root.current;
    // Options that arrive after the value (a list loaded by the server) must show it too.
    let count = -1;
    const observer = new MutationObserver(() => {
      const before = count;
      count = container.querySelectorAll("input, option").length;
      if (count !== before && !touched.current && !pending()) write(container, now.current.field, sent.current);
    });
    observer.observe(root.current, { childList: true, subtree: true });
    const leave = () => {
      if (document.visibilityState !== "hidden") return;
      flush();
      const edit = buffer.get(key()), url = now.current.beaconUrl;
      // The framework closes its socket when the page unloads: the last letters leave by HTTP.
      if (edit && url) navigator.sendBeacon(url, new Blob(
        [JSON.stringify({ champ: now.current.field, valeur: edit.value, n: edit.n })], { type: "application/json" }));
    };
    document.addEventListener("visibilitychange", leave); window.addEventListener("pagehide", leave);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", leave); window.removeEventListener("pagehide", leave);
      root.current = container; flush(); clearTimeout(retry.current);
    };
  }, []);
  useEffect(() => {
    if (phase === "late")
      window.dispatchEvent(new CustomEvent("portail:annonce", { detail: "Votre dernière réponse n’est pas encore enregistrée." }));
  }, [phase]);

  const text = phase === "late" ? "Pas encore enregistré" : phase === "saving" ? "Enregistrement…" : status;
  return jsx("div", {
    ref: root, className: "control", onChange: edited,
    onBlur: () => {
      if (onSave) flush();
      // What was typed before the page came alive was not heard: it is newer than any offer.
      if (!same(read(root.current, field), sent.current)) offered.current = undefined;
      setTimeout(() => offered.current && adopt(offered.current.value), 0);
    },
  }, children, awaited || status
    ? jsx("p", { className: "field-status", "data-phase": phase || (text ? "saved" : "") }, text) : null);
}
