// A form that is on its way cannot be sent twice, and shows that something goes on.
(() => {
  "use strict";

  const PATIENCE = 1000;
  // An answer that does not replace the page (a file) leaves the form usable again.
  const AT_MOST = 30000;

  const isDownload = (form, button) => form.hasAttribute("data-download") || button?.hasAttribute("data-download");

  const release = () => {
    for (const button of document.querySelectorAll("[aria-busy='true']")) {
      for (const other of button.form.querySelectorAll("button[type='submit']")) {
        other.disabled = false;
      }
      button.removeAttribute("aria-busy");
    }
    for (const bar of document.querySelectorAll("progress[data-busy]")) {
      bar.remove();
    }
  };

  const hold = (form, pressed) => {
    const button = pressed ?? form.querySelector("button[type='submit']");
    for (const other of form.querySelectorAll("button[type='submit']")) {
      other.disabled = true;
    }
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => {
      if (button?.getAttribute("aria-busy") === "true" && !form.querySelector("progress[data-busy]")) {
        const bar = document.createElement("progress");
        bar.dataset.busy = "";
        bar.setAttribute("aria-label", button.textContent.trim());
        (button.closest(".form-actions, .action-bar") ?? button).after(bar);
      }
    }, PATIENCE);
    setTimeout(release, AT_MOST);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || form.method === "get" || isDownload(form, button)) {
      return;
    }
    // After this turn of the loop, so that the button's own name and value are still sent.
    setTimeout(() => hold(form, button));
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const sent = event.detail.elt;
    if (sent instanceof HTMLFormElement && sent.method !== "get") {
      hold(sent, event.detail.requestConfig.triggeringEvent?.submitter);
    }
  });

  // Back from the browser's cache, or answered by htmx: everything works again.
  addEventListener("pageshow", release);
  document.addEventListener("htmx:afterRequest", release);

  const tell = () => {
    const messages = document.getElementById("messages");
    if (!messages || messages.querySelector("[data-failed]")) {
      return;
    }
    const alert = document.createElement("div");
    alert.className = "alert alert-danger";
    alert.setAttribute("role", "alert");
    alert.dataset.failed = "";
    alert.textContent = document.body.dataset.failed;
    messages.append(alert);
  };

  document.addEventListener("htmx:responseError", tell);
  document.addEventListener("htmx:sendError", tell);
})();
