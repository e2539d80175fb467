import { createElement as jsx, useEffect, useRef } from "react";
import { nextNumber } from "$/public/external/portail/ui/local/edits.jsx";

const NEWS = "Ce champ a été modifié aussi sur un autre appareil. Choisissez le texte à garder.";

const WORDS = 1200; // of one text: beyond, comparing every word with every other would be felt

// The words of `text` with whether `other` has them too, in the same order (the longest sequence they share).
function compare(text, other) {
  const [mine, theirs] = [text, other].map((one) => one.split(/(\s+)/).filter(Boolean));
  if (mine.length > WORDS || theirs.length > WORDS) return [{ words: text, own: false }];
  const common = Array.from({ length: mine.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let i = mine.length - 1; i >= 0; i -= 1)
    for (let j = theirs.length - 1; j >= 0; j -= 1)
      common[i][j] = mine[i] === theirs[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const runs = [];
  for (let i = 0, j = 0; i < mine.length; i += 1) {
    while (j < theirs.length && mine[i] !== theirs[j] && common[i][j + 1] >= common[i + 1][j]) j += 1;
    const own = mine[i] !== theirs[j];
    if (!own) j += 1;
    if (runs.at(-1)?.own === own) runs.at(-1).words += mine[i];
    else runs.push({ words: mine[i], own });
  }
  return runs;
}

function Said({ title, text, other }) {
  return jsx("div", null, jsx("dt", null, title), jsx("dd", null,
    text ? compare(text, other).map(({ words, own }, i) => (own ? jsx("mark", { key: i }, words) : words)) : "(vide)"));
}

// Two texts for one field, typed by two devices that did not know of each other: both are read, one is chosen.
export function RivalPanel({ field, label, current, other, moment, held, onChoose }) {
  const chosen = useRef(false);
  const choose = (take) => { chosen.current = true; onChoose?.(field, take, nextNumber(held)); };
  const button = (take, words) => jsx("button", {
    type: "button", className: "button", "data-kind": "secondary", onClick: () => choose(take),
  }, jsx("span", null, words), jsx("span", { className: "visually-hidden" }, `\u00a0: ${label}`));
  useEffect(() => {
    window.dispatchEvent(new CustomEvent("portail:annonce", { detail: NEWS }));
    return () => chosen.current && setTimeout(() => { // the buttons are gone, the field shows what was chosen
      const place = document.getElementById(field);
      (place?.matches("fieldset") ? place.querySelector("input") : place)?.focus();
    }, 0);
  }, []);
  return jsx("div", { className: "elsewhere", role: "group", "aria-label": `Deux textes\u00a0: ${label}` },
    jsx("p", null, `Ce champ a été modifié aussi sur un autre appareil ${moment}.`),
    jsx("dl", null, jsx(Said, { title: "Texte affiché", text: current, other }), jsx(Said, { title: "Autre texte", text: other, other: current })),
    jsx("div", { className: "cluster" }, button(false, "Garder ce texte"), button(true, "Reprendre l’autre")));
}
