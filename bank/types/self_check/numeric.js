/* A number: 1,234.5 and 1.234,5 and 1 234.5 and 0,27; 2,727 may be meant either way. */
const numbers = (text) => {
  const plain = text.trim().replace(/[\s\u00a0]/g, "").replace("−", "-");
  const english = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  const other = /^-?[\d.]+,\d+$/.test(plain) ? plain.replaceAll(".", "").replace(",", ".") : NaN;
  return plain === "" ? [] : [english, other].map(Number).filter(Number.isFinite);
};

judges.numeric = ([field], entries) => {
  const values = numbers(field.value);
  const near = (entry, wanted) => values.some((value) =>
    Math.abs(value - wanted) <= Number(entry.dataset.tolerance || 0) + 1e-9 * Math.max(1, Math.abs(wanted)));
  const matches = (entry) => near(entry, Number(entry.dataset.right ?? entry.dataset.wrong ?? NaN));
  return typed(entries, matches, values.length ? "" : "Write a number first.");
};
