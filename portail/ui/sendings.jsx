import { createElement as jsx, useEffect, useRef, useSyncExternalStore } from "react";

// Files on their way, with the tus protocol: announced, sent in pieces, resumed where the server says they stopped. They
// belong to the page and not to its fields, so they go on while one fills another step. Nothing is kept in the browser.
const AT_ONCE = 3, PIECE = 5e6, STALLED = 60e3, LONGEST = 15e3, SLOW = 1500;
const BUSY = ["checking", "sending", "lost", "expired"];
const GONE = "Cet envoi n’existe plus : choisissez de nouveau le fichier.";
const REFUSED = "Ce fichier n’a pas pu être joint : choisissez-le de nouveau.";
const UNREADABLE = "Ce fichier a changé ou ne peut plus être lu : choisissez-le de nouveau.";
const LOST = "Connexion perdue : l’envoi reprendra tout seul";
const EXPIRED = "Session expirée : reconnectez-vous, puis l’envoi reprendra";
const STUCK = "L’envoi n’a pas pu être abandonné. Vérifiez votre connexion, puis recommencez.";

const TUS = { "Tus-Resumable": "1.0.0" };
let jobs = [], version = 0, lastKey = 0, preparing = Promise.resolve();
const fields = new Map(), watchers = new Set(), settled = new Set();

const tell = () => { version += 1; watchers.forEach((watcher) => watcher()); };
const announce = (detail) => window.dispatchEvent(new CustomEvent("portail:annonce", { detail }));
const mo = (bytes) => `${(bytes / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })} Mo`;
const percent = (job) => Math.floor((100 * job.sent) / job.size);

export function send(field, files, { maxBytes, multiple }) {
  // A refusal is forgotten as soon as another file is chosen.
  jobs = jobs.filter((job) => job.field !== field || job.state !== "failed");
  for (const file of files.slice(0, multiple ? undefined : 1)) {
    const job = { key: ++lastKey, field, file, name: file.name, size: file.size, sent: 0, tries: 0, state: "checking" };
    jobs.push(job);
    if (file.size === 0) fail(job, "Ce fichier est vide.");
    else if (maxBytes && file.size > maxBytes) fail(job, `Ce fichier fait ${mo(file.size)} ; la limite est ${mo(maxBytes)}.`);
    else prepare(job);
  }
  next();
}

// Each is announced as soon as it is chosen, so that the server knows of it, and says at once what it does not take.
function prepare(job) {
  if (!BUSY.includes(job.state)) job.state = "checking";
  preparing = preparing.then(() => (jobs.includes(job) && BUSY.includes(job.state) && !job.url ? announceOne(job) : undefined));
  tell();
}

async function announceOne(job) {
  try { job.digest ??= await digestOf(job.file); } catch { fail(job, UNREADABLE); return; }
  const told = { filename: job.name, empreinte: job.digest };
  const answer = await fetch(job.field, {
    method: "POST",
    headers: {
      ...TUS, "Upload-Length": String(job.size),
      "Upload-Metadata": Object.entries(told).map(([key, value]) => `${key} ${base64(value)}`).join(),
    },
  }).catch(() => undefined);
  const url = answer?.ok ? answer.headers.get("Location") : "";
  if (!jobs.includes(job)) {
    if (url) giveUp(url);
    return;
  }
  if (!url) {
    const { message } = (await answer?.json().catch(() => undefined)) ?? {};
    await refused(job, answer?.status ?? 0, message, answer?.headers.get("Retry-After"));
    return;
  }
  // The server knows this file already, perhaps since another day or from another device: it goes on where it stopped.
  const twin = jobs.find((other) => other.url === url && other.state !== "failed");
  settled.add(url);
  if (twin) {
    remove(job);
    resume(twin);
  } else {
    job.url = url;
    job.tries = 0;
    if (job.state !== "paused") job.state = "waiting";
  }
  next();
}

// One that lost its line keeps its place: when it is back, no more fly than the server takes.
function next() {
  const free = AT_ONCE - jobs.filter((job) => job.url && BUSY.includes(job.state)).length;
  jobs.filter((job) => job.state === "waiting").slice(0, Math.max(0, free)).forEach(begin);
  tell();
}

function begin(job) {
  job.state = "sending";
  job.since ??= Date.now();
  setTimeout(() => job.state === "sending" && jobs.includes(job) && announce(`Envoi de « ${job.name} » en cours.`), SLOW);
  fly(job);
}

async function fly(job) {
  clearTimeout(job.timer);
  if (!job.url) { prepare(job); return; }
  job.flying = true;
  job.moved = Date.now();
  try {
    job.upload ??= uploadOf(job, await import("tus-js-client"));
  } catch {
    job.flying = false;
    later(job, "lost", LOST);
    return;
  }
  if (job.flying) job.upload.start();
  tell();
}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

// The whole content, which the server compares at the end; where the browser cannot (no https), a mark of both ends,
// enough to know the file again.
async function digestOf(file) {
  const hex = (number, width) => number.toString(16).padStart(width, "0");
  if (window.crypto?.subtle) {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => hex(byte, 2)).join("");
  }
  const ends = await new Blob([file.slice(0, 65536), file.slice(-65536)]).arrayBuffer();
  return `bouts-${hex(new Uint8Array(ends).reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193) >>> 0, 0x811c9dc5), 8)}`;
}

const uploadOf = (job, { Upload }) => new Upload(job.file, {
  uploadUrl: new URL(job.url, window.location.href).href, chunkSize: PIECE,
  retryDelays: null, storeFingerprintForResuming: false, fingerprint: async () => null,
  onProgress: (sent) => {
    const before = percent(job), halfway = job.sent < job.size / 2 && sent >= job.size / 2;
    job.moved = Date.now();
    job.sent = sent;
    if (!job.flying) return;
    if (halfway && Date.now() - job.since > SLOW) announce(`« ${job.name} » : 50 % envoyés.`);
    if (job.state !== "sending" || before !== percent(job)) { job.state = "sending"; tell(); }
  },
  onChunkComplete: () => { job.tries = 0; },
  onSuccess: () => {
    remove(job);
    announce(`« ${job.name} » est envoyé.`);
    fields.get(job.field)?.onDone?.(job.url);
    next();
  },
  onError: (error) => {
    if (!job.flying) return undefined;
    job.flying = false;
    const answer = error.originalResponse;
    let message;
    try { ({ message } = JSON.parse(answer.getBody())); } catch { message = undefined; }
    return refused(job, answer?.getStatus() ?? 0, message, answer?.getHeader("Retry-After"));
  },
});

async function refused(job, status, message, retryAfter) {
  if (status === 401) {
    window.dispatchEvent(new CustomEvent("portail:session", { detail: "ended" }));
    return later(job, "expired", EXPIRED);
  }
  if (status === 507 && job.url) return stop(job, message);
  const again = [0, 408, 423, 429].includes(status) || (status === 409 && !message) || (status >= 500 && status !== 507);
  if (!again) return fail(job, message ?? (status === 404 && job.url ? GONE : REFUSED));
  const readable = await job.file.slice(0, 1).arrayBuffer().then(() => true, () => false);
  if (!readable) return fail(job, UNREADABLE);
  const soon = [409, 423, 429].includes(status);
  return later(job, soon ? job.state : "lost", soon ? "" : LOST, 1000 * Number(retryAfter));
}

function later(job, state, words, delay) {
  if (!BUSY.includes(job.state)) return;
  if (words && job.state !== state) announce(`« ${job.name} » : ${words}.`);
  job.state = state;
  job.tries += 1;
  clearTimeout(job.timer);
  job.timer = setTimeout(() => fly(job), delay || Math.min(LONGEST, 500 * 2 ** job.tries));
  tell();
}

function fail(job, message) {
  halt(job);
  job.state = "failed";
  job.message = message;
  fields.get(job.field)?.onFail?.(message);
  next();
}

function halt(job) {
  clearTimeout(job.timer);
  job.flying = false;
}

function stop(job, message) {
  halt(job);
  job.upload?.abort();
  job.state = "paused";
  job.message = message;
  next();
}

function resume(job) {
  if (job.state !== "paused") return;
  job.message = "";
  job.tries = 0;
  if (!job.url) { prepare(job); return; }
  job.state = "waiting";
  next();
}

function remove(job) {
  halt(job);
  jobs = jobs.filter((other) => other !== job);
}

async function cancel(job) {
  remove(job);
  job.upload?.abort();
  if (job.state !== "failed") announce("Envoi annulé.");
  next();
  if (!job.url || job.state === "failed") return;
  await giveUp(job.url);
  fields.get(job.field)?.onDone?.(job.url); // it may have been joined meanwhile: the list of files says so
}

async function giveUp(url) {
  const answer = await fetch(url, { method: "DELETE", headers: TUS }).catch(() => undefined);
  return Boolean(answer && (answer.ok || answer.status === 404));
}

async function abandon(one, onFail) {
  if (!(await giveUp(one.url))) {
    announce(STUCK);
    onFail?.(STUCK);
    return;
  }
  settled.add(one.url);
  announce("Envoi abandonné.");
  tell();
}

const backAtOnce = () => jobs.filter((job) => ["lost", "expired"].includes(job.state) && !job.flying).forEach(fly);
["online", "focus", "portail:retour"].forEach((event) => window.addEventListener(event, backAtOnce));
// A line that is cut without a word: nothing moves any more, and nobody says so.
setInterval(() => jobs.filter((job) => job.flying && Date.now() - job.moved > STALLED).forEach((job) => {
  job.upload?.abort();
  job.flying = false;
  later(job, "lost", LOST);
}), 5000);

const watch = (watcher) => { watchers.add(watcher); return () => watchers.delete(watcher); };

export function Sendings({ url, unfinished, onDone, onFail, input }) {
  useSyncExternalStore(watch, () => version);
  const last = useRef(null);
  useEffect(() => { fields.set(url, { onDone, onFail }); });
  useEffect(() => () => { fields.delete(url); }, [url]);
  // The button that ends a line goes with it: the keyboard goes on from the door.
  useEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) input.current?.focus();
  });
  const mine = jobs.filter((job) => job.field === url), left = (unfinished ?? []).filter((one) => !settled.has(one.url));
  return jsx("ul", { className: "sendings", hidden: !mine.length && !left.length, onFocus: (e) => { last.current = e.target; } },
    left.map((one) => jsx(Left, { key: one.url, one, onFail })),
    mine.map((job) => jsx(Sending, { key: job.key, job })));
}

const action = (text, name, onClick) => jsx("button", {
  type: "button", className: "button", "data-kind": "link", "aria-label": `${text} : ${name}`, onClick,
}, text.replace(/ l’envoi$| le message$/, ""));

const Left = ({ one, onFail }) => jsx("li", { "data-state": "left" },
  jsx("span", { className: "sending-name" }, one.nom),
  jsx("span", { className: "sending-words" }, one.phrase),
  jsx("span", { className: "sending-actions" }, action("Abandonner l’envoi", one.nom, () => abandon(one, onFail))));

function words({ state, message, sent, size }) {
  const done = `${mo(sent)} sur ${mo(size)} (${Math.floor((100 * sent) / size)} %)`;
  if (state === "sending") return sent === size ? "vérification…" : done;
  return { waiting: "en attente", checking: "préparation…", lost: LOST, expired: EXPIRED, paused: message || `en pause : ${done}` }[state];
}

function Sending({ job }) {
  const { name, state, message } = job;
  if (state === "failed") {
    return jsx("li", { "data-state": state },
      jsx("span", { className: "sending-name" }, name),
      jsx("p", { className: "field-error", role: "alert" }, message),
      jsx("span", { className: "sending-actions" }, action("Fermer le message", name, () => cancel(job))));
  }
  const paused = state === "paused";
  return jsx("li", { "data-state": state },
    jsx("span", { className: "sending-name" }, name),
    jsx("progress", { max: 100, value: percent(job), "aria-label": `Envoi de ${name}` }),
    jsx("span", { className: "tabular sending-words" }, words(job)),
    jsx("span", { className: "sending-actions" },
      state === "waiting" ? null : action(paused ? "Reprendre l’envoi" : "Mettre en pause l’envoi", name, () => (paused ? resume(job) : stop(job))),
      action("Annuler l’envoi", name, () => cancel(job))));
}
