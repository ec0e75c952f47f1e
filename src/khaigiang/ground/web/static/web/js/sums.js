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

  // What a row is to add up to: its goal, or else the first number of it. A row with a goal and nothing typed is left out.
  const addUp = (table) => {
    const sums = [];
    let whole = 0;
    let unequal = 0;
    let isEveryRowTyped = true;
    for (const row of table.tBodies[0].rows) {
      const inputs = [...row.querySelectorAll("input")];
      const numbers = inputs.map(typed);
      numbers.forEach((number, place) => {
        sums[place] = (sums[place] ?? 0) + number;
      });
      const hasGoal = row.dataset.goal !== undefined;
      const goal = hasGoal ? Number(row.dataset.goal) : numbers.shift();
      const isLeftOut = hasGoal && inputs.every((input) => input.value.trim() === "");
      const total = numbers.reduce((sum, cell) => sum + cell, Number(row.dataset.fixed ?? 0));
      const difference = isLeftOut ? 0 : total - goal;
      isEveryRowTyped &&= !isLeftOut;
      whole += total;
      write(row.querySelector("[data-total]"), figure(total));
      write(row.querySelector("[data-told]"), told(table, "row", difference));
      unequal += difference === 0 ? 0 : 1;
    }
    [...table.tFoot.querySelectorAll("[data-sum]")].forEach((element, place) => {
      const cell = element.closest("td");
      write(element, figure(sums[place]));
      if (cell.dataset.most) {
        const least = isEveryRowTyped ? Number(cell.dataset.least) : 0;
        const difference = sums[place] - Math.min(Math.max(sums[place], least), Number(cell.dataset.most));
        write(cell.querySelector("[data-told]"), told(table, "column", difference));
        unequal += difference === 0 ? 0 : 1;
      }
    });
    write(table.tFoot.querySelector("[data-total]"), figure(whole));
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
