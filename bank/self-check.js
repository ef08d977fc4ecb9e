/* Answers to a self-check: reads what was chosen, shows the feedback that the page already holds.
   Without it the page still has question and explanation. Nothing is stored or sent. */
"use strict";

(() => {
  const normal = (text) =>
    text.toLowerCase().replace(/[\s-]+/g, " ").replace(/^[ .]+|[ .]+$/g, "").replace(/^(the|an?) /, "");

  /* 1,234.5 and 1.234,5 and 1 234.5 and 0,27; 2,727 may be meant either way. */
  const numbers = (text) => {
    const plain = text.trim().replace(/[\s\u00a0]/g, "").replace("−", "-");
    const english = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
    const other = /^-?[\d.]+,\d+$/.test(plain) ? plain.replaceAll(".", "").replace(",", ".") : NaN;
    return plain === "" ? [] : [english, other].map(Number).filter(Number.isFinite);
  };

  /* What is to be said: whether all is right, a sentence, and the entries of the list that answer;
     where several do, each by its name, with whether it is right. */
  const judges = {
    choice(fields, entries) {
      const chosen = fields.findIndex((field) => field.checked);
      if (chosen < 0) return { missing: "Choose an answer first." };
      return { right: "right" in entries[chosen].dataset, entries: [entries[chosen]] };
    },
    multiple(fields, entries) {
      const chosen = entries.filter((_, n) => fields[n].checked);
      if (!chosen.length) return { missing: "Choose at least one answer first." };
      const isRight = (entry) => "right" in entry.dataset;
      const left = entries.filter(isRight).length - chosen.filter(isRight).length;
      const right = left === 0 && chosen.every(isRight);
      const words = left ? `${left} more of these ${left === 1 ? "belongs" : "belong"} to the answer.` : "";
      return { right, words, entries: chosen, named: isRight };
    },
    places(fields, entries) {
      const open = fields.filter((field) => field.value === "").length;
      if (open) return { missing: `Choose something everywhere first: ${open} left.` };
      const wrong = entries.filter((entry, n) => fields[n].value !== entry.dataset.right);
      const words = `${fields.length - wrong.length} of ${fields.length} are right.`;
      return { right: !wrong.length, words, entries: wrong, named: () => false };
    },
    text(fields, entries, matches, missing) {
      if (missing) return { missing };
      const fitting = entries.filter(matches);
      const found = fitting.find((entry) => "right" in entry.dataset) || fitting[0] || entries[entries.length - 1];
      return { right: "right" in found.dataset, entries: "right" in found.dataset ? [] : [found] };
    },
    numeric([field], entries) {
      const values = numbers(field.value);
      const near = (entry, wanted) => values.some((value) =>
        Math.abs(value - wanted) <= Number(entry.dataset.tolerance || 0) + 1e-9 * Math.max(1, Math.abs(wanted)));
      const matches = (entry) => near(entry, Number(entry.dataset.right ?? entry.dataset.wrong ?? NaN));
      return judges.text([field], entries, matches, values.length ? "" : "Write a number first.");
    },
    short([field], entries) {
      const value = normal(field.value);
      const matches = (entry) => (entry.dataset.right ?? entry.dataset.wrong ?? "").split("|").includes(value);
      return judges.text([field], entries, matches, value ? "" : "Write an answer first.");
    },
  };
  judges.match = judges.order = judges.places;

  const paragraph = (text) => {
    const made = document.createElement("p");
    made.textContent = text;
    return made;
  };

  /* A tick or a cross, in words too. */
  const verdictOf = (right) => {
    const made = document.createElement("span");
    made.className = `check-mark ${right ? "right" : "wrong"}`;
    made.append(document.createElement("span"));
    made.firstChild.textContent = right ? "Right:" : "Not right:";
    return made;
  };

  /* The entry's own words, without the ids of the original; a key opens the copy of its claim. */
  const copy = (entry, named) => {
    const made = document.createElement("div");
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
      made.append(twin);
    }
    return made;
  };

  const enliven = (check) => {
    const type = [...check.classList].find((name) => /^check-/.test(name)).slice(6);
    const fields = [...check.querySelectorAll("fieldset input, fieldset select")];
    const entries = [...check.querySelectorAll(".check-feedback > li")];
    const said = check.querySelector(".check-said");
    const again = check.querySelector(".check-again");
    const explanation = check.querySelector("details");
    explanation.hidden = true; // it would answer before the reader has

    const answer = () => {
      const found = judges[type](fields, entries);
      const verdict = paragraph(found.missing || [found.right ? "Right." : "Not right.", found.words].join(" ").trim());
      verdict.className = "check-verdict";
      said.replaceChildren(verdict, ...(found.entries || []).map((entry) => copy(entry, found.named)));
      again.hidden = Boolean(found.missing);
      if (!found.missing) explanation.hidden = false;
    };

    check.querySelector(".check-tools").hidden = false;
    check.querySelector(".check-answer").addEventListener("click", answer);
    again.addEventListener("click", () => {
      for (const field of fields) {
        field.checked = false;
        if (field.type === "text" || field.tagName === "SELECT") field.value = "";
      }
      said.replaceChildren();
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
