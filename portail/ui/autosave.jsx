import { createElement as jsx, useContext, useEffect, useRef, useState } from "react";
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
  const root = useRef(null), timer = useRef(0), retry = useRef(0);
  // draft: typed, not sent yet. sent: what the server was last told, or told us. wanted: what it told us, before the
  // options that can show it arrived. offered: a value of the server that waits for the person to leave the field.
  const draft = useRef(null), sent = useRef(value), wanted = useRef(value), offered = useRef(), touched = useRef(false);
  const [phase, setPhase] = useState("");
  const errors = useContext(EventLoopContext)[1], offline = errors.length > 0;
  // Handlers attached once must see the props of the last render.
  const now = useRef({});
  now.current = { field, beaconUrl, onSave, offline, awaited };
  const here = () => `${location.pathname} ${now.current.field}`;
  const pending = () => draft.current !== null || buffer.get(here()) !== undefined;
  const editing = () => root.current?.contains(document.activeElement) &&
    !["radio", "checkbox"].includes(document.activeElement.type);

  const send = (key) => {
    const edit = buffer.get(key);
    clearTimeout(retry.current);
    if (!edit) return;
    // While the socket is down the framework would queue every retry: one is enough, at the return.
    if (!now.current.offline) now.current.onSave?.(edit.field, edit.value, edit.n);
    edit.tries = (edit.tries ?? 0) + 1;
    retry.current = setTimeout(() => send(key), RETRY * Math.min(edit.tries, 6));
    if (Date.now() - edit.since >= LATE) setPhase("late");
  };
  const flush = () => {
    const edit = draft.current;
    clearTimeout(timer.current); draft.current = null;
    if (!edit) return;
    const { key, ...what } = edit, before = buffer.get(key);
    if (same(edit.value, sent.current)) { if (!before) setPhase(""); return; }
    sent.current = edit.value; offered.current = undefined; // offered before this edit: older than it
    const n = nextNumber();
    if (!now.current.awaited) { now.current.onSave?.(edit.field, edit.value, n); return; }
    buffer.put(key, { ...what, n, since: before?.since ?? Date.now() });
    send(key);
  };
  const keep = () => {
    const current = read(root.current, now.current.field);
    // Its place is noted now: when the field goes away, the address is another page's already.
    draft.current = { key: here(), field: now.current.field, value: current };
  };
  const edited = (event) => {
    if (event.target.name !== now.current.field) return;
    offered.current = undefined; touched.current = true;
    if (!now.current.onSave) return;
    keep();
    clearTimeout(timer.current);
    if (now.current.awaited) setPhase((before) => (before === "late" ? before : "saving"));
    // A choice is made at once; a text is finished when the fingers rest.
    const atOnce = event.target.type === "radio" || event.target.type === "checkbox" || event.target.tagName === "SELECT";
    timer.current = setTimeout(flush, atOnce ? 0 : delay);
  };
  const chosen = () => { // a suggestion was taken: nothing more will be typed
    if (!now.current.onSave) return;
    touched.current = true; keep();
    if (now.current.awaited) setPhase("saving");
    flush();
  };
  const left = () => {
    // Typed before the page came alive, or filled by a password manager: nobody heard it, and it is newer than any offer.
    if (!same(read(root.current, field), sent.current)) {
      offered.current = undefined;
      if (onSave && !draft.current) keep();
    }
    flush();
    setTimeout(() => offered.current && adopt(offered.current.value), 0);
  };
  const show = (shown) => {
    wanted.current = shown;
    write(root.current, now.current.field, shown);
    sent.current = read(root.current, now.current.field);
  };
  const adopt = (incoming) => {
    if (!root.current) return;
    if (pending() || editing()) { offered.current = { value: incoming }; return; }
    offered.current = undefined; touched.current = false;
    show(incoming);
  };

  useEffect(() => { // the acknowledgement first: it frees the field for the value that comes with it
    const edit = buffer.get(here());
    if (!edit || !(acked >= edit.n)) return;
    clearTimeout(retry.current); buffer.drop(here());
    if (draft.current === null) setPhase("");
  }, [acked]);
  useEffect(() => {
    if (draft.current && draft.current.key !== here()) flush();
    const kept = buffer.get(here());
    if (kept && !draft.current) { show(kept.value); setPhase("saving"); send(here()); }
    else adopt(value);
  }, [JSON.stringify(value), field]);
  useEffect(() => { if (!offline && buffer.get(here())) send(here()); }, [offline]);
  useEffect(() => {
    const container = root.current;
    let count = -1;
    // Options that arrive after the value (a list loaded by the server) must show it too.
    const observer = new MutationObserver(() => {
      const before = count;
      count = container.querySelectorAll("input, option").length;
      if (count !== before && !touched.current && !pending()) show(wanted.current);
    });
    observer.observe(container, { childList: true, subtree: true });
    const leave = () => {
      if (document.visibilityState !== "hidden") return;
      flush();
      const edit = buffer.get(here()), url = now.current.beaconUrl;
      // The framework closes its socket when the page unloads: the last letters leave by HTTP.
      if (edit && url) navigator.sendBeacon(url, new Blob(
        [JSON.stringify({ champ: edit.field, valeur: edit.value, n: edit.n })], { type: "application/json" }));
    };
    document.addEventListener("visibilitychange", leave); window.addEventListener("pagehide", leave);
    container.addEventListener("portail:choix", chosen);
    return () => {
      observer.disconnect(); container.removeEventListener("portail:choix", chosen);
      document.removeEventListener("visibilitychange", leave); window.removeEventListener("pagehide", leave);
      flush(); clearTimeout(retry.current);
    };
  }, []);
  useEffect(() => {
    if (phase === "late")
      window.dispatchEvent(new CustomEvent("portail:annonce", { detail: "Votre dernière réponse n’est pas encore enregistrée." }));
  }, [phase]);

  const text = phase === "late" ? "Pas encore enregistré" : phase === "saving" ? "Enregistrement…" : status;
  return jsx("div", { ref: root, className: "control", onChange: edited, onBlur: left }, children, awaited || status
    ? jsx("p", { className: "field-status", "data-phase": phase || (text ? "saved" : "") }, text) : null);
}
