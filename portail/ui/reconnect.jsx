import { createElement as jsx, useEffect, useState } from "react";

// Two ends of a session: the server says that it knows nobody any more (`ended`, or an answer by HTTP), or another tab
// of this browser signed out. What shows it is fetched then.
export function Reconnect(props) {
  const [Dialog, setDialog] = useState(), [heard, setHeard] = useState("");
  const end = heard || (props.ended ? "ended" : "");
  useEffect(() => {
    const hear = (event) => setHeard((before) => (before === "left" ? before : event.detail));
    window.addEventListener("portail:session", hear);
    return () => window.removeEventListener("portail:session", hear);
  }, []);
  useEffect(() => {
    // Without it the page still says what happened, and leads to the page of sign-in.
    if (end && !Dialog) import("$/public/external/portail/ui/local/reconnect_dialog.jsx")
      .then((part) => setDialog(() => part.ReconnectDialog), () => undefined);
  }, [end]);
  return Dialog ? jsx(Dialog, { ...props, end, onBack: () => setHeard("") }) : null;
}
