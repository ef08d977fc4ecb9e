/* One of several: says the entry of the option that is chosen. */
judges.choice = (fields, entries) => {
  const chosen = fields.findIndex((field) => field.checked);
  if (chosen < 0) return { missing: "Choose an answer first." };
  return { right: isRight(entries[chosen]), entries: [entries[chosen]] };
};
