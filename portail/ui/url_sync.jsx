import { useEffect, useRef } from "react";

// `history.replaceState` and not a navigation: the page must not reload what it shows already, and « Précédent »
// must lead out of the list, not through every letter typed.
export function UrlSync({ query }) {
  const first = useRef(true);
  useEffect(() => {
    // The first value is the compiled default: the address the person came with is the truth until the server answers.
    if (first.current) { first.current = false; if (!query) return; }
    const search = query ? `?${query}` : "";
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
  }, [query]);
  return null;
}
