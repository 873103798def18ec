// Copies of pages to read and write on without a connection; the service worker keeps them.
import { isShared } from "./shared_device.js";

const AT_REST = 3000; // the page comes first
const AFTER_CHANGES = 500;

export class Copies {
  constructor(form) {
    this.form = form;
    this.canKeep = isSecureContext && Boolean(navigator.serviceWorker);
    if (this.canKeep && !isShared()) this.timer = setTimeout(() => this.begin(), AT_REST);
  }

  async begin() {
    if (!this.canKeep || isShared()) return;
    this.worker = navigator.serviceWorker.controller || undefined;
    if (!navigator.onLine) {
      window.addEventListener("online", () => this.begin(), { once: true });
      return;
    }
    try {
      await navigator.serviceWorker.register("/sw.js");
      const { active } = await navigator.serviceWorker.ready;
      this.worker = active;
      const links = Array.from(document.querySelectorAll(".places a, .tab, .tile a"));
      const keep = [location.pathname, ...links.map((each) => each.pathname)];
      this.worker.postMessage({ keep, epoch: this.form.dataset.epoch });
      this.changed();
    } catch {
      // Without it everything works but opening a page while there is no connection.
    }
  }

  // The page as it stands, once it has come to rest; what is being typed is not part of it.
  changed() {
    clearTimeout(this.pause);
    if (this.worker) this.pause = setTimeout(() => this.send(), AFTER_CHANGES);
  }

  send() {
    if (isShared()) return;
    const html = document.documentElement.outerHTML.replace('<html data-kept=""', "<html");
    const { epoch } = this.form.dataset;
    this.worker.postMessage({ path: location.pathname, html: `<!doctype html>${html}`, epoch });
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.pause);
    this.worker = undefined;
  }
}
