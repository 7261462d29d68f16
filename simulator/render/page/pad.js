// The keys of a phone: shared by the phone page and by the dial pad of a notebook.
export const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
export const RARE = ["A", "B", "C", "D"];
const NAMES = { "*": "star", "#": "hash" };

export function padButton(key, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = key;
  made.dataset.key = key;
  made.dataset.testid = `key-${NAMES[key] || key}`;
  made.setAttribute("aria-label", `key ${NAMES[key] || key}`);
  made.addEventListener("click", () => press(key));
  return made;
}

export const padButtons = (keys, press) => keys.map((key) => padButton(key, press));

// The key of the phone that a key of the keyboard stands for, else nothing.
export function keyOf(event, keys = KEYS) {
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  return keys.includes(event.key) ? event.key : "";
}
