// Tables that are typed into: arrows and Enter move between cells, a block copied from a spreadsheet is pasted at once.
(() => {
  "use strict";

  const CELLS = "input:not([type='hidden']):not(:disabled):not([readonly]), select:not(:disabled)";

  const rowsOf = (grid) =>
    [...grid.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.hidden).map((row) => [...row.querySelectorAll(CELLS)]).filter((row) => row.length > 0);

  const placeOf = (rows, cell) => {
    for (const [y, row] of rows.entries()) {
      const x = row.indexOf(cell);
      if (x >= 0) {
        return { x, y };
      }
    }
    return null;
  };

  const enter = (cell) => {
    cell.focus();
    if (cell instanceof HTMLInputElement && cell.type !== "checkbox" && cell.type !== "radio") {
      cell.select();
    }
  };

  const atEdge = (cell, side) => {
    if (!(cell instanceof HTMLInputElement) || cell.selectionStart === null) {
      return true;
    }
    const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    return whole || (side === "start" ? cell.selectionEnd === 0 : cell.selectionStart === cell.value.length);
  };

  const step = (event, cell) => {
    switch (event.key) {
      case "Enter":
        return { dx: 0, dy: event.shiftKey ? -1 : 1 };
      case "ArrowDown":
        return cell instanceof HTMLSelectElement && !event.ctrlKey ? null : { dx: 0, dy: 1 };
      case "ArrowUp":
        return cell instanceof HTMLSelectElement && !event.ctrlKey ? null : { dx: 0, dy: -1 };
      case "ArrowRight":
        return atEdge(cell, "end") ? { dx: 1, dy: 0 } : null;
      case "ArrowLeft":
        return atEdge(cell, "start") ? { dx: -1, dy: 0 } : null;
      default:
        return null;
    }
  };

  const changed = (cell) => {
    cell.classList.toggle("is-changed", cell.value !== (cell.dataset.first ?? cell.defaultValue ?? ""));
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    const cell = event.target;
    const grid = cell.closest?.("table[data-grid]");
    if (!grid || !cell.matches(CELLS) || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      cell.form?.requestSubmit();
      return;
    }
    const move = step(event, cell);
    if (!move) {
      return;
    }
    // Enter moves on and never sends a half-typed grid.
    event.preventDefault();
    const rows = rowsOf(grid);
    const place = placeOf(rows, cell);
    const row = rows[place.y + move.dy];
    const next = row?.[Math.min(place.x, row.length - 1) + move.dx];
    if (next) {
      enter(next);
    }
  });

  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("table[data-grid] input") && event.target.selectionStart !== null) {
      event.target.select();
    }
  });

  document.addEventListener("change", (event) => {
    const cell = event.target;
    if (cell.matches?.("table[data-grid] input[type='text'], table[data-grid] input:not([type])")) {
      cell.classList.toggle("is-changed", cell.value !== cell.defaultValue);
    }
  });

  // A block as a spreadsheet gives it: rows by line, cells by tab, cells with line breaks in quotes.
  const readBlock = (text) => {
    const rows = [[""]];
    let quoted = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let i = 0; i < source.length; i += 1) {
      const letter = source[i];
      const row = rows[rows.length - 1];
      if (quoted && letter === '"' && source[i + 1] === '"') {
        row[row.length - 1] += '"';
        i += 1;
      } else if (letter === '"' && (quoted || row[row.length - 1] === "")) {
        quoted = !quoted;
      } else if (letter === "\t" && !quoted) {
        row.push("");
      } else if (letter === "\n" && !quoted) {
        rows.push([""]);
      } else {
        row[row.length - 1] += letter;
      }
    }
    return rows.map((row) => row.map((value) => value.trim()));
  };

  const optionFor = (select, text) => {
    const wanted = text.normalize("NFC").toLowerCase();
    return [...select.options].find(
      (option) => option.value.toLowerCase() === wanted || option.label.normalize("NFC").toLowerCase() === wanted,
    );
  };

  const say = (grid, tone, text) => {
    let box = grid.closest("form, .card, main").querySelector("[data-grid-message]");
    if (!box) {
      box = document.createElement("div");
      box.dataset.gridMessage = "";
      grid.closest(".table-scroll").before(box);
    }
    box.className = text ? `grid-message alert alert-${tone}` : "grid-message";
    box.setAttribute("role", tone === "danger" ? "alert" : "status");
    box.textContent = text;
  };

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  document.addEventListener("paste", (event) => {
    const cell = event.target;
    const grid = cell.closest?.("table[data-grid]");
    if (!grid || !cell.matches(CELLS)) {
      return;
    }
    const block = readBlock(event.clipboardData.getData("text/plain"));
    if (block.length === 1 && block[0].length === 1 && !(cell instanceof HTMLSelectElement)) {
      return;
    }
    event.preventDefault();
    const rows = rowsOf(grid);
    const place = placeOf(rows, cell);
    const width = Math.max(...block.map((row) => row.length));
    const rowsLeft = rows.length - place.y;
    const columnsLeft = Math.min(...rows.slice(place.y, place.y + block.length).map((row) => row.length)) - place.x;
    if (block.length > rowsLeft || width > columnsLeft) {
      say(grid, "danger", fill(grid.dataset.misfit, { rows: block.length, columns: width, rowsLeft, columnsLeft }));
      return;
    }
    for (const [dy, values] of block.entries()) {
      for (const [dx, value] of values.entries()) {
        const target = rows[place.y + dy][place.x + dx];
        if (target instanceof HTMLSelectElement && !optionFor(target, value)) {
          say(grid, "danger", fill(grid.dataset.unknown, { value }));
          enter(target);
          return;
        }
      }
    }
    let count = 0;
    for (const [dy, values] of block.entries()) {
      for (const [dx, value] of values.entries()) {
        const target = rows[place.y + dy][place.x + dx];
        target.value = target instanceof HTMLSelectElement ? optionFor(target, value).value : value;
        changed(target);
        count += 1;
      }
    }
    say(grid, "success", fill(grid.dataset.pasted, { count }));
  });
})();
