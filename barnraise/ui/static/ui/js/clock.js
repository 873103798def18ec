// Shows moments by the reader's own clock; without this module they stand in UTC.
const pageLanguage = document.documentElement.lang || "en";
const locale = pageLanguage === "es" ? "es-US" : pageLanguage; // 8:37 a. m., as written here
const hour = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });

export function atHour(moment) {
  return hour.format(moment);
}

/** Writes every moment anew that still stands as the server sent it. */
export function showTimes(root = document) {
  for (const element of root.querySelectorAll("time[datetime]:not([data-shown])")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const isToday = moment.toDateString() === new Date().toDateString();
    const isShort = isToday && !element.dataset.always;
    element.title = element.textContent;
    element.textContent = isShort ? atHour(moment) : `${day.format(moment)}, ${atHour(moment)}`;
    element.dataset.shown = "";
  }
}

showTimes();
