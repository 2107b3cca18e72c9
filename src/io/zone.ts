import { isZone, unknownZone } from '../domain/dates/zones.ts';

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

function offset(day: string): number {
  return new Date(day).getTimezoneOffset();
}
