/** An event for a calendar program. */
export interface CalendarEvent {
  /** A unique, stable key: `task-42`. */
  readonly key: string;
  /** `YYYY-MM-DD` for a whole day, else UTC ISO 8601. */
  readonly when: string;
  /** Duration in minutes; ignored for whole days. */
  readonly minutes: number;
  readonly title: string;
  readonly detail: string | null;
  /** Who takes part; those with an e-mail address are attendees of the event. */
  readonly guests?: readonly { readonly name: string; readonly email: string | null }[];
}

/** Maximum octets of a line before it is folded. */
const MAX_LINE_OCTETS = 75;

/** Events as an iCalendar file (RFC 5545) created at `now`, UTC ISO 8601. */
export function icsText(events: readonly CalendarEvent[], now: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//crm//crm//EN',
    'CALSCALE:GREGORIAN',
    ...events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function eventLines(
  { key, when, minutes, title, detail, guests = [] }: CalendarEvent,
  now: string,
): string[] {
  const isDay = when.length === 10;
  const names = guests.map(({ name }) => name).join(', ');
  const description = [detail, names === '' ? null : `With ${names}`].filter((line) => line !== null);
  return [
    'BEGIN:VEVENT',
    `UID:${key}@crm`,
    `DTSTAMP:${stamp(now)}`,
    isDay ? `DTSTART;VALUE=DATE:${when.replaceAll('-', '')}` : `DTSTART:${stamp(when)}`,
    ...(isDay ? [] : [`DURATION:PT${minutes}M`]),
    `SUMMARY:${escapeText(title)}`,
    ...(description.length === 0 ? [] : [`DESCRIPTION:${escapeText(description.join('\n'))}`]),
    ...guests.flatMap(({ name, email }) =>
      email === null ? [] : [`ATTENDEE;CN=${quotedParameter(name)}:mailto:${encodeURI(email)}`],
    ),
    'END:VEVENT',
  ];
}

/** `20260312T100000Z`. */
function stamp(time: string): string {
  return `${time.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escapeText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the format does not allow.
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** A parameter of a property: it cannot have quotes, and no other way to write them. */
function quotedParameter(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the format does not allow.
  return `"${text.replaceAll(/[\u0000-\u001f\u007f]/g, ' ').replaceAll('"', "'")}"`;
}

/** Folds a line at the length limit of the format, never inside a character. */
function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const character of line) {
    const octets = new TextEncoder().encode(character).length;
    if (size + octets > MAX_LINE_OCTETS) {
      pieces.push(piece);
      piece = ' ';
      size = 1;
    }
    piece += character;
    size += octets;
  }
  return [...pieces, piece].join('\r\n');
}
