import { usage } from '../domain/errors.ts';

/** Zones that are zero hours from Greenwich all year, as one that is not known seems to be. */
const ZERO = new Set(['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT', 'Zulu', 'Atlantic/Reykjavik', 'Africa/Accra']);

/**
 * Puts the process into a time zone, an IANA name. An unknown one silently means UTC to the runtime; it is a
 * usage error here. Only a zone that looks like UTC is checked by name: the check loads 38 ms of tables.
 */
export function setZone(env: Record<string, string | undefined>, zone: string): void {
  env.TZ = zone;
  if (ZERO.has(zone) || offset('2024-01-01') !== 0 || offset('2024-07-01') !== 0) return;
  if (!isZone(zone)) throw unknownZone(zone);
}

/** Whether this is an IANA zone name the runtime knows. Slow the first time. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The usage error for a name that no zone has. */
export function unknownZone(zone: string) {
  return usage(
    `unknown time zone "${zone}"`,
    'Give an IANA name, such as Europe/Berlin or America/New_York.',
  );
}

function offset(day: string): number {
  return new Date(day).getTimezoneOffset();
}
