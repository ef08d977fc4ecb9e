// Fills the screen with the game, for a room that votes by hands. The button is shown only where a
// browser can do it; sizes stand in projector.css.
(function () {
  "use strict";

  window.playedDilemma.revive(".play-screen", function (root, game, button) {
    const { enter, leave } = game.tables.words.screen;
    const isFull = () => document.fullscreenElement === root;

    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", async function () {
      try {
        if (isFull()) await document.exitFullscreen();
        else await root.requestFullscreen();
      } catch { /* the browser refuses, and the game stays in the page */ }
    });
    document.addEventListener("fullscreenchange", function () {
      button.textContent = isFull() ? leave : enter;
    });
  });
}());
