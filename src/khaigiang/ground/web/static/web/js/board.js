// The board of a timetable: pieces are picked up by mouse, touch or keyboard, every half-day says what would happen, and
// what others do meanwhile appears in place. Without this script links and buttons of the page do the same.
(() => {
  "use strict";

  const board = document.querySelector("[data-board]");
  if (!board) {
    return;
  }

  const NEAR = 6;
  const LONG_PRESS = 300;
  const POLL = 4000;
  const EDGE = 48;
  const mayWrite = board.dataset.mayWrite === "yes";
  const saying = board.querySelector("[data-said]");
  const scroll = board.querySelector(".board-scroll");
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
  const spots = () => [...board.querySelectorAll("[data-spot]")];
  const spotOf = (key) => board.querySelector(`[data-spot="${CSS.escape(key)}"]`);

  // The piece in hand, and the drag that may become one.
  let held = null;
  let drag = null;
  let last = Number(board.dataset.last);

  const say = (text, tone = "") => {
    saying.textContent = text;
    saying.dataset.tone = tone;
  };

  // Talking to the server

  const asked = (address, more = {}) => `${address}?${new URLSearchParams([...new URLSearchParams(board.dataset.query), ...Object.entries(more)])}`;

  const ask = async (address, { body = null, more = {} } = {}) => {
    try {
      const answer = await fetch(asked(address, { since: last, ...more }), {
        method: body ? "POST" : "GET",
        body: body && new URLSearchParams(body),
        headers: { Accept: "application/json", ...(body ? { "X-CSRFToken": token() } : {}) },
      });
      if (answer.status === 204) {
        return null;
      }
      if (!answer.ok && answer.status !== 422) {
        throw new Error(answer.statusText);
      }
      return await answer.json();
    } catch {
      say(board.dataset.lost, "danger");
      return null;
    }
  };

  // Redrawing

  const redraw = (answer) => {
    last = answer.last;
    const active = document.activeElement?.dataset?.piece;
    for (const [key, html] of Object.entries(answer.spots)) {
      const spot = spotOf(key);
      if (spot) {
        spot.querySelector(".spot-pieces").innerHTML = html;
        spot.classList.remove("is-fresh");
        void spot.offsetWidth;
        spot.classList.add("is-fresh");
      }
    }
    const tray = spotOf("tray");
    for (const key of answer.keys) {
      tray.querySelector(`[data-tray="${key}"]`)?.remove();
    }
    for (const html of Object.values(answer.tray)) {
      tray.querySelector("ul").insertAdjacentHTML("beforeend", html);
    }
    board.querySelector("[data-tray-count]").textContent = tray.querySelectorAll("[data-tray]").length;
    board.querySelector("[data-log]").innerHTML = answer.log;
    if (active) {
      document.getElementById(`piece-${active}`)?.focus();
    }
    board.dispatchEvent(new CustomEvent("board:changed"));
  };

  // An act of another page may have given a class other days or another programme: rows and tray are fetched whole.
  const redrawWhole = async () => {
    const focused = document.activeElement?.dataset.spot;
    const answer = await fetch(location.href);
    if (!answer.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of [".board-table", ".tray"]) {
      board.querySelector(part).replaceWith(fresh.querySelector(part));
    }
    board.querySelector("[data-tray-count]").textContent = board.querySelectorAll("[data-tray]").length;
    if (focused) {
      spotOf(focused)?.focus();
    }
  };

  const heard = async (answer, mine) => {
    if (!answer) {
      return;
    }
    const taken = held && answer.keys.includes(held.piece) ? held : null;
    if (taken) {
      held = null;
      clear();
    }
    redraw(answer);
    if (answer.anew) {
      await redrawWhole();
    }
    if (held) {
      await weigh();
    }
    if (taken) {
      say(filled(board.dataset.taken, { piece: taken.name, said: answer.said.join(" ") }), "danger");
      document.getElementById(`piece-${taken.piece}`)?.focus();
      return;
    }
    if (answer.refusal) {
      say([answer.refusal, ...answer.others].join(" "), "danger");
    } else if (mine) {
      say(filled(board.dataset.dropped, { said: answer.said.join(" ") }), "success");
    } else if (answer.others.length > 0) {
      say(filled(board.dataset.byOthers, { said: answer.others.join(" ") }), "info");
    }
  };

  const act = async (address, body) => {
    const answer = await ask(address, { body });
    await heard(answer, true);
    return answer;
  };

  const poll = async () => {
    if (!document.hidden) {
      await heard(await ask(board.dataset.steps), false);
    }
  };

  // Picking up and setting down

  // What is written into half-days makes them taller: what the hand is at stays where it is on the screen.
  const steady = (element, change) => {
    const before = element?.getBoundingClientRect();
    change();
    if (before?.height) {
      const after = element.getBoundingClientRect();
      scroll.scrollBy({ left: after.left - before.left, top: after.top - before.top, behavior: "instant" });
      window.scrollBy({ top: element.getBoundingClientRect().top - before.top, behavior: "instant" });
    }
  };

  const itemsIn = (spot) => {
    const [row] = spot.dataset.spot.split("/");
    if (row.startsWith("l") || row.startsWith("h")) {
      return null;
    }
    const ofClass = held.piece.split("-")[0];
    return [...spot.querySelectorAll("[data-piece]")]
      .filter((one) => one.dataset.piece.startsWith(`${ofClass}-`) && one.dataset.piece !== held.piece)
      .map((one) => one.dataset.piece.split("-")[1]);
  };

  const unmark = () => {
    for (const spot of spots()) {
      delete spot.dataset.state;
      spot.removeAttribute("tabindex");
      spot.removeAttribute("role");
      spot.removeAttribute("aria-label");
      spot.removeAttribute("title");
      spot.querySelector(":scope > .spot-said")?.remove();
    }
  };

  const clear = () => {
    board.classList.remove("is-holding");
    if (whereTo) {
      whereTo.hidden = true;
    }
    unmark();
    for (const piece of board.querySelectorAll(".is-held")) {
      piece.classList.remove("is-held");
    }
  };

  const layBack = () => {
    const { piece, name } = held;
    held = null;
    steady(document.getElementById(`piece-${piece}`), clear);
    say(filled(board.dataset.back, { piece: name }));
    document.getElementById(`piece-${piece}`)?.focus();
  };

  const mark = (spot, state, said) => {
    spot.dataset.state = state;
    spot.tabIndex = -1;
    spot.setAttribute("role", "group");
    spot.setAttribute("aria-label", [spot.dataset.row, spot.dataset.label, said].filter(Boolean).join(", "));
    spot.title = said;
    const text = document.createElement("p");
    text.className = "spot-said";
    text.textContent = said;
    spot.append(text);
  };

  // What every half-day means for the piece in hand; how many are free and how many warn, or nothing once it was put down.
  const weigh = async () => {
    const { piece, seen } = held;
    const focused = document.activeElement?.dataset.spot;
    const answer = await ask(board.dataset.slots, { more: { hold: piece } });
    if (!held || held.piece !== piece) {
      return null;
    }
    if (!answer?.slots) {
      if (answer) {
        say(answer.said, "danger");
      }
      held = null;
      clear();
      return null;
    }
    const counted = { free: 0, warns: 0 };
    steady(document.getElementById(`piece-${piece}`), () => {
      unmark();
      for (const spot of spots()) {
        const [state, said] = answer.slots[spot.dataset.spot] ?? [];
        if (state) {
          mark(spot, state, said);
          counted[state] = (counted[state] ?? 0) + 1;
        }
      }
      if (seen !== "0") {
        mark(spotOf("tray"), "free", spotOf("tray").dataset.label);
      }
    });
    document.getElementById(`piece-${piece}`)?.classList.add("is-held");
    if (focused) {
      spotOf(focused)?.focus();
    }
    return counted;
  };

  const pickUp = async (element, { byKey = false } = {}) => {
    const { piece, seen, name } = element.dataset;
    held = { piece, seen, name, from: element.closest("[data-spot]")?.dataset.spot };
    element.classList.add("is-held");
    board.classList.add("is-holding");
    whereTo.hidden = false;
    const counted = await weigh();
    if (!counted) {
      return;
    }
    say(filled(board.dataset.picked, { piece: name, ...counted }), "info");
    if (byKey) {
      (spotOf(held.from) ?? board.querySelector("[data-state='free'], [data-state='warns']"))?.focus();
    }
  };

  const setDown = async (spot) => {
    if (!spot?.dataset.state || spot.dataset.state === "here") {
      layBack();
      return;
    }
    if (spot.dataset.state === "forbidden") {
      say(spot.getAttribute("aria-label"), "danger");
      return;
    }
    const { piece, seen, name } = held;
    const key = spot.dataset.spot;
    const items = key === "tray" ? null : itemsIn(spot);
    held = null;
    steady(spot, clear);
    const body = key === "tray" ? { piece, seen } : { piece, seen, to: items ? `${key}|${items.join(",")}` : key };
    await act(key === "tray" ? board.dataset.takeOff : board.dataset.move, body);
    document.getElementById(`piece-${piece}`)?.focus({ preventScroll: true });
  };

  // By keyboard: the half-day above, below, left or right of this one.

  const beside = (spot, key) => {
    const here = spot.getBoundingClientRect();
    const [x, y] = [here.left + here.width / 2, here.top + here.height / 2];
    const ahead = { ArrowLeft: (dx) => -dx, ArrowRight: (dx) => dx, ArrowUp: (_dx, dy) => -dy, ArrowDown: (_dx, dy) => dy }[key];
    const aside = key === "ArrowLeft" || key === "ArrowRight" ? (_dx, dy) => Math.abs(dy) : (dx) => Math.abs(dx);
    let best = null;
    for (const other of spots().filter((one) => one !== spot && one.dataset.state)) {
      const there = other.getBoundingClientRect();
      const [dx, dy] = [there.left + there.width / 2 - x, there.top + there.height / 2 - y];
      const far = ahead(dx, dy) + 4 * aside(dx, dy);
      if (ahead(dx, dy) > 1 && (!best || far < best.far)) {
        best = { other, far };
      }
    }
    return best?.other;
  };

  board.addEventListener("keydown", (event) => {
    if (!mayWrite) {
      return;
    }
    if (event.key === "Escape" && held) {
      event.preventDefault();
      layBack();
      return;
    }
    const spot = held && event.target.closest("[data-spot]");
    if (!spot) {
      const piece = event.target.closest("[data-piece]");
      if (piece && !held && event.key === " ") {
        event.preventDefault();
        pickUp(piece, { byKey: true });
      }
      return;
    }
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = beside(spot, event.key);
      if (next) {
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      setDown(spot);
    }
  });

  board.addEventListener("focusin", (event) => {
    if (held && event.target.dataset.state) {
      say(event.target.getAttribute("aria-label"));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea")) {
      return;
    }
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey;
    const isRedo = (event.ctrlKey || event.metaKey) && (event.key.toLowerCase() === "y" || (event.key.toLowerCase() === "z" && event.shiftKey));
    if (mayWrite && (isUndo || isRedo)) {
      event.preventDefault();
      act(isUndo ? board.dataset.undo : board.dataset.redo, { number: "" });
    }
  });

  // By a click (and a tap): on a piece, then on a half-day.

  board.addEventListener("click", (event) => {
    if (drag?.moved || event.ctrlKey || event.metaKey || !mayWrite) {
      event.preventDefault();
      return;
    }
    const piece = event.target.closest("[data-piece]");
    const spot = event.target.closest("[data-spot]");
    if (held && spot) {
      event.preventDefault();
      setDown(spot);
    } else if (piece && !held) {
      event.preventDefault();
      // A click that no pointer made comes from the Enter key.
      pickUp(piece, { byKey: event.detail === 0 });
    }
  });

  // By dragging: at once with a mouse, after a long press with a finger, so that the page still scrolls.

  const begin = () => {
    drag.moved = true;
    drag.ghost = drag.piece.cloneNode(true);
    drag.ghost.removeAttribute("id");
    drag.ghost.classList.add("piece-ghost");
    drag.ghost.style.width = `${drag.piece.offsetWidth}px`;
    document.body.append(drag.ghost);
    follow();
    roll();
    pickUp(drag.piece);
  };

  const follow = () => {
    drag.ghost.style.transform = `translate(${drag.x + 8}px, ${drag.y + 8}px)`;
    const under = document.elementFromPoint(drag.x, drag.y)?.closest("[data-spot]");
    if (under !== drag.over) {
      drag.over?.classList.remove("is-over");
      drag.over = under;
      under?.classList.add("is-over");
      if (under?.dataset.state) {
        say(under.getAttribute("aria-label"));
      }
    }
  };

  // At its edge the board goes on under the hand that rests there, and where it ends the page does, down to the tray.
  const roll = () => {
    if (!drag?.moved) {
      return;
    }
    const box = scroll.getBoundingClientRect();
    const pull = (at, from, to) => (at < from + EDGE ? -EDGE / 6 : at > to - EDGE ? EDGE / 6 : 0);
    const [wasX, wasY, was] = [scroll.scrollLeft, scroll.scrollTop, scrollY];
    const isBeside = drag.y > box.top && drag.y < box.bottom;
    if (isBeside) {
      scroll.scrollBy(pull(drag.x, box.left, box.right), pull(drag.y, Math.max(box.top, 0), Math.min(box.bottom, innerHeight)));
    }
    if (scroll.scrollTop === wasY) {
      window.scrollBy({ top: pull(drag.y, 0, innerHeight), behavior: "instant" });
    }
    if (scroll.scrollLeft !== wasX || scroll.scrollTop !== wasY || scrollY !== was) {
      follow();
    }
    requestAnimationFrame(roll);
  };

  const end = () => {
    clearTimeout(drag.timer);
    drag.ghost?.remove();
    drag.over?.classList.remove("is-over");
    const { moved } = drag;
    // The click that follows a drag is none.
    setTimeout(() => {
      drag = null;
    });
    return moved;
  };

  board.addEventListener("pointerdown", (event) => {
    const piece = event.target.closest("[data-piece]");
    if (!mayWrite || !piece || held || event.button !== 0) {
      return;
    }
    drag = { piece, id: event.pointerId, x: event.clientX, y: event.clientY, fromX: event.clientX, fromY: event.clientY, moved: false };
    if (event.pointerType === "touch") {
      drag.timer = setTimeout(begin, LONG_PRESS);
    }
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) {
      return;
    }
    [drag.x, drag.y] = [event.clientX, event.clientY];
    const far = Math.hypot(drag.x - drag.fromX, drag.y - drag.fromY);
    if (drag.moved) {
      follow();
    } else if (event.pointerType === "touch") {
      if (far > NEAR) {
        clearTimeout(drag.timer);
        drag = null;
      }
    } else if (far > NEAR) {
      begin();
    }
  });

  document.addEventListener("touchmove", (event) => drag?.moved && event.preventDefault(), { passive: false });

  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.id) {
      return;
    }
    const { over } = drag;
    if (end() && held) {
      dropWhenKnown(over);
    }
  });

  document.addEventListener("pointercancel", () => {
    if (drag && end() && held) {
      layBack();
    }
  });

  // A quick hand lets go before the server has said what is possible: the drop waits for its answer.
  const dropWhenKnown = async (spot) => {
    for (let waited = 0; waited < 50 && held && !board.querySelector("[data-state]"); waited += 1) {
      await new Promise((wake) => setTimeout(wake, 100));
    }
    if (held) {
      await setDown(spot);
      if (held) {
        const why = saying.textContent;
        layBack();
        say(why, "danger");
      }
    }
  };

  board.addEventListener("dragstart", (event) => event.preventDefault());
  board.addEventListener("contextmenu", (event) => drag && event.preventDefault());

  // Forms of the page (undo, redo) without leaving it.

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-act]");
    if (form) {
      event.preventDefault();
      act(form.action.split("?")[0], new FormData(form));
    }
  });

  // Suggestions: where the piece in hand could go, what could go to a free half-day.

  const offers = board.querySelector("[data-suggestions]");
  const whereTo = board.querySelector("[data-where-to]");

  const suggest = async (asks, heading) => {
    const answer = await fetch(asked(offers.dataset.suggestions, asks), { headers: { "HX-Request": "true" } });
    if (answer.ok) {
      offers.querySelector("[data-suggestions-of]").textContent = heading;
      offers.querySelector("[data-suggestions-list]").innerHTML = await answer.text();
      offers.hidden = false;
      offers.scrollIntoView({ block: "nearest" });
      offers.querySelector("button")?.focus();
    } else {
      say(board.dataset.lost, "danger");
    }
  };

  whereTo?.addEventListener("click", () => {
    const { piece, name } = held;
    layBack();
    suggest({ hold: piece }, filled(board.dataset.where, { piece: name }));
  });

  board.addEventListener("click", (event) => {
    const spot = event.target.closest("[data-spot^='c']");
    if (mayWrite && spot && !held && !event.defaultPrevented && !spot.querySelector("[data-piece]")) {
      event.preventDefault();
      suggest({ spot: spot.dataset.spot }, filled(board.dataset.what, { spot: `${spot.dataset.row}, ${spot.dataset.label}` }));
    }
  });

  board.addEventListener("board:changed", () => {
    offers.hidden = true;
  });

  board.querySelector("#id_of")?.addEventListener("change", (event) => event.target.form.submit());

  setInterval(poll, POLL);
})();
