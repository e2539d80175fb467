import { createElement as jsx, useEffect, useRef } from "react";
import { forget, useKept } from "$/public/external/portail/veille/components/garder/garder.jsx";

// What this browser keeps, told to « Mes aides » when nobody is signed in, and offered to the account once somebody is.
export function Gardees({ person, jointe, onLire, onJoindre }) {
  const [list, known] = useKept(), sent = useRef([]), told = useRef(false);
  useEffect(() => {
    if (person === "" && known && !told.current) { told.current = true; onLire?.(list); }
  }, [person, known]);
  useEffect(() => { // acknowledged: the account has them
    if (jointe && sent.current.length) { forget(sent.current); sent.current = []; }
  }, [jointe]);
  if (!person || !list.length) return null;
  const some = list.length > 1 ? `${list.length}\u00a0aides gardées` : "une aide gardée";
  return jsx("section", { className: "card stack gap-3", "aria-label": "Aides gardées dans ce navigateur" },
    jsx("p", null, `Il y a ${some} dans ce navigateur, sans compte. Voulez-vous l${list.length > 1 ? "es" : "’"} ajouter à votre compte\u00a0?`.replace("l’ ", "l’")),
    jsx("div", { className: "cluster" },
      jsx("button", { type: "button", className: "button", "data-kind": "primary", onClick: () => { sent.current = list; onJoindre(list); } }, "Ajouter à mon compte"),
      jsx("button", { type: "button", className: "button", "data-kind": "link", onClick: () => forget(list) }, "Non, les oublier")));
}
