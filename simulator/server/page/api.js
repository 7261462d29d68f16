// Asking the server. What the page may not ask is a matter of the key: then `refused` is called, once.
const LOOKS = { "Callflow-Page": "1" };
const told = { refused: () => {}, failed: () => {} };

export const onRefused = (act) => { told.refused = act; };
export const onFailed = (act) => { told.failed = act; };

async function ask(path, given) {
  let came;
  let text;
  try {
    came = await fetch(path, { cache: "no-store", credentials: "same-origin", ...given });
    text = await came.text();
  } catch {
    return { ok: false, status: 0, words: "the server cannot be reached" };
  }
  if (came.status === 401 && !path.endsWith("/login")) told.refused();
  const json = (came.headers.get("content-type") || "").startsWith("application/json");
  const data = json && text ? JSON.parse(text) : text;
  const upTo = Number(came.headers.get("callflow-event") || 0);
  return { ok: came.ok, status: came.status, data, upTo, words: (json && data.statusMessage) || `HTTP ${came.status}` };
}

export const look = (path) => ask(path, { headers: LOOKS });

// Do something; what the server does not let happen is told in its own words.
export async function act(path, body = {}, quiet = false) {
  const came = await ask(path, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!came.ok && !quiet) told.failed(came.words);
  return came;
}

export const at = (session, what = "") => `/_sim/sessions/${encodeURIComponent(session)}${what && `/${what}`}`;

// At most once in so many ms, however often it is asked for.
export function soon(act, ms) {
  let planned = 0;
  return () => {
    planned = planned || setTimeout(() => {
      planned = 0;
      act();
    }, ms);
  };
}

// Tell of each answer but those to an older question than one that was answered: they are not the truth any more.
export function latest(tell) {
  let last = 0;
  let answered = 0;
  return async (asked) => {
    const mine = (last += 1);
    const came = await asked;
    if (mine < answered) return;
    answered = mine;
    tell(came);
  };
}
