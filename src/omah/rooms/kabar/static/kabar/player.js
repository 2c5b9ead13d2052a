// Send the player to the moment of a mark; without this the mark opens the sound there.
const player = document.querySelector("audio");
const transcript = document.querySelector("[data-transcript]");

/** @param {number} second */
function playFrom(second) {
  if (player.readyState > 0) {
    player.currentTime = second;
  } else {
    player.addEventListener("loadedmetadata", () => (player.currentTime = second), {
      once: true,
    });
  }
  player.play();
}

transcript?.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-second]");
  if (!mark || !player) return;
  event.preventDefault();
  playFrom(Number(mark.dataset.second));
});
