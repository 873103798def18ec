// Buttons that only a browser with scripts can press: copy an address, print the page.
class CopyButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => this.#copy(button));
  }

  async #copy(button) {
    const field = document.getElementById(this.getAttribute("for"));
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.classList.add("copied");
  }
}

class PrintButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

customElements.define("copy-button", CopyButton);
customElements.define("print-button", PrintButton);
