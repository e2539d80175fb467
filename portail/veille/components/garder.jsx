import { createElement as jsx, useEffect, useState } from "react";
import { createStore, get, update } from "idb-keyval";

// Whoever has no account keeps aids in this browser; whoever has one keeps them there. A list of addresses, no more: it
// is offered to the account once somebody signs in, and the browser forgets it then.
const MOST = 100, KEY = "aides";
const watchers = new Set();
let disk, kept = null; // null: not read yet

// A browser may refuse its database (private windows): the page's memory must do.
const onDisk = async (act) => {
  try { return await act((disk ??= createStore("portail-aides", KEY))); } catch { return undefined; }
};
const put = (list) => { kept = list; watchers.forEach((watcher) => watcher(list)); };
const change = (edit) => { // from what the disk holds: another tab may have changed it
  put(edit(kept ?? []));
  onDisk((store) => update(KEY, (held) => edit(held ?? []), store));
};
const say = (detail) => window.dispatchEvent(new CustomEvent("portail:annonce", { detail }));

export function useKept() {
  const [list, set] = useState(kept ?? []), [known, know] = useState(kept !== null);
  useEffect(() => {
    const watcher = (next) => { set(next); know(true); };
    watchers.add(watcher);
    if (kept === null) onDisk((store) => get(KEY, store)).then((held) => put(kept ?? held ?? []));
    else watcher(kept);
    return () => watchers.delete(watcher);
  }, []);
  return [list, known];
}

export const forget = (slugs) => change((held) => held.filter((one) => !slugs.includes(one)));

const STAR = "m12 3.5 2.6 5.6 6 .7-4.4 4.2 1.2 6-5.4-3-5.4 3 1.2-6-4.4-4.2 6-.7z";

// The words say what it does, then what was done; the star is full besides.
export function Garder({ slug, titre, person, gardee, onGarder }) {
  const [list] = useKept(), on = person ? gardee : list.includes(slug), name = [].concat(titre).join("");
  const press = () => {
    if (person) onGarder?.(slug, !on);
    else if (on) forget([slug]);
    else if (list.length >= MOST) return say("Ce navigateur ne garde pas plus de 100 aides. Connectez-vous pour en garder davantage.");
    else change((held) => [slug, ...held.filter((one) => one !== slug)].slice(0, MOST));
    return say(on ? `Vous ne gardez plus l’aide ${name}.` : `Aide gardée : ${name}. Retrouvez-la dans « Mes aides ».`);
  };
  return jsx("button", { type: "button", className: "garder", "data-gardee": on || undefined, onClick: press },
    jsx("svg", { className: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, jsx("path", { d: STAR })),
    on ? "Gardée" : "Garder", jsx("span", { className: "visually-hidden" }, on ? ` : ${name}. Ne plus garder` : ` l’aide ${name}`));
}
