// Times and states in words.
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export function clock(ms) {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}

export const short = (id) => id.slice(0, 8);

const PHASES = {
  dialled: (event) => (event.inbound ? "comes in" : event.leg === "B" ? "dials B" : "rings"),
  answered: (event) => (event.leg === "B" ? "B answers" : "talks"),
  bridged: () => "bridged",
  asked: () => "asks",
  replied: () => "talks",
  ended: (event) => event.status,
  stopped: () => "STOPPED",
};

// What an event of a call says in the list of calls; nothing where it says no more than before.
export const phase = (event) => (PHASES[event.event] ? PHASES[event.event](event) : "");

// The language of a voice profile: en-GB-Emma is en-GB.
export function language(voice) {
  const found = /^([a-z]{2,3})-([A-Za-z]{2,4})\b/.exec(voice || "");
  return found ? `${found[1]}-${found[2]}` : "";
}

export const spaced = (name) => name.replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);

// The session that an address names; none where anybody wrote what is no address of ours.
export function named(hash) {
  try {
    return decodeURIComponent((/^#\/session\/([^/]+)$/.exec(hash) || ["", ""])[1]);
  } catch {
    return "";
  }
}
