import { addDaysTo, momentOf } from './calendar.ts';
import { isWorkingDay } from './holiday-phrase.ts';
import type { PhraseContext } from './phrase-context.ts';

/** `asap`, and how it is said in full. */
const URGENT =
  /^(?:asap|a\.s\.a\.p|as soon as (?:you can|possible)|right away|straight away|immediately|sobald wie moglich|so bald wie moglich|schnellstmoglich|des que possible|lo antes posible|cuanto antes|appena possibile|il prima possibile|zo snel mogelijk|zsm|o mais rapido possivel|quanto antes|sofort|umgehend|tout de suite|des maintenant|ahora mismo|enseguida|subito|meteen|direct nu|agora mesmo)[,.;:!]*(?= |$)/;
const DAYS_SEARCHED = 30;
const MINUTES_OF_HOUR = 60;

/** How many words of a text say that something is to be done as soon as possible; 0 for none. */
export function countUrgentWords(text: string): number {
  const plain = text.trim().replace(/\s+/gu, ' ').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return URGENT.exec(plain)?.[0].split(' ').length ?? 0;
}

/** Now, or outside the working hours the minute in which they begin again, in milliseconds. */
export function nextWorkingMinute(context: PhraseContext): number {
  const { now, today, workingHours } = context;
  const at = (day: string, minutes: number) =>
    momentOf(day, Math.floor(minutes / MINUTES_OF_HOUR), minutes % MINUTES_OF_HOUR);
  for (let by = 0; by <= DAYS_SEARCHED; by++) {
    const day = addDaysTo(today, by);
    if (!isWorkingDay(context, day) || now >= at(day, workingHours.end)) continue;
    return Math.max(now, at(day, workingHours.start));
  }
  return now;
}
