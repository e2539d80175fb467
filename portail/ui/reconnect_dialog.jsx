import { createElement as jsx, useContext, useEffect, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";

const FAILED = "La connexion n’a pas abouti. Vérifiez votre accès à internet, puis recommencez.";
const REST = 700; // milliseconds without a key: nobody's next letters must land in the dialog

// The socket keeps the cookies of its handshake: it must be hung up and called again for the new one to count. These are
// the two moments at which the framework does the one and the other.
const callAgain = () => {
  window.dispatchEvent(new Event("beforeunload"));
  document.dispatchEvent(new Event("visibilitychange"));
};
const signInPage = () => `/connexion?suite=${encodeURIComponent(location.pathname + location.search)}`;

function Field({ id, label, children }) {
  return jsx("div", { className: "field" }, jsx("label", { htmlFor: id, className: "label" }, label), children);
}

function Left() {
  return [
    jsx("h2", { key: "t", id: "reconnexion-titre" }, "Vous êtes déconnecté"),
    jsx("p", { key: "p", id: "reconnexion-texte" }, "Vous avez quitté votre compte dans un autre onglet. Rien n’est gardé sur cet appareil."),
    jsx("div", { key: "a", className: "cluster" },
      jsx("a", { href: signInPage(), className: "button", "data-kind": "primary" }, "Se connecter")),
  ];
}

// Over the page, which stays as it is behind: what is in its fields, the place of the cursor, what waits to be sent.
export function ReconnectDialog({ end, person, name, ticket, elsewhere, problem, tries, onTry, onBack }) {
  const dialog = useRef(null), password = useRef(null), back = useRef(false);
  const [busy, setBusy] = useState(false), [failure, setFailure] = useState(""), [shown, setShown] = useState(false);
  const errors = useContext(EventLoopContext)[1];
  const stop = (words) => { setBusy(false); setFailure(words); password.current?.focus(); };

  useEffect(() => {
    const box = dialog.current;
    if (!end) { // the browser gives the focus back to the field that had it
      setFailure(""); setBusy(false); box.querySelector("form")?.reset(); box.close();
      return undefined;
    }
    let timer;
    const show = () => {
      if (box.open) return;
      box.showModal();
      password.current?.focus();
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(show, REST); };
    if (end === "left") show(); else later();
    document.addEventListener("input", later, true);
    return () => { clearTimeout(timer); document.removeEventListener("input", later, true); };
  }, [end]);
  useEffect(() => { if (tries && problem) stop(problem); }, [tries]);
  useEffect(() => {
    if (!ticket) return;
    fetch("/api/session", {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ticket }),
    }).then(async (answer) => {
      if (!answer.ok) return stop((await answer.json().catch(() => ({}))).message ?? FAILED);
      if (elsewhere) return location.assign("/dossiers");
      back.current = true;
      return callAgain();
    }).catch(() => stop(FAILED));
  }, [ticket]);
  useEffect(() => { // the framework gives a new empty list at every successful connection
    if (!back.current || errors.length) return;
    back.current = false;
    setBusy(false); onBack();
    window.dispatchEvent(new Event("portail:retour"));
  }, [errors]);

  const go = (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true); setFailure(""); setShown(false);
    onTry?.(person, event.target.elements.identifiant.value, event.target.elements.mot_de_passe.value);
  };
  const left = end === "left", cut = busy && errors.length > 0;
  return jsx("dialog", {
    ref: dialog, id: "reconnexion", "aria-labelledby": "reconnexion-titre", "aria-describedby": "reconnexion-texte",
    // A person who left must not find the page behind: browsers let a second Escape close whatever one does.
    "data-end": end, onCancel: (event) => left && event.preventDefault(), onClose: () => left && dialog.current.showModal(),
  }, jsx("div", { className: "stack" }, left ? jsx(Left) : [
    jsx("h2", { key: "t", id: "reconnexion-titre" }, "Session expirée"),
    jsx("p", { key: "p", id: "reconnexion-texte" }, "Reconnectez-vous, rien n’est perdu\u00a0: ce que vous avez écrit est toujours là."),
    // Its own handlers are all it has: it must not be held with those that the framework will answer for.
    jsx("form", { key: "f", className: "stack gap-6", onSubmit: go, noValidate: true, method: "post" },
      jsx("p", { role: "alert", className: "field-error" }, cut ? "La connexion est interrompue. Nous essayons de la rétablir." : failure),
      jsx(Field, { id: "reconnexion-identifiant", label: "Identifiant" }, jsx("input", {
        id: "reconnexion-identifiant", name: "identifiant", className: "input", type: "text", autoComplete: "username",
        autoCapitalize: "none", spellCheck: false, maxLength: 254, defaultValue: name })),
      jsx(Field, { id: "reconnexion-mot-de-passe", label: "Mot de passe" }, jsx("div", { className: "affix" },
        jsx("input", {
          ref: password, id: "reconnexion-mot-de-passe", name: "mot_de_passe", className: "input", type: shown ? "text" : "password",
          autoComplete: "current-password", autoCapitalize: "none", spellCheck: false,
          "aria-invalid": failure ? "true" : undefined }),
        jsx("button", {
          type: "button", className: "affix-button", "aria-controls": "reconnexion-mot-de-passe", onClick: () => setShown(!shown),
        }, shown ? "Masquer" : "Afficher"))),
      jsx("div", { className: "cluster" },
        jsx("a", { href: signInPage(), className: "button", "data-kind": "secondary" }, "Quitter"),
        jsx("button", { type: "submit", className: "button", "data-kind": "primary", "aria-busy": busy, "aria-disabled": busy },
          jsx("span", null, "Se reconnecter")))),
  ]));
}
