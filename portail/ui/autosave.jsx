import { createElement as jsx, useContext, useEffect, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";
import { PAGE, beacon, edits, nextNumber } from "$/public/external/portail/ui/local/edits.jsx";

// The browser owns what is typed; the server is told, and the field is « saved » only once the server said so.
const RETRY = 5000, LATE = 10000, LONGEST = 20000; // the last one: characters, as the server counts them

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

const untouched = (root, field) => controls(root, field).every((c) =>
  ["radio", "checkbox"].includes(c.type) ? c.checked === c.defaultChecked
    : c.tagName === "SELECT" ? c.selectedIndex <= 0 || c.selectedOptions[0].defaultSelected
      : c.value === c.defaultValue);

const ELSEWHERE = "Cette réponse a été changée ailleurs, plus tard.";
const announce = (detail) => window.dispatchEvent(new CustomEvent("portail:annonce", { detail }));
const WORDS = {
  late: "Pas encore enregistré", saving: "Enregistrement…",
  long: "Trop long pour être enregistré : 20\u202f000\u00a0caractères au plus",
};

export function Autosave({ field, value, delay = 400, awaited, acked, status, beaconUrl, onSave, children }) {
  const root = useRef(null), timer = useRef(0), retry = useRef(0);
  // draft: typed, not sent yet. sent: what the server was last told, or told us. wanted: what it told us, before the
  // options that can show it arrived. offered: a value of the server that waits for the person to leave the field.
  const draft = useRef(null), sent = useRef(value), wanted = useRef(value), offered = useRef(), touched = useRef(false), first = useRef(true);
  const known = useRef(acked ?? 0); // the number of what is shown: what is typed over
  const [phase, setPhase] = useState(""), [mine, setMine] = useState(), [told, setTold] = useState();
  const errors = useContext(EventLoopContext)[1], offline = errors.length > 0;
  // Handlers attached once must see the props of the last render.
  const now = useRef({});
  now.current = { field, beaconUrl, onSave, offline, awaited, acked };
  const here = () => `${location.pathname} ${now.current.field}`;
  const pending = () => draft.current !== null || edits.get(here()) !== undefined;
  const editing = () => root.current?.contains(document.activeElement) &&
    !["radio", "checkbox"].includes(document.activeElement.type);

  const send = (key) => {
    const edit = edits.get(key);
    clearTimeout(retry.current);
    if (!edit) return;
    // While the socket is down the framework would queue every retry: one is enough, at the return.
    if (!now.current.offline) now.current.onSave?.(edit.field, edit.value, edit.n, edit.base, edit.page);
    edit.tries = (edit.tries ?? 0) + 1;
    retry.current = setTimeout(() => send(key), RETRY * Math.min(edit.tries, 6));
    if (Date.now() - edit.since >= LATE) setPhase("late");
  };
  const flush = () => {
    const edit = draft.current;
    clearTimeout(timer.current); draft.current = null;
    if (!edit) return;
    const { key, ...what } = edit, before = edits.get(key);
    if (same(edit.value, sent.current)) { if (!before) setPhase(""); return; }
    if (edit.value.length > LONGEST) { setPhase("long"); return; }
    sent.current = edit.value; offered.current = undefined; // offered before this edit: older than it
    const n = nextNumber(now.current.acked);
    if (!now.current.awaited) { now.current.onSave?.(edit.field, edit.value, n); return; }
    setMine(undefined);
    // Typed over one that is on its way: known to whoever knows that one.
    const { base, page, since } = before ?? { base: known.current, page: PAGE, since: Date.now() };
    edits.put(key, { ...what, n, base, page, since, url: now.current.beaconUrl });
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
    // Filled by a password manager: nobody heard it, and it is newer than any offer.
    if (!same(read(root.current, field), sent.current)) {
      offered.current = undefined;
      if (onSave && !draft.current) keep();
    }
    flush();
    setTimeout(() => offered.current && adopt(offered.current.value), 0);
  };
  const show = (shown) => {
    wanted.current = shown; known.current = now.current.acked ?? 0;
    write(root.current, now.current.field, shown);
    sent.current = read(root.current, now.current.field);
  };
  const adopt = (incoming) => {
    if (!root.current) return;
    if (pending() || editing()) { offered.current = { value: incoming }; return; }
    offered.current = undefined; touched.current = false;
    show(incoming);
  };
  const resume = (edit) => { // of an earlier page: it stands again where it was typed
    if (draft.current) return;
    show(edit.value); setPhase("saving"); send(here());
  };
  const answered = (edit, answer) => { // by HTTP: there is no socket
    clearTimeout(retry.current);
    if (draft.current) return;
    const date = new Date();
    setTold(answer.heure ?? `${date.getHours()}\u00a0h\u00a0${String(date.getMinutes()).padStart(2, "0")}`);
    if (answer.depasse) overtaken(edit, answer.valeur);
    else setPhase("");
    known.current = answer.n ?? edit.n;
  };
  const overtaken = (edit, stands) => { // changed elsewhere, later: both are shown, the person chooses
    show(stands);
    const lost = !same(sent.current, edit.value);
    // Where one may still answer, the server keeps both for the person to choose.
    setMine(lost && root.current.querySelector(":disabled") ? edit.value : undefined); setPhase("");
    if (lost) announce(ELSEWHERE);
  };

  useEffect(() => { // the acknowledgement first: it frees the field for the value that comes with it
    const edit = edits.get(here());
    if (acked === edit?.n) known.current = acked;
    else if (!edit && acked > known.current) adopt(value); // another's, even if it says what this page held at first
    if (edit && !(acked >= edit.n)) return;
    clearTimeout(retry.current); edits.drop(here());
    if (draft.current !== null) return;
    if (edit && acked > edit.n) overtaken(edit, value);
    else setPhase((before) => (before === "long" ? before : ""));
  }, [acked]);
  useEffect(() => {
    if (draft.current && draft.current.key !== here()) flush();
    const kept = edits.get(here()), early = first.current && !untouched(root.current, field);
    first.current = false;
    if (kept) resume(kept);
    else if (early) { // typed before the page came alive: nobody heard it, and it is newer than what the server holds
      touched.current = true;
      if (onSave) { keep(); timer.current = setTimeout(flush, delay); }
    } else adopt(value);
  }, [JSON.stringify(value), field]);
  useEffect(() => edits.join(here(), (edit, answer) => (answer ? answered(edit, answer) : resume(edit))), [field]);
  useEffect(() => setTold(undefined), [status, acked]);
  useEffect(() => { if (!offline && edits.get(here())) send(here()); }, [offline]);
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
      const edit = edits.get(here()), url = now.current.beaconUrl;
      // The framework closes its socket when the page unloads: the last letters leave by HTTP.
      if (edit && url) navigator.sendBeacon(url, new Blob([beacon(edit)], { type: "application/json" }));
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
    if (phase === "late" || phase === "long")
      announce(phase === "long" ? WORDS.long : "Votre dernière réponse n’est pas encore enregistrée.");
  }, [phase]);

  const text = WORDS[phase] ?? (told ? `Enregistré à ${told}` : status);
  return jsx("div", { ref: root, className: "control", onChange: edited, onBlur: left }, children, awaited || status
    ? jsx("p", { className: "field-status", "data-phase": phase || (text ? "saved" : "") }, text) : null,
  mine === undefined ? null : jsx("div", { className: "elsewhere" },
    jsx("p", null, ELSEWHERE, " Votre texte était : ", jsx("q", null, String(mine)))));
}
