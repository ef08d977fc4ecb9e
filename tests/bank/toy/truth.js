/* True or false. */
judges.truth = (fields, entries) => {
  const chosen = fields.find((field) => field.checked);
  if (!chosen) return { missing: "Say whether it is true first." };
  const right = entries[0].dataset.right === chosen.value;
  return { right, entries: right ? [] : [entries[1]] };
};
