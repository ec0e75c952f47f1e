// Beside the board: the tray, narrowed by words and by kind, block or class, and findings that lead to their places.
(() => {
  "use strict";

  const board = document.querySelector("[data-board]");
  if (!board) {
    return;
  }

  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d");
  const text = board.querySelector("#tray-text");
  const group = board.querySelector("#tray-group");

  const narrow = () => {
    for (const one of board.querySelectorAll("[data-tray]")) {
      const isFound = folded(one.dataset.text).includes(folded(text.value.trim()));
      one.hidden = !isFound || !(group.value === "" || one.dataset.groups.split(" ").includes(group.value));
    }
  };

  text.addEventListener("input", narrow);
  group.addEventListener("change", narrow);
  board.addEventListener("board:changed", narrow);
  board.querySelector(".tray-filter").hidden = false;

  // From a finding to its place, where it stands in this view.

  document.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-jump]");
    const piece = jump && document.getElementById(`piece-${jump.dataset.jump}`);
    if (piece) {
      event.preventDefault();
      piece.scrollIntoView({ block: "center", inline: "center" });
      piece.focus({ preventScroll: true });
    }
  });
})();
