// A calendar of check boxes that are painted: drag over them with mouse or finger, or walk with arrows and press space.
(() => {
  "use strict";

  let painting = null;

  const boxAt = (target) => target?.closest?.("[data-paint] label")?.querySelector("input[type='checkbox']");

  const tell = (paint) => {
    const told = paint.querySelector("[data-painted]");
    const count = paint.querySelectorAll("input[type='checkbox']:checked").length;
    if (told) {
      told.textContent = count ? told.dataset.painted.replace("{count}", count) : "";
    }
  };

  const set = (box, value) => {
    if (box && box.checked !== value) {
      box.checked = value;
      tell(box.closest("[data-paint]"));
    }
  };

  document.addEventListener("pointerdown", (event) => {
    const box = boxAt(event.target);
    if (box && event.button === 0) {
      painting = { value: !box.checked };
      event.target.releasePointerCapture?.(event.pointerId);
      set(box, painting.value);
    }
  });

  document.addEventListener("pointermove", (event) => {
    if (painting) {
      set(boxAt(document.elementFromPoint(event.clientX, event.clientY)), painting.value);
    }
  });

  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      painting = null;
    });
  }

  // The press has painted already; a click made by the keyboard has no detail and toggles as ever.
  document.addEventListener("click", (event) => {
    if (event.detail > 0 && boxAt(event.target)) {
      event.preventDefault();
    }
  });

  document.addEventListener("change", (event) => {
    const paint = event.target.closest?.("[data-paint]");
    if (paint) {
      tell(paint);
    }
  });

  const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

  document.addEventListener("keydown", (event) => {
    const box = boxAt(event.target);
    if (!box || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const cell = box.closest("td");
    const boxes = [...cell.querySelectorAll("input[type='checkbox']")];
    const place = boxes.indexOf(box);
    const cells = [...box.closest("tbody").querySelectorAll("td")];
    let next = null;
    if (event.key in STEPS) {
      next = cells[cells.indexOf(cell) + STEPS[event.key]]?.querySelectorAll("input[type='checkbox']")[place];
    } else if (event.key === "ArrowDown") {
      next = boxes[place + 1] ?? cells[cells.indexOf(cell) + 7]?.querySelector("input[type='checkbox']");
    } else if (event.key === "ArrowUp") {
      const above = cells[cells.indexOf(cell) - 7]?.querySelectorAll("input[type='checkbox']") ?? [];
      next = boxes[place - 1] ?? above[above.length - 1];
    }
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
})();
