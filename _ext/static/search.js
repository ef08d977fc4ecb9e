// Searches for what the address says after #, and says under each result what its page is about.
globalThis.SPHINX_HIGHLIGHT_ENABLED = false; // Sphinx would keep the words in the browser's storage
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

  const search = () => {
    const words = new URLSearchParams(location.hash.slice(1)).get("q");
    if (!words) return;
    for (const field of document.querySelectorAll("input[name=q]")) field.value = words;
    results.replaceChildren();
    Search.stopPulse();
    Search.performSearch(words);
  };
  addEventListener("hashchange", search);
  addEventListener("load", search);
});
