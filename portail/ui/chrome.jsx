import { createElement as jsx, useContext, useEffect, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";
import { useWaiting } from "$/public/external/portail/ui/edits/edits.jsx";

// A blink of the line is not worth a word; after two seconds it is. A line that never opened is another matter: the
// person's network refuses it, waiting is useless, and other ways to reach us must be told.
const BLINK = 2000, BLOCKED = 12000, GOOD_NEWS = 4000;

export function ConnectionNotice({ phone, mail }) {
  const { count, late } = useWaiting();
  const errors = useContext(EventLoopContext)[1], [cut, setCut] = useState(false), lost = cut || errors.length > 0;
  const [notice, setNotice] = useState(""), ever = useRef(false), first = useRef(true);
  useEffect(() => { // the browser knows it first: the socket finds out when nobody answers any more
    const look = () => setCut(!navigator.onLine);
    window.addEventListener("online", look); window.addEventListener("offline", look);
    return () => { window.removeEventListener("online", look); window.removeEventListener("offline", look); };
  }, []);
  useEffect(() => {
    // The framework gives a new empty list at every successful connection.
    if (first.current) first.current = false;
    else if (!lost) ever.current = true;
  }, [errors]);
  useEffect(() => {
    if (lost) {
      const timers = [setTimeout(() => setNotice("lost"), BLINK)];
      if (!ever.current) timers.push(setTimeout(() => setNotice("blocked"), BLOCKED));
      return () => timers.forEach(clearTimeout);
    }
    setNotice((before) => (before ? "back" : ""));
    const timer = setTimeout(() => setNotice(""), GOOD_NEWS);
    return () => clearTimeout(timer);
  }, [lost]);
  const kind = notice === "back" && !late ? "success" : "warning";
  const kept = count > 1 ? `${count} réponses gardées sur cet appareil.` : "1 réponse gardée sur cet appareil.";
  return jsx("div", { id: "reseau", role: "status", "data-kind": kind }, (notice || late) && jsx("p", {},
    notice === "blocked"
      ? ["Votre réseau ne laisse pas passer la connexion dont les formulaires ont besoin. Essayez un autre réseau, par exemple celui de votre téléphone. Vous pouvez aussi nous joindre au ",
        jsx("a", { key: "t", href: `tel:${phone.replace(/\s/g, "")}` }, phone), " ou à l’adresse ",
        jsx("a", { key: "m", href: `mailto:${mail}` }, mail), "."]
      : notice === "lost"
        ? `La connexion est interrompue. Nous essayons de la rétablir. ${count ? `Hors connexion\u00a0: ${kept}` : "Rien de ce qui est écrit ici n’est perdu."}`
        : late ? `Enregistrement en attente\u00a0: ${kept}` : "La connexion est rétablie."));
}
