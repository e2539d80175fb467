import { createElement as jsx, useRef, useState } from "react";

// The combobox of a page where few use it: it is fetched when its box first has the focus. What is typed in the
// meantime is handed over to it.
export function LateCombobox(props) {
  const [Whole, setWhole] = useState(), input = useRef(null), typed = useRef();
  const load = () => import("$/public/external/portail/ui/local/combobox.jsx").then((part) => setWhole(() => part.Combobox), () => undefined);
  if (Whole) {
    // Read as the one takes the place of the other: no key may fall between the two boxes.
    if (input.current && document.activeElement === input.current) typed.current = input.current.value;
    return jsx(Whole, { ...props, typed: typed.current });
  }
  return jsx("div", { className: "combobox" }, jsx("input", {
    key: props.value, ref: input, id: props.field, name: props.field, type: "text", className: "input", role: "combobox",
    defaultValue: props.value, autoComplete: "off", spellCheck: false, "aria-autocomplete": "list", "aria-expanded": false,
    "aria-describedby": props.describedBy || undefined, onFocus: load,
  }));
}
