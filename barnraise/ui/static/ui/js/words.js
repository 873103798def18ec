// The few sentences modules say, in the page's language; the server puts them into its head.
const sentences = JSON.parse(document.getElementById("words")?.textContent || "{}");

document.documentElement.classList.add("js");

export function words(key) {
  return sentences[key] || key;
}
