// A box that finds while somebody types: arrows walk through what was found, Enter takes the only one, Escape starts anew.
(() => {
  "use strict";

  const CHOICES = "button[data-choice]:not(:disabled)";

  const inputOf = (box) => box.querySelector("input[type='search']");

  const choicesOf = (box) => [...box.querySelectorAll(CHOICES)];

  // One is taken at once; among several the first is only pointed at, so that nobody is taken by mistake.
  const enter = (box) => {
    const choices = choicesOf(box);
    if (choices.length === 1) {
      choices[0].click();
    } else {
      choices[0]?.focus();
    }
  };

  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("[data-pick]");
    if (!box || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const input = inputOf(box);
    const choices = choicesOf(box);
    const at = choices.indexOf(event.target);
    if (event.key === "ArrowDown" && choices.length > 0) {
      event.preventDefault();
      choices[Math.min(at + 1, choices.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : choices[at - 1]).focus();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    } else if (event.key === "Enter" && event.target === input && input.value.trim()) {
      event.preventDefault();
      if (box.dataset.found === input.value) {
        enter(box);
      } else {
        box.dataset.entered = "";
      }
    }
  });

  // Whoever types faster than the answer comes has their Enter kept until it is there.
  document.addEventListener("htmx:afterSettle", (event) => {
    const box = event.detail.elt.closest?.("[data-pick]");
    if (!box) {
      return;
    }
    box.dataset.found = inputOf(box).value;
    if ("entered" in box.dataset) {
      delete box.dataset.entered;
      enter(box);
    }
  });
})();
