// Words that the keeper removed for good while they were on this page: they go from here as well.
import { inputsOf, settle } from "../fields.js";

// What was typed since they were sent is the writer's own, and stays.
export function takeOut(form, taken, reason) {
  const place = form.elements[`${taken.address}~id`];
  if (!place) return;
  settle(form, taken, "");
  const sent = new Map(taken.state.map(([input, value]) => [input, value]));
  for (const input of inputsOf(form, taken.address)) {
    const isText = !["radio", "checkbox", "hidden"].includes(input.type);
    if (isText && input.value === sent.get(input)) input.value = input.defaultValue = "";
  }
  sayRemoved(place, reason);
}

// Outside the region, which is shown anew at once and may be gone then.
export function sayRemoved(place, reason) {
  const region = place.closest(".region") || place;
  if (region.previousElementSibling?.classList.contains("removed")) return;
  const note = document.createElement("p");
  note.className = "refusal removed";
  note.setAttribute("role", "alert");
  note.textContent = reason;
  region.before(note);
}
