import { createElement as jsx, useEffect, useLayoutEffect, useRef, useState } from "react";

const LOUPE = "m20 20-4.5-4.5M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z";

// The combobox of the ARIA authoring practices (editable, list autocomplete, manual selection): the focus stays in the
// input, the arrows move in the list, a finger or a click chooses. The text typed is never lost: choosing is optional,
// unless `strict`: then Enter takes the first suggestion, and a text that was not chosen gives way to the last that was.
export function Combobox({ field, value, options = [], describedBy, invalid, isRequired, minLength = 2, strict, typed, searchLabel, onSearch, onSelect }) {
  const input = useRef(null), list = useRef(null), timer = useRef(0), shown = useRef(value);
  const [open, setOpen] = useState(false), [active, setActive] = useState(-1), [text, setText] = useState(typed ?? value ?? "");
  const answered = useRef(false); // the options are those of the text as it is now
  const listId = `${field}-liste`, expanded = open && options.length > 0;

  useEffect(() => { // the server's value, unless the person is typing
    if (document.activeElement === input.current && text !== shown.current) return;
    shown.current = value; setText(value ?? "");
  }, [value]);
  useEffect(() => { setActive(-1); answered.current = true; }, [options]);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  useLayoutEffect(() => { // `typed` stood in the box this one takes the place of; the next key is already on its way
    if (typed !== undefined) { input.current.focus(); input.current.setSelectionRange(typed.length, typed.length); }
    if (typed && typed !== value) type(typed);
    return () => clearTimeout(timer.current);
  }, []);

  const type = (now) => {
    setText(now); setOpen(true); clearTimeout(timer.current); answered.current = false;
    if (now.trim().length >= minLength || now === "") timer.current = setTimeout(() => onSearch?.(now), 250);
  };
  const search = () => {
    clearTimeout(timer.current); input.current?.focus(); setOpen(true);
    if (text.trim().length >= minLength) onSearch?.(text);
  };
  const choose = (option) => {
    clearTimeout(timer.current);
    shown.current = option.libelle; setText(option.libelle); setOpen(false); setActive(-1);
    onSelect?.(option.valeur);
    // For the field that saves itself around this one: no key was pressed, yet the text is another. Once React drew it.
    setTimeout(() => input.current?.dispatchEvent(new Event("portail:choix", { bubbles: true })), 0);
  };
  const press = (event) => {
    const last = options.length - 1;
    if (event.key === "Escape") {
      if (expanded) event.preventDefault();
      setOpen(false); setActive(-1);
    } else if (event.key === "Enter" && expanded && (active >= 0 || (strict && answered.current))) {
      event.preventDefault(); choose(options[Math.max(active, 0)]);
    } else if (event.key === "Tab" && expanded && active >= 0) choose(options[active]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && last >= 0) {
      event.preventDefault(); setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(!expanded ? (step > 0 ? 0 : last) : active + step > last ? 0 : active + step < 0 ? last : active + step);
    }
  };
  const button = searchLabel && jsx("button", { type: "button", className: "affix-button search-button", onClick: search },
    jsx("svg", { className: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, jsx("path", { d: LOUPE })),
    jsx("span", null, searchLabel));
  const left = (event) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    setOpen(false);
    if (strict && text) setText(shown.current ?? "");
  };
  return jsx("div", { className: "combobox", onBlur: left },
    jsx("div", { className: button ? "affix" : undefined }, jsx("input", {
      ref: input, id: field, name: field, type: "text", className: "input", role: "combobox", value: text, autoComplete: "off",
      spellCheck: false, "aria-autocomplete": "list", "aria-expanded": expanded, "aria-controls": listId,
      "aria-activedescendant": expanded && active >= 0 ? `${listId}-${active}` : undefined,
      "aria-describedby": describedBy || undefined, "aria-invalid": invalid ? "true" : undefined,
      "aria-required": isRequired ? "true" : undefined, onChange: (e) => type(e.target.value), onKeyDown: press,
      onClick: () => setOpen(true),
    }), button),
    jsx("ul", { ref: list, id: listId, role: "listbox", "aria-label": "Suggestions", className: "combobox-list", hidden: !expanded },
      options.map((option, i) => jsx("li", {
        key: option.valeur, id: `${listId}-${i}`, role: "option", "aria-selected": i === active,
        // The input keeps the focus: a press must not take it away before the click chooses.
        onPointerDown: (e) => e.preventDefault(), onClick: () => choose(option),
      }, option.libelle))),
    // The same words are said to everybody who cannot see the list open.
    jsx("p", { className: "visually-hidden", role: "status" },
      !open || text.trim().length < minLength ? "" : options.length === 0 ? "Aucune suggestion" :
        options.length === 1 ? "1 suggestion" : `${options.length} suggestions`));
}
