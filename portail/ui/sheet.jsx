import { createElement as jsx, useEffect, useState } from "react";

// Beside what it rules where there is room; elsewhere a button and a dialog, which is fetched at the first press.
export function Sheet(props) {
  const { sheetId, title, trigger, count, children } = props;
  const [narrow, setNarrow] = useState(null), [opened, setOpened] = useState(0), [Dialog, setDialog] = useState();
  useEffect(() => {
    const room = matchMedia("(min-width: 56rem)"), follow = () => { setNarrow(!room.matches); setOpened(0); };
    follow();
    room.addEventListener("change", follow);
    return () => room.removeEventListener("change", follow);
  }, []);
  // Without scripts nothing here does anything: the page that is written ahead holds its place only.
  if (!narrow) return jsx("section", { id: sheetId, className: "sheet", "aria-label": title }, narrow === null ? null : children);
  const open = () => {
    setOpened((times) => times + 1);
    if (!Dialog) import("$/public/external/portail/ui/local/sheet_dialog.jsx").then((part) => setDialog(() => part.SheetDialog), () => undefined);
  };
  return [
    jsx("button", { key: "b", type: "button", className: "button sheet-trigger", "aria-haspopup": "dialog", onClick: open },
      jsx("span", null, trigger), count ? jsx("span", { className: "sheet-count" }, count,
        jsx("span", { className: "visually-hidden" }, count > 1 ? " filtres choisis" : " filtre choisi")) : null),
    Dialog && opened ? jsx(Dialog, { key: "d", ...props, opened }) : null,
  ];
}
