// Where a key guards the server, the page asks for it once; a cookie that no script can read stands for it then.
import { act } from "./api.js";
import { make, say } from "./dom.js";

let asked = null;

export function signIn(then) {
  if (asked) return;
  const wrong = make("p", { role: "alert", class: "wrong" });
  const key = make("input", { type: "password", autocomplete: "current-password", required: true, id: "key", test: "key" });
  const form = make("form", { method: "dialog", test: "login" }, make("h2", { text: "This server needs a key", id: "needs" }),
    make("label", { for: "key", text: "the key of --api-key" }), key, wrong, make("button", { type: "submit", text: "Sign in", test: "sign-in" }));
  asked = make("dialog", { "aria-labelledby": "needs" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const came = await act("/_sim/login", { key: key.value }, true);
    if (!came.ok) {
      say(wrong, came.status === 401 ? "That key is wrong." : came.words);
      return;
    }
    asked.remove();
    asked = null;
    then();
  });
  asked.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(asked);
  asked.showModal();
}
