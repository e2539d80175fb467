import { createElement as jsx, useEffect, useRef, useState } from "react";

// The door for files. What sends them comes with the first file chosen, or found half sent: no page is heavier for it.
const LATER = "Connexion perdue : choisissez de nouveau le fichier quand elle sera revenue.";
let loaded = null;
const load = async () => (loaded ??= await import("$/public/external/portail/ui/local/sendings.jsx"));

export function Uploader(props) {
  const { url, fieldId, label, accept, multiple, describedBy, unfinished } = props;
  const [over, setOver] = useState(false), [part, setPart] = useState(loaded), [problem, setProblem] = useState("");
  const input = useRef(null), half = Boolean(unfinished?.length);
  const bring = (then) => load().then(
    (found) => { setPart(found); setProblem(""); then?.(found); },
    () => setProblem(then ? LATER : ""),
  );
  useEffect(() => { if (half) bring(); }, [half]);
  const add = (files) => { const chosen = [...files]; bring((found) => found.send(url, chosen, props)); };
  const drop = (event) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); };

  return jsx("div", { className: "uploader" },
    jsx("label", { htmlFor: fieldId, className: "label" }, label),
    jsx("div", {
      className: "drop-zone", "data-over": over || undefined, onDrop: drop,
      onDragOver: (e) => { e.preventDefault(); setOver(true); }, onDragLeave: () => setOver(false),
    },
      // The native input covers the whole zone, transparent: it keeps its keyboard and its name, not its English words.
      jsx("input", {
        ref: input, id: fieldId, type: "file", accept: accept || undefined, multiple, "aria-describedby": describedBy || undefined,
        // Emptied at once, so that the same file can be chosen again after a mistake.
        onChange: (e) => { add(e.target.files); e.target.value = ""; },
      }),
      jsx("span", { className: "button", "aria-hidden": true }, multiple ? "Choisir des fichiers" : "Choisir un fichier"),
      jsx("span", { className: "drop-hint", "aria-hidden": true }, multiple ? "ou déposez-les ici" : "ou déposez-le ici")),
    problem ? jsx("p", { className: "field-error", role: "alert" }, problem) : null,
    part ? jsx(part.Sendings, { ...props, input }) : null);
}
