import { createElement as jsx, useEffect, useState } from "react";

const FAILED = "La connexion n’a pas abouti. Vérifiez votre accès à internet, puis recommencez.";

// Only an HTTP answer can set an HttpOnly cookie, and the socket keeps the cookies of its handshake: so the ticket
// is exchanged by fetch, and the next page is a full load.
export function SessionDoor({ ticket, suite, onFail }) {
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (!ticket) return;
    const fail = (message) => { setProblem(message); onFail?.(message); };
    fetch("/api/session", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ticket }),
    })
      .then(async (answer) => {
        if (!answer.ok) return fail((await answer.json().catch(() => ({}))).message ?? FAILED);
        // A path of our own and nothing else: "//host" and "/\host" are other sites.
        const next = new URL(/^\/(?![/\\])/.test(suite ?? "") ? suite : "/", location.origin);
        return location.assign(next.origin === location.origin ? next.href : "/");
      })
      .catch(() => fail(FAILED));
  }, [ticket]);
  return problem ? jsx("p", { role: "alert", className: "field-error" }, problem) : null;
}
