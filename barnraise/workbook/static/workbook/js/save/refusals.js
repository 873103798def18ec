// Words the server will not keep: the reason stands beside them, and they are not sent unchanged.
import { snapshot } from "../fields.js";

function saidIn(taken) {
  return JSON.stringify(taken.pairs.slice(2));
}

export class Refusals {
  constructor(form) {
    this.form = form;
    this.said = new Map();
  }

  get size() {
    return this.said.size;
  }

  has(address) {
    const before = this.said.get(address);
    return before !== undefined && before === saidIn(snapshot(this.form, address));
  }

  add(taken, reason) {
    this.said.set(taken.address, saidIn(taken));
    const input = this.form.elements[`${taken.address}~id`];
    const note = document.getElementById(`refusal-${taken.address}`) || document.createElement("p");
    note.id = `refusal-${taken.address}`;
    note.className = "refusal";
    note.setAttribute("role", "alert");
    note.textContent = reason;
    input.after(note);
  }

  clear(address) {
    this.said.delete(address);
    document.getElementById(`refusal-${address}`)?.remove();
  }
}
