/* Lists to choose from: says the entries of those that are wrong. */
judges.match = (fields, entries) => {
  const open = fields.filter((field) => field.value === "").length;
  if (open) return { missing: `Choose something everywhere first: ${open} left.` };
  const wrong = entries.filter((entry, n) => fields[n].value !== entry.dataset.right);
  const words = `${fields.length - wrong.length} of ${fields.length} are right.`;
  return { right: !wrong.length, words, entries: wrong, named: () => false };
};
