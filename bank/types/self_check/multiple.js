/* Some of several: says the entries of all that are chosen, each by its name. */
judges.multiple = (fields, entries) => {
  const chosen = entries.filter((_, n) => fields[n].checked);
  if (!chosen.length) return { missing: "Choose at least one answer first." };
  const left = entries.filter(isRight).length - chosen.filter(isRight).length;
  const right = left === 0 && chosen.every(isRight);
  const words = left ? `${left} more of these ${left === 1 ? "belongs" : "belong"} to the answer.` : "";
  return { right, words, entries: chosen, named: isRight };
};
