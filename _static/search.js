// Says under each result of a search what its page is about.
document.addEventListener("DOMContentLoaded", () => {
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
