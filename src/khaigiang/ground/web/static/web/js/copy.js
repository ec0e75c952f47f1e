// "Copy" buttons: shown where the browser can copy; without them the text can be selected by hand.
(() => {
  "use strict";

  const copy = async (text, source) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    source.focus();
    source.select();
    document.execCommand("copy");
  };

  const arm = (root) => {
    for (const button of root.querySelectorAll("[data-copy]")) {
      button.hidden = false;
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const source = document.getElementById(button.dataset.copy);
    await copy(source.value ?? source.textContent, source);
    const status = button.parentElement.querySelector("[role='status']");
    const label = button.querySelector("span");
    const before = label.textContent;
    status.textContent = label.textContent = button.dataset.copied;
    setTimeout(() => {
      label.textContent = before;
      status.textContent = "";
    }, 2500);
  });

  arm(document);
  document.addEventListener("htmx:load", (event) => arm(event.detail.elt));
})();
