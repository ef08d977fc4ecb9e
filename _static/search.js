// Says under each result of a search what its page is about.
document.addEventListener("DOMContentLoaded", () => {
  // Sphinx looks words up in plain objects, where "constructor" is always found
  const bare = { __proto__: null, hasOwnProperty: Object.prototype.hasOwnProperty };
  for (const part of Object.values(Search._index)) {
    if (!Array.isArray(part)) Object.setPrototypeOf(part, bare);
  }
  const summaries = JSON.parse(document.getElementById("summaries").textContent);
  const results = document.getElementById("search-results");
  new MutationObserver(() => {
    for (const link of results.querySelectorAll("li > a:only-child")) {
      const summary = document.createElement("p");
      summary.className = "search-summary";
      summary.textContent = summaries[link.getAttribute("href").replace(/\.html.*/, "")] ?? "";
      link.after(summary);
    }
  }).observe(results, { childList: true, subtree: true });
});
