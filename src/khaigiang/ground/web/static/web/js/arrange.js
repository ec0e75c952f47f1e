// Lists put in order: dragged by their handle with mouse or finger, or picked up by the space bar and moved by arrows.
(() => {
  "use strict";

  const listOf = (handle) => handle.closest("[data-arrange]");

  const lineOf = (node) => node?.closest?.("[data-line]") ?? null;

  const linesOf = (list) => [...list.querySelectorAll("[data-line]")];

  const isBlock = (line) => line.dataset.line.startsWith("b");

  // A block goes with the lines under it.
  const groupOf = (line) => {
    const group = [line];
    if (isBlock(line)) {
      for (let next = line.nextElementSibling; next?.dataset.line && !isBlock(next) && !("fixed" in next.dataset); next = next.nextElementSibling) {
        group.push(next);
      }
    }
    return group;
  };

  const mayStandBefore = (line, other) => {
    const lines = linesOf(listOf(line));
    if ("fixed" in other.dataset) {
      return other === lines[lines.length - 1];
    }
    return isBlock(line) ? isBlock(other) : other !== lines.find(isBlock);
  };

  const say = (list, sentence, line, place) => {
    const lines = linesOf(list);
    list.querySelector("[data-arrange-told]").textContent = sentence
      .replace("{line}", line.dataset.title)
      .replace("{place}", String(place ?? lines.indexOf(line) + 1))
      .replace("{count}", String(lines.length));
  };

  const send = (list, line) => {
    const group = groupOf(line);
    const next = group[group.length - 1].nextElementSibling;
    const form = list.querySelector("[data-arrange-form]");
    form.elements.namedItem("line").value = line.dataset.line;
    form.elements.namedItem("before").value = next?.dataset.line ?? "";
    list.dataset.arrangeFocus = line.dataset.line;
    focusAfter = line.dataset.line;
    form.requestSubmit();
  };

  let held = null;
  let focusAfter = null;

  const put = (line, before) => {
    const group = groupOf(line);
    for (const one of group) {
      line.parentElement.insertBefore(one, before);
    }
  };

  const pickUp = (line, how) => {
    const last = groupOf(line).at(-1);
    held = { line, how, home: last.nextElementSibling, moved: false };
    line.classList.add("is-held");
    line.querySelector("[data-handle]").setAttribute("aria-pressed", "true");
    say(listOf(line), listOf(line).dataset.picked, line);
  };

  const letGo = () => {
    held.line.classList.remove("is-held");
    held.line.querySelector("[data-handle]").setAttribute("aria-pressed", "false");
    held = null;
  };

  const putBack = () => {
    const { line, home } = held;
    const handle = line.querySelector("[data-handle]");
    put(line, home);
    letGo();
    say(listOf(line), listOf(line).dataset.back, line);
    handle.focus();
  };

  const drop = () => {
    const { line, moved } = held;
    letGo();
    if (moved) {
      say(listOf(line), listOf(line).dataset.dropped, line);
      send(listOf(line), line);
    } else {
      say(listOf(line), listOf(line).dataset.back, line);
    }
  };

  const step = (down) => {
    const { line } = held;
    const group = groupOf(line);
    const others = linesOf(listOf(line)).filter((one) => !group.includes(one));
    const places = [...others.filter((one) => mayStandBefore(line, one)), null].filter(
      (one, at, all) => one !== null || !all.some((place) => place && "fixed" in place.dataset),
    );
    const next = group.at(-1).nextElementSibling?.dataset?.line ? group.at(-1).nextElementSibling : null;
    const at = places.indexOf(next);
    const wanted = at + (down ? 1 : -1);
    if (at < 0 || wanted < 0 || wanted >= places.length) {
      return;
    }
    put(line, places[wanted]);
    held.moved = true;
    line.querySelector("[data-handle]").focus();
    line.scrollIntoView({ block: "nearest" });
    say(listOf(line), listOf(line).dataset.moved, line);
  };

  document.addEventListener("keydown", (event) => {
    const handle = event.target.closest?.("[data-handle]");
    if (!handle || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const line = lineOf(handle);
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (held?.line === line) {
        drop();
      } else if (!held) {
        pickUp(line, "keys");
      }
    } else if (held && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown");
    } else if (held && (event.key === "Escape" || event.key === "Tab")) {
      if (event.key === "Escape") {
        event.preventDefault();
      }
      putBack();
    }
  });

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.("[data-handle]");
    if (!handle || held || event.button !== 0) {
      return;
    }
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    pickUp(lineOf(handle), "pointer");
  });

  document.addEventListener("pointermove", (event) => {
    if (held?.how !== "pointer") {
      return;
    }
    const { line } = held;
    const over = lineOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!over || listOf(over) !== listOf(line) || groupOf(line).includes(over)) {
      return;
    }
    const box = over.getBoundingClientRect();
    const below = event.clientY > box.top + box.height / 2;
    const before = below ? over.nextElementSibling : over;
    if (before?.dataset?.line ? mayStandBefore(line, before) : !("fixed" in over.dataset)) {
      put(line, before?.dataset?.line ? before : null);
      held.moved = true;
    }
  });

  document.addEventListener("pointerup", () => {
    if (held?.how === "pointer") {
      drop();
    }
  });

  document.addEventListener("pointercancel", () => {
    if (held?.how === "pointer") {
      putBack();
    }
  });

  // What answers a drop is drawn anew: whoever moved the line goes on from it.
  document.addEventListener("htmx:afterSettle", () => {
    if (focusAfter) {
      document.querySelector(`[data-line="${focusAfter}"] [data-handle]`)?.focus();
      focusAfter = null;
    }
  });
})();
