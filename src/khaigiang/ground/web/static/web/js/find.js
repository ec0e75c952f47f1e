// A box that narrows the rows of a table while somebody types; shown only where this script runs.
(() => {
  "use strict";

  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d");

  const rowsOf = (box) => [...document.getElementById(box.dataset.find).querySelectorAll("tbody tr")];

  const narrow = (box) => {
    const wanted = folded(box.querySelector("input").value.trim());
    const rows = rowsOf(box);
    for (const row of rows) {
      row.hidden = !folded(row.cells[0].textContent).includes(wanted);
    }
    const shown = rows.filter((row) => !row.hidden).length;
    box.querySelector("[role='status']").textContent = wanted ? box.dataset.found.replace("{count}", shown) : "";
  };

  const clear = (box) => {
    const input = box.querySelector("input");
    input.value = "";
    narrow(box);
    input.focus();
  };

  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-find]");
    if (box) {
      narrow(box);
    }
  });

  document.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-find]");
    if (box && event.key === "Enter") {
      event.preventDefault();
      rowsOf(box)
        .find((row) => !row.hidden)
        ?.querySelector("select, input:not([type='hidden'])")
        ?.focus();
    }
    if (event.key === "Escape") {
      const scroll = event.target.closest(".table-scroll[id]");
      const around = box ?? (scroll && document.querySelector(`[data-find='${scroll.id}']`));
      if (around) {
        clear(around);
      }
    }
  });

  for (const box of document.querySelectorAll("[data-find]")) {
    box.hidden = false;
  }
})();
