// Fills the screen with the game, for a room that votes by hands. The button is shown only where a
// browser can do it; sizes stand in projector.css.
(function () {
  "use strict";

  function revive(button) {
    const root = button.closest("[data-play]");
    const { enter, leave } = JSON.parse(root.querySelector(".play-data").textContent).words.screen;
    const filled = () => document.fullscreenElement === root;

    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", async function () {
      try {
        if (filled()) await document.exitFullscreen();
        else await root.requestFullscreen();
      } catch { /* the browser refuses, and the game stays in the page */ }
    });
    document.addEventListener("fullscreenchange", function () {
      button.textContent = filled() ? leave : enter;
    });
  }

  document.querySelectorAll(".play-screen").forEach(revive);
}());
