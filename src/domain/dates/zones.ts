import { usage } from '../errors.ts';

const known = new Map<string, boolean>();

/** Whether this is an IANA zone name the runtime knows. Slow the first time. */
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

/** The usage error for a name that no zone has. */
export function unknownZone(zone: string) {
  return usage(
    `unknown time zone "${zone}"`,
    'Give an IANA name, such as Europe/Berlin or America/New_York.',
  );
}
