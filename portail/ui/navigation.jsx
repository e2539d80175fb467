import { createElement as jsx, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

// A single-page change of page is silent by nature. This component lives outside the pages and gives back what a
// full load does: the title is said, the focus starts at the title, the page at its top.
let lastPath = null;

function whenPresent(id, found) {
  const now = document.getElementById(id);
  if (now) return found(now);
  // The new page's script may still be on its way.
  const observer = new MutationObserver(() => {
    const node = document.getElementById(id);
    if (node) { stop(); found(node); }
  });
  const stop = () => { observer.disconnect(); clearTimeout(limit); };
  const limit = setTimeout(stop, 5000);
  observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}

// A group of choices is not focusable itself: its first choice is.
const focusable = (node) => (node.matches("fieldset") && node.querySelector("input, select, textarea, button")) || node;

export function Navigation() {
  const region = useRef(null);
  const { pathname, hash } = useLocation();
  const type = useNavigationType();
  useEffect(() => {
    // See early.py: from now on forms have their handlers; the one that was sent too early is sent now.
    window.portailPret = true;
    if (window.portailEnvoi?.isConnected) window.portailEnvoi.requestSubmit();
    window.portailEnvoi = undefined;
  }, []);
  useEffect(() => {
    const say = (event) => { if (region.current) region.current.textContent = event.detail; };
    // The framework hangs up as soon as the page might unload, also for a mailto link or a download that keep it open.
    // Still here a moment later, the page must be told that it is seen: this is what makes the framework call again.
    const stay = () => setTimeout(() => document.dispatchEvent(new Event("visibilitychange")), 1500);
    window.addEventListener("portail:annonce", say); window.addEventListener("beforeunload", stay);
    return () => { window.removeEventListener("portail:annonce", say); window.removeEventListener("beforeunload", stay); };
  }, []);
  useEffect(() => {
    const moved = lastPath !== null && lastPath !== pathname;
    lastPath = pathname;
    if (!moved) return undefined;
    if (type !== "POP") window.scrollTo(0, 0);
    let cancel;
    // One frame later: the old page's title must be gone, and the new document title set.
    const frame = requestAnimationFrame(() => {
      cancel = whenPresent(hash ? decodeURIComponent(hash.slice(1)) : "h1", (node) => {
        focusable(node).focus({ preventScroll: !hash });
        if (hash) (node.closest(".field") ?? node).scrollIntoView();
        if (region.current) region.current.textContent = document.title;
      });
    });
    return () => { cancelAnimationFrame(frame); cancel?.(); };
  }, [pathname]);
  return jsx("p", { ref: region, id: "annonces", className: "visually-hidden", role: "status" });
}

export function FocusLink({ target, children, ...rest }) {
  const go = (event) => {
    const node = document.getElementById(target);
    if (!node) return;
    event.preventDefault();
    focusable(node).focus();
    node.scrollIntoView({ block: "nearest" });
    (node.closest(".field") ?? node).scrollIntoView({ block: "nearest" });
  };
  return jsx("a", { ...rest, href: `#${target}`, onClick: go }, children);
}

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
