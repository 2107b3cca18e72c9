import { isZone, unknownZone } from '../domain/dates/zones.ts';

/** Zones with zero offset all year, which look the same as an unknown zone. */
const ZERO = new Set(['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT', 'Zulu', 'Atlantic/Reykjavik', 'Africa/Accra']);

/**
 * Sets the process to a time zone, an IANA name. The runtime silently treats an unknown name as UTC; here it is a
 * usage error. Only a zone that looks like UTC is checked by name, because the check loads 38 ms of tables.
 */
export function setZone(env: Record<string, string | undefined>, zone: string): void {
  env.TZ = zone;
  if (ZERO.has(zone) || offset('2024-01-01') !== 0 || offset('2024-07-01') !== 0) return;
  if (!isZone(zone)) throw unknownZone(zone);
}

function offset(day: string): number {
  return new Date(day).getTimezoneOffset();
}
