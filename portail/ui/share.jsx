import { createElement as jsx, useState } from "react";

const announce = (detail) => window.dispatchEvent(new CustomEvent("portail:annonce", { detail }));

// The phone's own sheet where there is one; elsewhere the link is copied. Nobody is told who shares what.
export function Share({ title }) {
  const [told, setTold] = useState(""), [shown, setShown] = useState("");
  const url = () => window.location.href.split("#")[0];
  const copy = () => navigator.clipboard.writeText(url()).then(
    () => { setTold("Lien copié."); announce("Lien copié."); },
    () => setShown(url()), // no right to the clipboard: the person copies it
  );
  const share = () => {
    setTold("");
    if (navigator.share) navigator.share({ title, url: url() }).catch((why) => { if (why.name !== "AbortError") setShown(url()); });
    else if (navigator.clipboard) copy();
    else setShown(url());
  };
  const write = (event) => {
    event.currentTarget.href = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\n${url()}`)}`;
  };
  const button = (text, onClick) => jsx("button", { type: "button", className: "button", "data-kind": "link", onClick }, text);
  return jsx("div", { className: "share" },
    button("Imprimer", () => window.print()),
    button("Partager", share),
    jsx("a", { className: "button", "data-kind": "link", href: "mailto:", onClick: write }, "Envoyer par mail"),
    told ? jsx("p", { className: "share-told" }, told) : null,
    shown ? jsx("label", { className: "share-link" }, "Copiez ce lien",
      jsx("input", { className: "input", readOnly: true, value: shown, onFocus: (event) => event.target.select() })) : null);
}
