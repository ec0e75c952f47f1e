// Sums that follow what is typed into a grid of numbers, and what does not add up in words at its row and its column.
(() => {
  "use strict";

  const figure = (number) => new Intl.NumberFormat(document.documentElement.lang).format(number);

  const typed = (input) => (/^\d{1,6}$/.test(input.value.trim()) ? Number(input.value.trim()) : 0);

  const told = (table, side, difference) => {
    const more = difference > 0 ? "More" : "Fewer";
    return difference === 0 ? "" : table.dataset[`${side}${more}`].replace("{count}", figure(Math.abs(difference)));
  };

  const write = (element, text) => {
    if (element && element.textContent !== text) {
      element.textContent = text;
    }
  };

  // The first number of a row is what the others are to add up to.
  const addUp = (table) => {
    const sums = [];
    let unequal = 0;
    for (const row of table.tBodies[0].rows) {
      const [goal, ...cells] = [...row.querySelectorAll("input")].map(typed);
      const total = cells.reduce((sum, cell) => sum + cell, 0);
      [goal, ...cells].forEach((cell, place) => {
        sums[place] = (sums[place] ?? 0) + cell;
      });
      write(row.querySelector("[data-total]"), figure(total));
      write(row.querySelector("[data-told]"), told(table, "row", total - goal));
      unequal += total === goal ? 0 : 1;
    }
    [...table.tFoot.querySelectorAll("[data-sum]")].forEach((element, place) => {
      const cell = element.closest("td");
      write(element, figure(sums[place]));
      if (cell.dataset.target) {
        const difference = sums[place] - Number(cell.dataset.target);
        write(cell.querySelector("[data-told]"), told(table, "column", difference));
        unequal += difference === 0 ? 0 : 1;
      }
    });
    write(table.tFoot.querySelector("[data-total]"), figure(sums.slice(1).reduce((sum, cell) => sum + cell, 0)));
    const line = table.closest("form").querySelector("[data-unequal]");
    write(line, unequal === 0 ? line.dataset.equal : line.dataset.unequal.replace("{count}", figure(unequal)));
  };

  const waiting = new Set();

  document.addEventListener("input", (event) => {
    const table = event.target.closest?.("table[data-sums]");
    if (!table || waiting.has(table)) {
      return;
    }
    // A pasted block changes hundreds of cells: they are added up once.
    waiting.add(table);
    requestAnimationFrame(() => {
      waiting.delete(table);
      addUp(table);
    });
  });
})();
