import { createElement as jsx, useEffect, useRef, useState } from "react";

const TYPED = "input:not([type=radio]):not([type=checkbox]), select";
let pressed = false;

// A number half typed is not a wrong number: an error that was not there when the field got the focus waits until it
// leaves. It also waits for the finger to rise, since what appears would push away the button being pressed.
export function Calm({ error, children }) {
  const [held, setHeld] = useState(false);
  const mounted = useRef(true);
  useEffect(() => {
    const down = () => { pressed = true; }, up = () => { pressed = false; };
    window.addEventListener("pointerdown", down, true);
    for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, up, true);
    mounted.current = true;
    return () => {
      mounted.current = false;
      window.removeEventListener("pointerdown", down, true);
      for (const type of ["pointerup", "pointercancel"]) window.removeEventListener(type, up, true);
    };
  }, []);
  const release = () => {
    // One task later, so that the press has become a click.
    const later = () => setTimeout(() => mounted.current && setHeld(false), 0);
    if (pressed) window.addEventListener("pointerup", later, { once: true }); else later();
  };
  return jsx("div", {
    className: "calm", "data-held": held || undefined,
    onFocus: (e) => { if (!error && e.target.matches(TYPED)) setHeld(true); }, onBlur: release,
  }, children);
}
