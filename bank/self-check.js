/* Answers to a self-check: reads what was chosen, shows the feedback that the page already holds.
   Without it the page still has question and explanation. Nothing is stored or sent. */
"use strict";

(() => {
  const isRight = (entry) => "right" in entry.dataset;

  /* By type: takes the fields and the entries of the list; returns what is missing, or whether all
     is right, a sentence, and the entries that answer; where several do, a function that says of
     each whether it is right, and each by its name. bank/types has them. */
  const judges = {};

  /* For a field: the entry that fits what is typed, a right one first, or that of anything else. */
  const typed = (entries, matches, missing) => {
    if (missing) return { missing };
    const fitting = entries.filter(matches);
    const answer = fitting.find(isRight) || fitting[0] || entries[entries.length - 1];
    return { right: isRight(answer), entries: isRight(answer) ? [] : [answer] };
  };

  /* TYPES */

  const paragraph = (text) => {
    const element = document.createElement("p");
    element.textContent = text;
    return element;
  };

  /* A tick or a cross, in words too. */
  const verdictOf = (right) => {
    const element = document.createElement("span");
    element.className = `check-mark ${right ? "right" : "wrong"}`;
    element.append(document.createElement("span"));
    element.firstChild.textContent = right ? "Right:" : "Not right:";
    return element;
  };

  /* The entry's own words, without the ids of the original; a key opens the copy of its claim. */
  const copy = (entry, named) => {
    const element = document.createElement("div");
    for (const child of entry.children) {
      const name = child.classList.contains("check-name");
      if (name && !named) continue;
      const twin = name ? paragraph(child.firstElementChild.textContent) : child.cloneNode(true);
      if (name) {
        twin.className = "check-name";
        twin.prepend(verdictOf(named(entry)));
      }
      twin.removeAttribute("id");
      twin.querySelectorAll("[id]").forEach((part) => {
        const key = twin.querySelector(`[popovertarget="${part.id}"]`);
        if (!key) return part.removeAttribute("id");
        part.id += "-said";
        key.setAttribute("popovertarget", part.id);
      });
      element.append(twin);
    }
    return element;
  };

  const enliven = (check) => {
    const type = [...check.classList].find((name) => /^check-/.test(name)).slice(6);
    const fields = [...check.querySelectorAll("fieldset input, fieldset select")];
    const entries = [...check.querySelectorAll(".check-feedback > li")];
    const reply = check.querySelector(".check-said");
    const again = check.querySelector(".check-again");
    const explanation = check.querySelector("details");
    explanation.hidden = true; // it would answer before the reader has

    const answer = () => {
      const judgement = judges[type](fields, entries);
      const verdict = paragraph(judgement.missing || [judgement.right ? "Right." : "Not right.", judgement.words].join(" ").trim());
      verdict.className = "check-verdict";
      reply.replaceChildren(verdict, ...(judgement.entries || []).map((entry) => copy(entry, judgement.named)));
      again.hidden = Boolean(judgement.missing);
      if (!judgement.missing) explanation.hidden = false;
    };

    check.querySelector(".check-tools").hidden = false;
    check.querySelector(".check-answer").addEventListener("click", answer);
    again.addEventListener("click", () => {
      for (const field of fields) {
        field.checked = false;
        if (field.type === "text" || field.tagName === "SELECT") field.value = "";
      }
      reply.replaceChildren();
      explanation.open = false;
      again.hidden = true;
      fields[0].focus();
    });
    check.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("fieldset input")) answer();
    });
  };

  document.querySelectorAll(".self-check").forEach(enliven);
})();
