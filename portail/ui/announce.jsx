import { useEffect, useRef } from "react";

// Says `text` in the page's polite region once it has rested: a number that changes with every letter typed would
// otherwise be read letter after letter. What the page shows when it opens is not news, so it is not said.
export function Announce({ text, delay = 800 }) {
  const known = useRef("");
  useEffect(() => {
    if (!text || text === known.current) return undefined;
    if (!known.current) { known.current = text; return undefined; }
    const timer = setTimeout(() => {
      known.current = text;
      window.dispatchEvent(new CustomEvent("portail:annonce", { detail: text }));
    }, delay);
    return () => clearTimeout(timer);
  }, [text, delay]);
  return null;
}
