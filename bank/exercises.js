/* Narrows the table of exercises. Each control names the column that it compares; rows that do not
   fit are hidden, and the rest counted. Without it all of the table stands. */
"use strict";

document.querySelectorAll("form.exercise-filter").forEach((form) => {
  const frame = form.parentElement;
  const rows = [...frame.parentElement.querySelectorAll(".exercise-table tbody tr")];
  const count = frame.querySelector(".exercise-count");
  const controls = [...form.querySelectorAll("[data-column]")];

  const plain = (text) => text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, " ").trim();

  const fits = (row, control) => {
    const wanted = plain(control.value);
    const text = plain(row.cells[control.dataset.column].textContent);
    if (!wanted) return true;
    if (control.type === "number") return Number(text) <= Number(wanted);
    if (control.type === "text") return wanted.split(" ").every((word) => text.includes(word));
    return text === wanted;
  };

  const narrow = () => {
    let fitting = 0;
    for (const row of rows) {
      row.hidden = !controls.every((control) => fits(row, control));
      fitting += !row.hidden;
    }
    count.textContent = fitting === rows.length ? `${fitting} exercises` : `${fitting} of ${rows.length} exercises`;
  };

  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("reset", () => setTimeout(narrow));
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();             // a browser that goes back keeps what was chosen
});
