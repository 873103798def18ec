// Shows moments by the reader's own clock; without this module they stand in UTC.
const page = document.documentElement.lang || "en";
const language = page === "es" ? "es-US" : page; // 8:37 a. m., as people write it here
const hour = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });

export function atHour(moment) {
  return hour.format(moment);
}

export function showTimes(root = document) {
  for (const element of root.querySelectorAll("time[datetime]:not([data-shown])")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const today = !element.dataset.always && moment.toDateString() === new Date().toDateString();
    element.title = element.textContent;
    element.textContent = today ? atHour(moment) : `${day.format(moment)}, ${atHour(moment)}`;
    element.dataset.shown = "";
  }
}

showTimes();
