import { createElement as jsx, useEffect, useState } from "react";

// Seldom needed: what shows it is fetched then.
export function Rival(props) {
  const [Panel, setPanel] = useState();
  useEffect(() => {
    import("$/public/external/portail/ui/local/rival_panel.jsx").then((part) => setPanel(() => part.RivalPanel), () => undefined);
  }, []);
  return Panel ? jsx(Panel, props) : null;
}
