// Copies of pages to read and write on without a connection; the service worker keeps them.
import { isShared } from "./shared_device.js";

const COPY_DELAY = 3000; // the page comes first
const CHANGE_DELAY = 500;

export class PageCopies {
  #form;
  #canKeep = isSecureContext && Boolean(navigator.serviceWorker);
  #worker;
  #beginTimer;
  #sendTimer;

  constructor(form) {
    this.#form = form;
    if (!this.#canKeep || isShared()) return;
    this.#beginTimer = setTimeout(() => this.begin(), COPY_DELAY);
  }

  /** Asks for copies of this page and of those it leads to. */
  async begin() {
    if (!this.#canKeep || isShared()) return;
    this.#worker = navigator.serviceWorker.controller || undefined;
    if (!navigator.onLine) {
      window.addEventListener("online", () => this.begin(), { once: true });
      return;
    }
    try {
      await navigator.serviceWorker.register("/sw.js");
      const { active } = await navigator.serviceWorker.ready;
      this.#worker = active;
      const links = Array.from(document.querySelectorAll(".places a, .tab, .tile a"));
      const keep = [location.pathname, ...links.map(({ pathname }) => pathname)];
      this.#worker.postMessage({ keep, epoch: this.#form.dataset.epoch });
      this.update();
    } catch {
      // Without it everything works but opening a page while there is no connection.
    }
  }

  /** The page as it stands, once it has come to rest; what is being typed is not part of it. */
  update() {
    clearTimeout(this.#sendTimer);
    if (this.#worker) this.#sendTimer = setTimeout(() => this.#send(), CHANGE_DELAY);
  }

  #send() {
    if (isShared()) return;
    const html = document.documentElement.outerHTML.replace('<html data-kept=""', "<html");
    const { epoch } = this.#form.dataset;
    const path = location.pathname;
    this.#worker.postMessage({ path, html: `<!doctype html>${html}`, epoch });
  }

  stop() {
    clearTimeout(this.#beginTimer);
    clearTimeout(this.#sendTimer);
    this.#worker = undefined;
  }
}

/** Takes every copy of a page from this device, and the service worker with them. */
export async function forgetCopies() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) || [];
  for (const { active } of registrations) active?.postMessage({ forget: true });
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = globalThis.caches ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
}
