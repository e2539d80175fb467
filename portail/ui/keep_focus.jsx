import { createElement as jsx, useEffect, useRef } from "react";

// The button that removes a line goes away with it: without this, the keyboard would start again from the top.
export function KeepFocus({ label, children }) {
  const root = useRef(null), last = useRef(null);
  useEffect(() => {
    const observer = new MutationObserver((changes) => {
      const gone = changes.some((change) => [...change.removedNodes].some((node) => node.contains(last.current)));
      if (last.current && gone && document.activeElement === document.body) root.current.focus();
    });
    observer.observe(root.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return jsx("div", {
    ref: root, role: "group", "aria-label": label, tabIndex: -1, className: "keep-focus",
    onFocus: (e) => { last.current = e.target; },
  }, children);
}
