import { usage } from '../errors.ts';

const known = new Map<string, boolean>();

/** Whether the runtime knows this IANA zone. Slow on first use. */
export function isZone(zone: string): boolean {
  let isKnown = known.get(zone);
  if (isKnown === undefined) {
    isKnown = isKnownToRuntime(zone);
    known.set(zone, isKnown);
  }
  return isKnown;
}

function isKnownToRuntime(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The error for an unknown zone. */
export function unknownZone(zone: string) {
  return usage(`unknown time zone "${zone}"`, 'Use an IANA name, such as Europe/Berlin or America/New_York.');
}
