import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

// `history.replaceState` and not a navigation: the page must not reload what it shows already, and « Précédent »
// must lead out of the list, not through every letter typed.
export function UrlSync({ query, onLink }) {
  const first = useRef(true), { key } = useLocation(), seen = useRef(key);
  useEffect(() => {
    const write = () => {
      const search = query ? `?${query}` : "";
      if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
    };
    // The first value is the compiled default: the address the person came with is the truth until the server answers.
    if (first.current && !query) first.current = false;
    else { first.current = false; write(); }
    window.addEventListener("portail:adresse", write); // a dialog gave the history its entry back
    return () => window.removeEventListener("portail:adresse", write);
  }, [query]);
  useEffect(() => {
    // A link to this very page: the router, which saw none of the replacements, takes it for no change at all.
    if (seen.current === key) return;
    seen.current = key;
    if (location.search.slice(1) !== query) onLink?.(location.search.slice(1));
  }, [key]);
  return null;
}
