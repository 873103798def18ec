// The few sentences modules say, in the page's language; the server puts them on <body>.
const sentences = JSON.parse(document.body.dataset.words || "{}");

document.documentElement.classList.add("js");

export function words(key) {
  return sentences[key] || key;
}
