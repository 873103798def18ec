// Words that the keeper removed for good while they were on this page: they go from here as well.
import { inputsOf, settle } from "../fields.js";

/** What was typed since they were sent is the writer's own, and stays. */
export function removeErased(form, snapshot, reason) {
  const anchor = form.elements[`${snapshot.address}~id`];
  if (!anchor) return;
  settle(form, snapshot, "");
  const sent = new Map(snapshot.state.map(([input, value]) => [input, value]));
  for (const input of inputsOf(form, snapshot.address)) {
    const isText = !["radio", "checkbox", "hidden"].includes(input.type);
    if (isText && input.value === sent.get(input)) input.value = input.defaultValue = "";
  }
  noteRemoval(anchor, reason);
}

/** The note stands outside the region, which is shown anew at once and may be gone then. */
export function noteRemoval(anchor, reason) {
  const region = anchor.closest(".region") || anchor;
  if (region.previousElementSibling?.classList.contains("removed")) return;
  const note = document.createElement("p");
  note.className = "refusal removed";
  note.setAttribute("role", "alert");
  note.textContent = reason;
  region.before(note);
}
