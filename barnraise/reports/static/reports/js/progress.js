// A document on its way: looks again each second, and takes the document when it is ready.
const DOCUMENT_PAUSE = 1000;
const DOCUMENT_LONGEST = 10000; // when the server does not answer, look less and less often

class DocumentProgress extends HTMLElement {
  connectedCallback() {
    this.pause = DOCUMENT_PAUSE;
    const here = new URL(location.href);
    const asked = here.searchParams.has("asked"); // just now, and not by going back to this page
    here.searchParams.delete("asked");
    history.replaceState(history.state, "", here);
    if (asked && this.dataset.done !== undefined) this.take();
    this.plan();
  }

  take() {
    this.querySelector("a[data-take]")?.click();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  plan() {
    if (this.dataset.done === undefined) this.timer = setTimeout(() => this.look(), this.pause);
  }

  async look() {
    try {
      const answer = await fetch(location.href, { headers: { "X-Asks-Again": "1" } });
      this.show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.pause = DOCUMENT_PAUSE;
    } catch {
      this.pause = Math.min(this.pause * 2, DOCUMENT_LONGEST);
    }
    this.plan();
  }

  show(page) {
    const news = page.querySelector("document-progress");
    if (!news) return location.reload();
    if (news.textContent !== this.textContent) {
      this.replaceChildren(...news.childNodes);
      document.title = page.title;
    }
    if (news.dataset.done === undefined) return;
    this.dataset.done = "";
    this.take();
  }
}

customElements.define("document-progress", DocumentProgress);
