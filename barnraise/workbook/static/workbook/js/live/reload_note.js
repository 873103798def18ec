// Says that more is new than an open page is told: whoever reads it loads it again when they like.
import { words } from "../../../ui/js/words.js";

/** Nothing is loaded by itself: somebody may be writing, and their words are saved first. */
export function noteReload(form) {
  if (form.querySelector(".reload-note")) return;
  const note = document.createElement("p");
  note.className = "notice reload-note";
  note.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet button-small";
  button.textContent = words("reload-now");
  button.addEventListener("click", () => location.reload());
  note.append(words("reload"), " ", button);
  form.prepend(note);
}
