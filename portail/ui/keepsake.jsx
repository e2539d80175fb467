import { useEffect, useRef } from "react";

const at = (name) => `portail:${name}`;
// A browser may refuse to keep anything: the page then asks again.
const kept = (name) => { try { return sessionStorage.getItem(at(name)) ?? ""; } catch { return ""; } };
const keep = (name, value) => {
  try {
    if (value) sessionStorage.setItem(at(name), value);
    else sessionStorage.removeItem(at(name));
  } catch { /* as above */ }
};

// What somebody who is not signed in answered stays in this tab, and goes with it. The server forgot when the state was
// emptied: it is then told again.
export function Keepsake({ name, value, ready, onRestore }) {
  const asked = useRef(false), had = useRef(false);
  useEffect(() => {
    if (!ready) { asked.current = had.current = false; return; }
    if (value) had.current = true;
    else if (!asked.current && kept(name)) onRestore?.(kept(name));
    // Nothing to keep is only true of a page that once had something.
    if (had.current) keep(name, value);
    asked.current = true;
  }, [ready, value]);
  return null;
}
