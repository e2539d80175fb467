import { createElement as jsx, useRef, useState } from "react";
import { Autosave } from "$/public/external/portail/ui/local/autosave.jsx";

const CHEVRON = "m6 9 6 6 6-6";

function Box({ field, code, label, count, children }) {
  const id = `${field}-${code}`;
  return jsx("div", { className: "choice", "data-empty": count === 0 ? "" : undefined },
    jsx("input", { type: "checkbox", id, name: field, value: code, className: "choice-input", "aria-describedby": `${id}-nombre` }),
    jsx("label", { htmlFor: id, className: "choice-label" }, label),
    // It describes the box and is no part of its name.
    jsx("span", { id: `${id}-nombre`, className: "facet-count" }, count === undefined ? null : count.toLocaleString("fr-FR"),
      count === undefined ? null : jsx("span", { className: "visually-hidden" }, count > 1 ? " aides" : " aide")),
    children);
}

// Boxes to tick, with how much each would find. `options` are [code, label]; their counts follow one another in `counts`
// from place `first` on. Under an option, once unfolded, stand finer boxes: `subs[code]` are [code, label, place]; they are
// asked for when they are not known yet. A long list hides its end.
export function Facet({ field, options, counts = [], first = 0, value = [], keep = options.length, subField, subs = {}, subValue = [], onUnfold, onSave }) {
  const [whole, setWhole] = useState(false), [unfolded, setUnfolded] = useState({}), root = useRef(null);
  const chosen = (code) => value.includes(code) || subs[code]?.some(([sub]) => subValue.includes(sub));
  const end = (code, i) => i >= keep && !chosen(code);
  const more = options.filter(([code], i) => end(code, i)).length;
  const toggle = () => {
    const next = options.findIndex(([code], i) => end(code, i));
    setWhole(!whole);
    // What was unfolded is before the button: the focus goes to it.
    if (!whole) setTimeout(() => root.current.querySelectorAll(`[name="${field}"]`)[next]?.focus(), 0);
  };
  const one = ([code, label], i) => {
    const open = unfolded[code] ?? chosen(code), id = `${field}-${code}-sous`;
    const fold = subField && jsx("button", {
      type: "button", className: "facet-fold", "aria-expanded": !!open, "aria-controls": id, "aria-label": `Détail de « ${label} »`,
      onClick: () => { setUnfolded({ ...unfolded, [code]: !open }); if (!subs[code]) onUnfold?.(code); },
    }, jsx("svg", { className: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, jsx("path", { d: CHEVRON })));
    return jsx("div", { key: code, hidden: !whole && end(code, i) },
      jsx(Box, { field, code, label, count: counts[first + i] }, fold),
      fold && jsx("div", { id, role: "group", "aria-label": label, className: "facet-subs", hidden: !open },
        subs[code]?.map(([sub, name, place]) => jsx(Box, { key: sub, field: subField, code: sub, label: name, count: counts[place] }))));
  };
  const list = jsx("div", { ref: root, className: "choices facet", "data-several": "" }, options.map(one),
    more > 0 && jsx("button", { type: "button", className: "button facet-more", "data-kind": "link", "aria-expanded": whole, onClick: toggle },
      whole ? "Voir moins" : `Voir plus (${more})`));
  const boxes = jsx(Autosave, { field, value, onSave }, list);
  return subField ? jsx(Autosave, { field: subField, value: subValue, onSave }, boxes) : boxes;
}
