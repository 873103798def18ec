// The fields of a page: what each holds, whether it differs from what the server last knew.
//
// A field is an address such as answer/goal_setting. Its hidden input ADDRESS~id holds the id of
// the entry to come, ADDRESS~sees what its reader saw, and ADDRESS.attribute what it says.
import { overflowOf } from "../../ui/js/text_length.js";

/** A random UUID, also where there is no https and so no crypto.randomUUID. */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function addressesIn(root) {
  const inputs = root.querySelectorAll('input[name$="~id"]');
  return Array.from(inputs, (input) => input.name.slice(0, -3));
}

/** The address of the field that an input is a part of, or "". */
export function addressOf({ name }) {
  return name?.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
}

export function inputsOf(form, address) {
  return Array.from(form.elements).filter((input) => input.name.startsWith(`${address}.`));
}

export function isToggle(input) {
  return input.type === "radio" || input.type === "checkbox";
}

export function isChanged(form, address) {
  return inputsOf(form, address).some((input) =>
    isToggle(input)
      ? input.checked !== input.defaultChecked
      : input.type !== "hidden" && input.value !== input.defaultValue,
  );
}

export function changedIn(form, root = form) {
  return addressesIn(root).filter((address) => isChanged(form, address));
}

/** Whether a text of the field has more characters than the server keeps. */
export function isTooLong(form, address) {
  return inputsOf(form, address).some((input) => overflowOf(input) > 0);
}

/** What a field says at this moment: `pairs` as they are posted, `state` to settle it later. */
export function snapshotOf(form, address) {
  const id = form.elements[`${address}~id`].value;
  const pairs = [
    [`${address}~id`, id],
    [`${address}~sees`, form.elements[`${address}~sees`].value],
  ];
  const inputs = inputsOf(form, address);
  for (const input of inputs) {
    if (!isToggle(input) || input.checked) pairs.push([input.name, input.value]);
  }
  const joined = form.elements[`${address}~joined`];
  const state = [...inputs, ...(joined ? [joined] : [])].map((input) => [
    input,
    input.value,
    input.checked,
  ]);
  return { address, id, pairs, state };
}

/** Words that two texts are being joined into: they are sent by their own button only. */
export function isJoining(root) {
  const inputs = Array.from(root.querySelectorAll("textarea[data-quiet]"));
  return inputs.some((input) => input.value !== input.defaultValue);
}

/**
 * After the server kept a snapshot: what was sent is now what is known, and the next entry
 * replaces it. What the person typed in the meantime stays, and stays changed.
 */
export function settle(form, snapshot, id) {
  const next = form.elements[`${snapshot.address}~id`];
  if (!next || next.value !== snapshot.id) return;
  next.value = freshId();
  if (id) form.elements[`${snapshot.address}~sees`].value = id;
  for (const [input, value, checked] of snapshot.state) {
    if (isToggle(input)) input.defaultChecked = checked;
    else if (input.type !== "hidden") input.defaultValue = value;
  }
}
