const styles = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function format(style, date) {
  if (style === "R") return formatDistance(date);
  if (style === "message") return formatOfMessage(date);
  return new Intl.DateTimeFormat("en-GB", styles[style] ?? styles.f).format(date);
}

function formatDistance(date) {
  const seconds = Math.round((date.getTime() - Date.now()) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

function formatOfMessage(date) {
  const time = new Intl.DateTimeFormat("en-GB", styles.t).format(date);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? `Today at ${time}` : `${new Intl.DateTimeFormat("en-GB", styles.d).format(date)} ${time}`;
}

/** Shows the moments below an element in the reader's time zone. */
export function showMoments(root) {
  for (const element of root.querySelectorAll("time[data-style]")) {
    const date = new Date(element.dateTime);
    element.textContent = format(element.dataset.style, date);
    element.title = new Intl.DateTimeFormat("en-GB", styles.F).format(date);
  }
}

/** Keeps relative times such as “2 minutes ago” up to date. */
export function keepMomentsTrue() {
  setInterval(() => {
    for (const element of document.querySelectorAll('time[data-style="R"]')) {
      element.textContent = formatDistance(new Date(element.dateTime));
    }
  }, 15_000);
}
