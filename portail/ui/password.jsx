import { createElement as jsx, useEffect, useState } from "react";

// Seeing what one types prevents more mistakes than hiding it prevents thefts; it is hidden again when the form is
// sent, so that browsers offer to keep it and nobody reads it over a shoulder.
export function ShowPassword({ target }) {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const input = document.getElementById(target);
    if (input) input.type = visible ? "text" : "password";
    const hide = () => setVisible(false);
    input?.form?.addEventListener("submit", hide);
    return () => input?.form?.removeEventListener("submit", hide);
  }, [visible, target]);
  return jsx("button", {
    type: "button", className: "affix-button", "aria-controls": target, onClick: () => setVisible(!visible),
  }, visible ? "Masquer" : "Afficher");
}
