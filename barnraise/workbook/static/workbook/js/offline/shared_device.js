// A device that others use too keeps nothing once it is sent, and can be left clean.
import { words } from "../../../ui/js/words.js";

const SHARED = "barnraise-shared";

export function isShared() {
  try {
    return localStorage.getItem(SHARED) === "yes";
  } catch {
    return false;
  }
}

export async function forgetCopies() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) || [];
  for (const each of workers) each.active?.postMessage({ forget: true });
  await Promise.all(workers.map((each) => each.unregister()));
  const names = globalThis.caches ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
}

class SharedDevice extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.box = this.querySelector("input[type=checkbox]");
    this.form = this.querySelector("form");
    this.box.checked = isShared();
    this.form.hidden = !this.box.checked;
    this.box.addEventListener("change", () => this.chosen());
    this.form.addEventListener("submit", (event) => this.finish(event));
  }

  chosen() {
    try {
      if (this.box.checked) localStorage.setItem(SHARED, "yes");
      else localStorage.removeItem(SHARED);
    } catch {
      this.box.checked = false; // this browser keeps nothing anyway
    }
    this.form.hidden = !this.box.checked;
    document.dispatchEvent(new CustomEvent("barnraise:shared"));
  }

  // Words that could not be sent are erased only when the button is pressed once more.
  async finish(event) {
    event.preventDefault();
    const page = document.querySelector("workbook-page");
    const unsent = (await page?.unsent()) || 0;
    if (unsent && !this.warned) {
      this.warned = true;
      this.querySelector("[role=alert]").textContent = words("finishing").replace("#", unsent);
      return;
    }
    await page?.forget();
    await forgetCopies().catch(() => {});
    try {
      localStorage.removeItem(SHARED);
    } catch {
      // It was never kept.
    }
    this.form.submit();
  }
}

customElements.define("shared-device", SharedDevice);
