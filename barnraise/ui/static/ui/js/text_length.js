// Says beside a field that its text is too long, and by how much; nothing of it is ever cut.
//
// The most characters stand in `data-most`. Forms that are sent by their button are not sent
// before it fits; a form with `novalidate` knows itself what to do.
import { words } from "./words.js";

const PAUSE = 300; // the note comes when the hand rests, or at once after a paste
const timers = new WeakMap();

/** By how many characters an input's text is too long, as the server counts them; 0 if it fits. */
export function overflowOf(input) {
  const most = Number(input.dataset?.most);
  if (!most || input.value.length <= most) return 0;
  return Math.max(0, Array.from(input.value.trim()).length - most);
}

/** Shows the note beside the input, or takes it away. */
export function showOverflow(input) {
  const over = overflowOf(input);
  const text = over ? words("long").replace("#", over.toLocaleString(document.documentElement.lang)) : "";
  const note = document.getElementById(overflowNoteId(input)) || (over ? newNote(input) : undefined);
  if (note && note.textContent !== text) note.textContent = text;
  input.toggleAttribute("aria-invalid", over > 0);
  if (!input.form?.noValidate) input.setCustomValidity(text);
}

function overflowNoteId(input) {
  return `long-${input.id || input.name}`;
}

function newNote(input) {
  const note = document.createElement("p");
  note.id = overflowNoteId(input);
  note.className = "refusal";
  note.setAttribute("role", "alert");
  input.after(note);
  return note;
}

document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.most) return;
  clearTimeout(timers.get(target));
  timers.set(target, setTimeout(() => showOverflow(target), PAUSE));
});
