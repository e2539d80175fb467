import { useEffect } from "react";

// `to`: the id of what takes the focus, and after « # » the number of the change that moves it there.
export function FocusOn({ to }) {
  useEffect(() => { document.getElementById(to.split("#")[0])?.focus(); }, [to]);
  return null;
}
