// The box "This device is shared", and the button that leaves the device clean.
import { words } from "../../../ui/js/words.js";
import { forgetCopies } from "./page_copies.js";
import { isShared, setShared, tellServer } from "./shared_device.js";

class SharedDevice extends HTMLElement {
  #box;
  #form;
  #isWarned = false;

  connectedCallback() {
    this.hidden = false;
    this.#box = this.querySelector("input[type=checkbox]");
    this.#form = this.querySelector("form");
    this.#box.checked = isShared();
    tellServer();
    this.#form.hidden = !this.#box.checked;
    this.#box.addEventListener("change", () => this.#choose());
    this.#form.addEventListener("submit", (event) => this.#finish(event));
  }

  #choose() {
    const isRemembered = setShared(this.#box.checked);
    if (!isRemembered) this.#box.checked = false; // this browser keeps nothing anyway
    this.#form.hidden = !this.#box.checked;
    if (this.#box.checked) this.#forgetThisPage();
    document.dispatchEvent(new CustomEvent("barnraise:shared"));
  }

  // The browser may have kept the page as it came; asked for anew it is told to keep it no more.
  #forgetThisPage() {
    fetch(location.href, { cache: "reload" }).catch(() => {});
  }

  // Words that could not be sent are erased only when the button is pressed once more.
  async #finish(event) {
    event.preventDefault();
    const page = document.querySelector("workbook-page");
    const unsent = (await page?.unsent()) || 0;
    if (unsent && !this.#isWarned) {
      this.#isWarned = true;
      this.querySelector("[role=alert]").textContent = words("finishing").replace("#", unsent);
      return;
    }
    await page?.forget();
    await forgetCopies().catch(() => {});
    setShared(false);
    this.#form.submit();
  }
}

customElements.define("shared-device", SharedDevice);
