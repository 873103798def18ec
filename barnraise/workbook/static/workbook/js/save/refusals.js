// Words the server will not keep: the reason stands beside them, and they are not sent unchanged.
import { snapshotOf } from "../fields.js";

function textOf(snapshot) {
  return JSON.stringify(snapshot.pairs.slice(2)); // what it says, without id and what was seen
}

function noteId(address) {
  return `refusal-${address}`;
}

export class Refusals {
  #form;
  #refused = new Map(); // address: the words that were refused

  constructor(form) {
    this.#form = form;
  }

  get size() {
    return this.#refused.size;
  }

  has(address) {
    const text = this.#refused.get(address);
    return text !== undefined && text === textOf(snapshotOf(this.#form, address));
  }

  add(snapshot, reason) {
    const { address } = snapshot;
    this.#refused.set(address, textOf(snapshot));
    const input = this.#form.elements[`${address}~id`];
    const note = document.getElementById(noteId(address)) || document.createElement("p");
    note.id = noteId(address);
    note.className = "refusal";
    note.setAttribute("role", "alert");
    note.textContent = reason;
    input.after(note);
  }

  clear(address) {
    this.#refused.delete(address);
    document.getElementById(noteId(address))?.remove();
  }
}
