/* A few words: says the entry that they fit. */
const normal = (text) =>
  text.toLowerCase().replace(/[\s-]+/g, " ").replace(/^[ .]+|[ .]+$/g, "").replace(/^(the|an?) /, "");

judges.short = ([field], entries) => {
  const value = normal(field.value);
  const matches = (entry) => (entry.dataset.right ?? entry.dataset.wrong ?? "").split("|").includes(value);
  return typed(entries, matches, value ? "" : "Write an answer first.");
};
