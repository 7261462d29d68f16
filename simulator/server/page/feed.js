// The events of the server from one on; each is told, and that the connection was made or lost.
const KINDS = ["session", "call", "webhook", "over", "refused", "limit", "fault", "hint", "reset", "import", "clock"];
const AGAIN = 1000;

// `tell` gets events as the server has them, and { kind: "hello" }, { kind: "missed" }, { kind: "lost" },
// and what a phone shows now; call what comes back to end it.
export function feed(since, tell) {
  let source = null;
  let again = 0;
  let last = since;
  const open = () => {
    source = new EventSource(`/_sim/events?since=${last}`);
    source.addEventListener("hello", ({ data }) => {
      const hello = JSON.parse(data);
      last = hello.since;
      tell({ kind: "hello", ...hello });
    });
    source.addEventListener("phone", ({ data }) => tell({ kind: "phone", ...JSON.parse(data) }));
    source.addEventListener("missed", () => tell({ kind: "missed" }));
    source.addEventListener("error", lost);
    for (const kind of KINDS) source.addEventListener(kind, ({ data }) => came(JSON.parse(data)));
  };
  const came = (event) => {
    last = event.number;
    tell(event);
  };
  // A browser tries again by itself, but not after an answer that is an error.
  const lost = () => {
    tell({ kind: "lost" });
    if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN);
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
