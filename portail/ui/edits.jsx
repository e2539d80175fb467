import { useEffect, useState } from "react";
import { createStore, delMany, entries, set } from "idb-keyval";

// What was typed and not acknowledged yet. In memory for this page; in the browser's own database for what comes after
// it (a reload, a crash, a session that ended), always for the person who typed it and nobody else. A field on the page
// sends its own edit; those of fields that went away are sent from here, by HTTP, and all of them while there is no socket.
const RETRY = 5000, GONE = 500, LATE = 10000, KEPT = 7 * 24 * 3600 * 1000;
const waiting = new Map(), fields = new Map(), watchers = new Set();
let owner = "", last = 0, timer = 0, due = 0, disk, closed = false, cut = false, sending = false;

// Numbers follow the clock, and pass every number seen: an edit made on top of what the server holds is always newer
// than it, whatever the clock of the device that wrote it.
export const nextNumber = (held = 0) => (last = Math.max(last + 1, held + 1, Date.now()));
export const beacon = ({ field, value, n, base, page }) =>
  JSON.stringify({ champ: field, valeur: value, n, base, page, compte: owner });
// This very page, for the server: edits of one page know of each other, in whatever order they arrive.
export const PAGE = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);

// A browser may refuse its database (private windows, no room left): the page's memory must do.
const onDisk = async (write) => {
  try { return await write((disk ??= createStore("portail", "reponses"))); } catch { return undefined; }
};
const place = (who, key) => `${who} ${key}`;
const tell = () => watchers.forEach((watcher) => watcher());

export const edits = {
  get: (key) => waiting.get(key),
  put(key, edit) {
    const kept = { ...edit, owner };
    waiting.set(key, kept);
    if (owner && edit.url && !closed) onDisk((store) => set(place(owner, key), { ...kept, safe: true }, store)
      .then(() => { kept.safe = true; tell(); }));
    tell();
    schedule(cut ? 0 : fields.has(key) ? RETRY : GONE);
  },
  drop(key) {
    const edit = waiting.get(key);
    if (!waiting.delete(key)) return;
    if (edit.owner) onDisk((store) => delMany([place(edit.owner, key)], store));
    tell();
  },
  // Whether the page has no socket.
  line(away) { cut = away; if (cut && waiting.size) schedule(0); },
  // A field comes to the page: `back` receives its edit when one of an earlier page is found again, and with it what the
  // server answered when it was sent by HTTP.
  join(key, back) {
    fields.set(key, back);
    return () => {
      if (fields.get(key) !== back) return;
      fields.delete(key);
      if (waiting.has(key)) schedule(GONE);
    };
  },
};

// The person is known: what they left here before is sent, what another one typed in this page is put away.
async function belongTo(who) {
  if (owner && owner !== who) [...waiting].forEach(([key, edit]) => edit.owner !== who && waiting.delete(key));
  owner = who;
  tell();
  if (!owner) return;
  const found = (await onDisk((store) => entries(store))) ?? [], old = Date.now() - KEPT;
  const gone = found.filter(([, edit]) => !(edit.since > old)).map(([name]) => name);
  if (gone.length) onDisk((store) => delMany(gone, store));
  for (const [name, edit] of found) {
    const key = name.slice(owner.length + 1);
    if (owner !== who || edit.owner !== who || gone.includes(name) || waiting.has(key)) continue;
    waiting.set(key, edit);
    fields.get(key)?.(edit);
  }
  tell();
  deliver();
}

// Never put off by what is typed meanwhile; soon, for a field that went away before the server answered.
const schedule = (after = RETRY) => {
  const at = Date.now() + after;
  if (timer && due <= at) return;
  clearTimeout(timer); due = at;
  timer = setTimeout(() => { timer = 0; deliver(); }, after);
};

async function deliver() {
  if (sending) { schedule(500); return; }
  sending = true;
  try { await sendAll(); } finally { sending = false; }
  if (waiting.size) schedule();
}

async function sendAll() {
  for (const [key, edit] of [...waiting]) {
    // A socket that is there for nothing looks like a good one: what it did not carry in time goes by HTTP too.
    if ((fields.has(key) && !cut && Date.now() - edit.since < LATE) || !edit.url || edit.owner !== owner) continue;
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(edit.url, { method: "POST", headers, body: beacon(edit) }).catch(() => undefined);
    // Nobody there, signed out, too many, out of order: everything waits.
    if (answer?.status === 401) ended("ended");
    if (!answer || [401, 429].includes(answer.status) || answer.status >= 500) break;
    if (waiting.get(key)?.n !== edit.n) continue;
    edits.drop(key);
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) fields.get(key)?.(edit, told);
    else refused(told.message);
  }
}

const ended = (how) => window.dispatchEvent(new CustomEvent("portail:session", { detail: how }));
const refused = (message = "") => window.dispatchEvent(new CustomEvent("portail:annonce", {
  detail: `Une réponse n’a pas pu être enregistrée. ${message}`,
}));

if (typeof window !== "undefined") {
  window.addEventListener("online", deliver);
  // Signed in again over the page: what was refused leaves now, each with its field if it is there.
  window.addEventListener("portail:retour", () => { waiting.forEach((edit, key) => fields.get(key)?.(edit)); deliver(); });
  // Signing out leaves nothing on the device; the browser's other tabs are told.
  const tabs = window.BroadcastChannel ? new BroadcastChannel("portail") : {};
  const leave = () => {
    closed = true;
    onDisk((store) => store("readwrite", (all) => all.delete(IDBKeyRange.bound(`${owner} `, `${owner}!`))));
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches('form[action="/api/session/fin"]')) return;
    leave();
    tabs.postMessage?.(owner);
  });
  tabs.onmessage = ({ data }) => {
    if (!owner || data !== owner) return;
    leave(); waiting.clear(); tell(); ended("left");
  };
}

// How many answers are not acknowledged, whether one has been waiting for long, and whether all would outlive the page.
export function useWaiting() {
  const [seen, see] = useState({ count: 0, late: false, safe: true });
  useEffect(() => {
    const look = () => see((before) => {
      const late = [...waiting.values()].some((edit) => Date.now() - edit.since >= LATE);
      const now = { count: waiting.size, late, safe: [...waiting.values()].every((edit) => edit.safe) };
      return Object.keys(now).every((name) => before[name] === now[name]) ? before : now;
    });
    watchers.add(look);
    const clock = setInterval(look, RETRY);
    return () => { watchers.delete(look); clearInterval(clock); };
  }, []);
  return seen;
}

export function Edits({ person }) {
  useEffect(() => { belongTo(person); }, [person]);
  return null;
}
