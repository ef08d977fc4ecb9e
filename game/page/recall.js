// Shows the reader's own history on another page: its picture, and what it came to.
(function () {
  "use strict";

  const { CHAIRS, WIDE, count, facts, kept, legend, named, place, revive, river } = window.playedDilemma;

  // What another page says of the reader's own history: its picture, and sentences in their places.
  function recall(root, game) {
    const { words, recorded } = game.tables;
    const state = kept(root, game).read();
    const own = state && game.historyOf(state);
    const mine = own && own.pending === null;
    const history = mine ? own : game.historyOf(recorded);
    const us = history.seat;
    const known = facts(game, history);
    const suspects = count(history.years.map((one) => one.readings[us] > 1));
    const bent = CHAIRS.map((chair) => count(history.bent.map(([, who]) => who === chair)));
    const values = {
      ...known, feared: suspects, years: history.played, bent: bent[us], bent_there: bent[1 - us],
      aim: words.recall.aims[known.intent],
    };
    root.querySelector(".play-none").hidden = mine;
    root.redraw = () => place(root.querySelector(".play-now"),
      river(game, history, { wide: WIDE.matches, over: true }), legend(game));
    root.redraw();
    WIDE.addEventListener("change", root.redraw);
    if (!mine) return;
    root.querySelector(".play-recalled").textContent = ["did", known.next ? "echo" : "", "bent", "truth"].filter(Boolean)
      .map((name) => named(game, words.recall[name], us, values)).join(" ");
  }

  revive('[data-form="recall"]', recall);
}());
