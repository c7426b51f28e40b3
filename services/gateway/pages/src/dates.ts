// Civil days. As text `YYYY-MM-DD`, as a number the days since 1970-01-01.
export type Day = string;
export type Language = 'fr' | 'en';

const MS_OF_A_DAY = 86_400_000;
const LOCALE = {fr: 'fr-FR', en: 'en-GB'} as const;

export const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / MS_OF_A_DAY);
export const dayOf = (days: number): Day => new Date(days * MS_OF_A_DAY).toISOString().slice(0, 10);
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayOf(dayNumber(text)) === text;

export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

type Parts = Intl.DateTimeFormatOptions;
const WHOLE: Parts = {day: 'numeric', month: 'long', year: 'numeric'};

function say(day: Day, language: Language, parts: Parts): string {
  const text = new Intl.DateTimeFormat(LOCALE[language], {...parts, timeZone: 'UTC'}).format(dayNumber(day) * MS_OF_A_DAY);
  return language === 'fr' ? text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ') : text;
}

// « 1er mars 2025 »
export const inWords = (day: Day, language: Language): string => say(day, language, WHOLE);
// « sam. 1er mars »
export const shortly = (day: Day, language: Language): string =>
  say(day, language, {weekday: 'short', day: 'numeric', month: 'short'});
// « mars » ; « mars 2025 » in January and where asked
export const monthName = (day: Day, language: Language): string => say(day, language, {month: 'short'});

export const instantInWords = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], {...WHOLE, hour: '2-digit', minute: '2-digit'}).format(new Date(instant));
export const clockTime = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], {hour: '2-digit', minute: '2-digit'}).format(new Date(instant));

// A figure with one decimal: « 1,5 »
export const decimal = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALE[language], {minimumFractionDigits: 1, maximumFractionDigits: 1}).format(value);

// First days of the months that begin between two days, both included.
export function monthStarts(from: Day, to: Day): Day[] {
  const starts: Day[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const start = `${year}-${String(month).padStart(2, '0')}-01`;
    if (start > to) return starts;
    if (start >= from) starts.push(start);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
