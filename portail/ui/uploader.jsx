import { createElement as jsx, useRef, useState } from "react";

// XMLHttpRequest because fetch cannot tell the progress of a sending. One file at a time: on a poor line, several at
// once are all slow, and all lost together.
const mo = (bytes) => `${(bytes / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })} Mo`;
const NETWORK = "L’envoi a été interrompu. Vérifiez votre connexion, puis recommencez.";
let lastKey = 0;

function serverMessage(xhr) {
  try { return JSON.parse(xhr.responseText).message; } catch { return undefined; }
}

export function Uploader({ url, fieldId, label, accept, maxBytes, multiple, describedBy, onDone, onFail }) {
  const [items, setItems] = useState([]), [over, setOver] = useState(false);
  const queue = useRef([]), running = useRef(null), input = useRef(null);
  const patch = (key, changes) => setItems((all) => all.map((i) => (i.key === key ? { ...i, ...changes } : i)));
  const remove = (key) => { setItems((all) => all.filter((i) => i.key !== key)); input.current?.focus(); };

  const next = () => {
    const job = queue.current.shift();
    if (!job) { running.current = null; return; }
    const xhr = new XMLHttpRequest();
    running.current = { key: job.key, xhr };
    const fail = (message) => { patch(job.key, { state: "failed", message }); onFail?.(message); next(); };
    xhr.upload.onprogress = (e) => e.lengthComputable && patch(job.key, { percent: Math.round((100 * e.loaded) / e.total) });
    xhr.onload = () => {
      if (xhr.status !== 201) return fail(serverMessage(xhr) ?? NETWORK);
      setItems((all) => all.filter((i) => i.key !== job.key));
      announce(`« ${job.file.name} » est envoyé.`);
      onDone?.(String(JSON.parse(xhr.responseText).id));
      return next();
    };
    xhr.onerror = () => fail(NETWORK);
    xhr.onabort = next;
    xhr.open("POST", url);
    xhr.setRequestHeader("X-Filename", encodeURIComponent(job.file.name));
    xhr.setRequestHeader("Content-Type", "application/octet-stream");
    patch(job.key, { state: "sending", percent: 0 });
    xhr.send(job.file);
  };
  const add = (files) => {
    const chosen = [...files].slice(0, multiple ? undefined : 1).map((file) => ({ key: ++lastKey, file }));
    const judged = chosen.map(({ key, file }) => {
      const message = file.size === 0 ? "Ce fichier est vide."
        : maxBytes && file.size > maxBytes ? `Ce fichier fait ${mo(file.size)} ; la limite est ${mo(maxBytes)}.` : "";
      if (message) onFail?.(message); else queue.current.push({ key, file });
      return { key, name: file.name, state: message ? "failed" : "waiting", message, percent: 0 };
    });
    // A refusal is forgotten as soon as another file is chosen.
    setItems((all) => [...all.filter((i) => i.state !== "failed"), ...judged]);
    if (!running.current) next();
  };
  const cancel = (key) => {
    queue.current = queue.current.filter((job) => job.key !== key);
    if (running.current?.key === key) running.current.xhr.abort();
    announce("Envoi annulé."); remove(key);
  };
  const drop = (event) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); };

  return jsx("div", { className: "uploader" },
    jsx("label", { htmlFor: fieldId, className: "label" }, label),
    jsx("div", {
      className: "drop-zone", "data-over": over || undefined, onDrop: drop,
      onDragOver: (e) => { e.preventDefault(); setOver(true); }, onDragLeave: () => setOver(false),
    },
      // The native input covers the whole zone, transparent: it keeps its keyboard and its name, not its English words.
      jsx("input", {
        ref: input, id: fieldId, type: "file", accept: accept || undefined, multiple, "aria-describedby": describedBy || undefined,
        // Emptied at once, so that the same file can be chosen again after a mistake.
        onChange: (e) => { add(e.target.files); e.target.value = ""; },
      }),
      jsx("span", { className: "button", "aria-hidden": true }, multiple ? "Choisir des fichiers" : "Choisir un fichier"),
      jsx("span", { className: "drop-hint", "aria-hidden": true }, multiple ? "ou déposez-les ici" : "ou déposez-le ici")),
    jsx("ul", { className: "sendings", hidden: items.length === 0 }, items.map(({ key, ...item }) => jsx(Sending, { ...item, key, id: key, cancel, remove }))));
}

const announce = (detail) => window.dispatchEvent(new CustomEvent("portail:annonce", { detail }));

function Sending({ id, name, state, percent, message, cancel, remove }) {
  const failed = state === "failed";
  return jsx("li", { "data-state": state },
    jsx("span", { className: "sending-name" }, name),
    failed ? jsx("p", { className: "field-error", role: "alert" }, message)
      : jsx("progress", { max: 100, value: percent, "aria-label": `Envoi de ${name}` }),
    failed ? null : jsx("span", { className: "tabular sending-percent" }, state === "waiting" ? "en attente" : percent === 100 ? "vérification…" : `${percent} %`),
    jsx("button", {
      type: "button", className: "button", "data-kind": "link", "aria-label": failed ? `Fermer le message : ${name}` : `Annuler l’envoi : ${name}`,
      onClick: () => (failed ? remove(id) : cancel(id)),
    }, failed ? "Fermer" : "Annuler"));
}
