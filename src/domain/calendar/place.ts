/** Where somebody is, as far as clocks and calendars go. */
export interface Place {
  /** IANA name; empty if unknown: the user's own zone then applies. */
  readonly zone: string;
  /** ISO 3166, two letters; empty if unknown. */
  readonly country: string;
}

/** What a record says of where somebody is. */
export interface Whereabouts {
  /** As stored, valid or not. */
  readonly timezone: string | null;
  /** A name or a code, as stored. */
  readonly country: string | null;
  /** A state or province, as stored. */
  readonly region: string | null;
  /** The number that is dialled, E.164. */
  readonly phone: string | null;
}

/** A place as one text: `Europe/Berlin DE`, `Asia/Tokyo`, or empty. */
export function placeText({ zone, country }: Place): string {
  return country === '' ? zone : `${zone} ${country}`;
}

/** Reads what `placeText` wrote. */
export function readPlace(text: string): Place {
  const [zone = '', country = ''] = text.split(' ');
  return { zone, country };
}
