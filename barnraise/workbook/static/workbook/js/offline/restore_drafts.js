// Puts words that were never acknowledged back into their fields, with what their writer had seen.
import { addressesIn, freshId, inputsOf, isChanged } from "../fields.js";

// A kept copy may be opened more than once: each opening needs ids of its own, and no old notes.
export function freshen(form) {
  for (const note of form.querySelectorAll(".refusal")) note.remove();
  for (const address of addressesIn(form)) form.elements[`${address}~id`].value = freshId();
}

// Whether the record's words stand in a field now.
export function putBack(form, record) {
  const said = JSON.parse(record.text);
  const hasPlace = form.elements[`${said.field}~id`] || readdress(form, said.field);
  if (!hasPlace || isChanged(form, said.field)) return false;
  const inputs = inputsOf(form, said.field);
  if (!inputs.length) return false;
  for (const input of inputs) fill(input, said.value[input.name.slice(said.field.length + 1)]);
  form.elements[`${said.field}~id`].value = said.id;
  form.elements[`${said.field}~sees`].value = said.sees.join(" ");
  for (let fold = inputs[0].closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  return true;
}

function fill(input, content) {
  if (input.type === "radio" || input.type === "checkbox") input.checked = input.value === content;
  else if (input.type !== "hidden") input.value = content ?? "";
}

// A new note has another address on every page: an empty adder of its kind takes the old one.
function readdress(form, field) {
  const [kind, key] = field.split("/");
  const adders = Array.from(form.querySelectorAll("details.adder[data-field]"));
  const adder = adders.find((each) => each.dataset.field.startsWith(`${kind}/${key}/`));
  const old = adder?.dataset.field;
  if (!old || isChanged(form, old)) return false;
  for (const each of [adder, ...adder.querySelectorAll("[name], [id], [for], [data-field]")]) {
    for (const name of ["name", "id", "for", "data-field"]) {
      const value = each.getAttribute(name);
      if (value?.startsWith(old)) each.setAttribute(name, field + value.slice(old.length));
    }
  }
  return true;
}
