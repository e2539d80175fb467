import { useEffect, useRef } from "react";

const PAUSES = [1, 1, 2, 2, 3, 5, 5, 10, 10, 20, 30, 30]; // seconds: two minutes in all

// The browser asks again, so that nothing is left running on the server when it goes away.
export function Poll({ active, onTick }) {
  const tick = useRef(onTick);
  tick.current = onTick;
  useEffect(() => {
    if (!active) return undefined;
    let asked = 0, timer;
    const wait = () => {
      if (asked === PAUSES.length) return;
      timer = setTimeout(() => { if (!document.hidden) { tick.current?.(); asked += 1; } wait(); }, PAUSES[asked] * 1000);
    };
    wait();
    return () => clearTimeout(timer);
  }, [active]);
  return null;
}
