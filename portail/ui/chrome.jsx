import { createElement as jsx, useContext, useEffect, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";
import { edits, useWaiting } from "$/public/external/portail/ui/local/edits.jsx";

// A blink of the line is not worth a word; after two seconds it is. A line that never opened, refused or left without an
// answer, is another matter: the person's network blocks it, waiting is useless, and what still works must be told.
const BLINK = 2000, BLOCKED = 6000, GOOD_NEWS = 4000;

export function ConnectionNotice({ phone, mail }) {
  const { count, late, safe } = useWaiting();
  const errors = useContext(EventLoopContext)[1], [cut, setCut] = useState(false), lost = cut || errors.length > 0;
  const [notice, setNotice] = useState(""), ever = useRef(false), first = useRef(true);
  const [Blocked, setBlocked] = useState();
  useEffect(() => { // the browser knows it first: the socket finds out when nobody answers any more
    const look = () => setCut(!navigator.onLine);
    window.addEventListener("online", look); window.addEventListener("offline", look);
    return () => { window.removeEventListener("online", look); window.removeEventListener("offline", look); };
  }, []);
  useEffect(() => {
    // The framework gives a new empty list at every successful connection.
    if (first.current) first.current = false;
    else if (!errors.length) { ever.current = true; setBlocked(undefined); }
    edits.line(errors.length > 0);
  }, [errors]);
  useEffect(() => {
    const timer = setTimeout(() => {
      // That it comes shows that the rest of the site does: only the socket is blocked.
      if (!ever.current) import("$/public/external/portail/ui/local/blocked.jsx")
        .then((part) => ever.current || setBlocked(() => part.Blocked), () => undefined);
    }, BLOCKED);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (lost) {
      const timer = setTimeout(() => setNotice("lost"), BLINK);
      return () => clearTimeout(timer);
    }
    setNotice((before) => (before ? "back" : ""));
    const timer = setTimeout(() => setNotice(""), GOOD_NEWS);
    return () => clearTimeout(timer);
  }, [lost]);
  const kind = notice === "back" && !late ? "success" : "warning";
  const where = safe ? "sur cet appareil." : "tant que cette page reste ouverte.";
  const kept = `${count > 1 ? `${count} réponses gardées` : "1 réponse gardée"} ${where}`;
  return jsx("div", { id: "reseau", role: "status", "data-kind": Blocked ? "warning" : kind }, (Blocked || notice || late) && jsx("p", {},
    Blocked ? jsx(Blocked, { phone, mail })
      : notice === "lost"
        ? `La connexion est interrompue. Nous essayons de la rétablir. ${count ? `Hors connexion\u00a0: ${kept}` : "Rien de ce qui est écrit ici n’est perdu."}`
        : late ? `Enregistrement en attente\u00a0: ${kept}` : "La connexion est rétablie."));
}
