// Puts words that were never acknowledged back into their fields, with what their writer had seen.
import { showOverflow } from "../../../ui/js/text_length.js";
import { addressesIn, freshId, inputsOf, isChanged, isToggle } from "../fields.js";

/** A kept copy may be opened more than once: each opening needs ids of its own, no old notes. */
export function renewIds(form) {
  for (const note of form.querySelectorAll(".refusal")) note.remove();
  for (const address of addressesIn(form)) form.elements[`${address}~id`].value = freshId();
}

/** Whether the record's words stand in a field now. */
export function restoreDraft(form, record) {
  const { field, id, sees, value } = JSON.parse(record.text);
  const hasPlace = form.elements[`${field}~id`] || readdressAdder(form, field);
  if (!hasPlace || isChanged(form, field)) return false;
  const inputs = inputsOf(form, field);
  if (!inputs.length) return false;
  for (const input of inputs) fill(input, value[input.name.slice(field.length + 1)]);
  form.elements[`${field}~id`].value = id;
  form.elements[`${field}~sees`].value = sees.join(" ");
  openFoldsAround(inputs[0]);
  for (const input of inputs) showOverflow(input);
  return true;
}

function fill(input, content) {
  if (isToggle(input)) input.checked = input.value === content;
  else if (input.type !== "hidden") input.value = content ?? "";
}

function openFoldsAround(input) {
  let fold = input.closest("details");
  for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

/** A new note has another address on every page: an empty adder of its kind takes the old one. */
function readdressAdder(form, field) {
  const [kind, key] = field.split("/");
  const adders = Array.from(form.querySelectorAll("details.adder[data-field]"));
  const adder = adders.find(({ dataset }) => dataset.field.startsWith(`${kind}/${key}/`));
  const old = adder?.dataset.field;
  if (!old || isChanged(form, old)) return false;
  const named = adder.querySelectorAll("[name], [id], [for], [data-field]");
  for (const element of [adder, ...named]) readdress(element, old, field);
  return true;
}

function readdress(element, old, field) {
  for (const name of ["name", "id", "for", "data-field"]) {
    const value = element.getAttribute(name);
    if (value?.startsWith(old)) element.setAttribute(name, field + value.slice(old.length));
  }
}
