import { Children } from "react";
import { useLocation } from "react-router";

const bare = (path) => path.replace(/\/+$/, "");

// After a click the address changes at once, the server's answer comes later: meanwhile the state still describes the
// former page, and must not be taken for this one (nor typed into).
export function Here({ path, children }) {
  const { pathname } = useLocation();
  const [waiting, ...content] = Children.toArray(children);
  return path && bare(pathname) === bare(path) ? content : waiting;
}
