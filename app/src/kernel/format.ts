import { daysBetween, type LocalDate } from './clock.ts';
import { COUNTRIES, isMemberCode } from './country.ts';
import type { Lang } from './text.ts';

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
};

/** `15 nov 2016` / `15 Nov 2016`: never digits only, which each country would read in its own order. */
export function formatDate(date: LocalDate, lang: Lang): string {
  const [year, month, day] = date.slice(0, 10).split('-');
  return `${Number(day)} ${MONTHS[lang][Number(month) - 1] ?? month} ${year}`;
}

/** `15 de noviembre de 2016` / `15 November 2016`, for running text and documents. */
export function formatLongDate(date: LocalDate, lang: Lang): string {
  const format = new Intl.DateTimeFormat(lang === 'es' ? 'es' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** Day, hour and minute in a stated zone: `15 nov 2016, 14:05`. */
export function formatMoment(moment: Date, lang: Lang, zone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return `${formatDate(day.format(moment), lang)}, ${hour.format(moment)}`;
}

/** Days from `today`, in words: `en 13 días`, `hoy`, `hace 3 días`. */
export function formatDistance(today: LocalDate, date: LocalDate, lang: Lang): string {
  const days = daysBetween(today, date);
  const size = Math.abs(days);
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  if (size < 60) return relative.format(days, 'day');
  if (size < 730) return relative.format(Math.round(days / 30.44), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}

/** A number as the reader's country writes it; without a country, as Costa Rica (es) or Canada (en) do. */
export function formatNumber(value: number, lang: Lang, country?: string | null): string {
  const locale = isMemberCode(country) ? COUNTRIES[country].locale[lang] : lang === 'es' ? 'es-CR' : 'en-CA';
  return new Intl.NumberFormat(locale).format(value);
}
