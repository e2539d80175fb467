import { createElement as jsx } from "react";

export function Blocked({ phone, mail }) {
  return [
    "Votre réseau bloque la connexion en temps réel dont les formulaires ont besoin. Vous pouvez ",
    jsx("a", { key: "l", href: "/aides/liste" }, "chercher et lire les aides"),
    " sur une page simple. Pour le reste, essayez un autre réseau, par exemple celui de votre téléphone, ou joignez-nous au ",
    jsx("a", { key: "t", href: `tel:${phone.replace(/\s/g, "")}` }, phone), " ou à l’adresse ",
    jsx("a", { key: "m", href: `mailto:${mail}` }, mail), ".",
  ];
}
