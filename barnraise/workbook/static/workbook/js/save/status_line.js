// The line at the top of a page that says whether its words are saved.
import { atHour } from "../../../ui/js/clock.js";
import { words } from "../../../ui/js/words.js";
import { troubleText } from "./status_text.js";

const TROUBLES = new Set(["refused", "unkept"]);

export class StatusLine {
  #element = document.getElementById("status");

  /** One of the page's sentences, or nothing. */
  show(key = "") {
    this.#write(key && words(key), TROUBLES.has(key));
  }

  showSaved(at = Date.now()) {
    this.#write(`${words("saved")} ${atHour(new Date(at))}`, false);
  }

  showTrouble(error, held, works) {
    this.#write(troubleText(error, held, works), true);
  }

  #write(text, isTrouble) {
    this.#element.textContent = text;
    this.#element.classList.toggle("trouble", isTrouble);
  }
}
