// A button that copies a text, also where a browser is old or a host has no TLS.
(function () {
  "use strict";

  const { make } = window.playedDilemma;

  async function copyText(text, place) {         // whether it is on the clipboard
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {                                    // an old browser, or a host without TLS
      const area = make("textarea.play-quiet", { readonly: "", "aria-hidden": "true" });
      area.value = text;
      place.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function copies(button, output, texts, text) {
    button.addEventListener("click", async function () {
      const done = await copyText(text(), button.parentElement);
      button.focus();
      output.textContent = done ? texts.copied : texts.failed;
    });
  }

  window.playedDilemma.copies = copies;
}());
