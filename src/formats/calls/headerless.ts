/** A file without a header line, whose columns are always the same. */
interface HeaderlessLayout {
  readonly headers: readonly string[];
  /** The least number of columns: the last ones can be missing. */
  readonly least: number;
  /** The column of a time, and of a word that only such files have there. */
  readonly time: number;
  readonly word: number;
  readonly pattern: RegExp;
}

const DISPOSITION = /^(?:ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION|UNKNOWN)$/i;

const LAYOUTS: readonly HeaderlessLayout[] = [
  {
    // Asterisk's Master.csv; with `newcdrcolumns` it has the last three.
    headers: (
      'accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec ' +
      'disposition amaflags uniqueid userfield peeraccount linkedid sequence'
    ).split(' '),
    least: 16,
    time: 9,
    word: 14,
    pattern: DISPOSITION,
  },
  {
    // The example of Asterisk's cdr_custom.conf.
    headers: (
      'clid src dst dcontext channel dstchannel lastapp lastdata start answer end duration billsec disposition ' +
      'amaflags accountcode uniqueid userfield sequence'
    ).split(' '),
    least: 15,
    time: 8,
    word: 13,
    pattern: DISPOSITION,
  },
  {
    // The example of FreeSWITCH's cdr_csv.conf.xml.
    headers: (
      'caller_id_name caller_id_number destination_number context start_stamp answer_stamp end_stamp duration billsec ' +
      'hangup_cause uuid bleg_uuid accountcode read_codec write_codec'
    ).split(' '),
    least: 11,
    time: 4,
    word: 9,
    pattern: /^[A-Z][A-Z_]+$/,
  },
];

/** `2026-02-10 22:41:03`; spreadsheets write `2026/2/10 22:41`. */
const TIME = /^\s*\d{4}([-/])\d{1,2}\1\d{1,2}[ T]\d{1,2}:\d\d/;

/** The headers that a file lacks, if its first line is a call of a known program; null otherwise. */
export function missingHeaders(first: readonly string[]): readonly string[] | null {
  const layout = LAYOUTS.find(
    ({ headers, least, time, word, pattern }) =>
      first.length >= least &&
      first.length <= headers.length + 6 &&
      TIME.test(first[time] ?? '') &&
      pattern.test((first[word] ?? '').trim()),
  );
  if (!layout) return null;
  const { headers } = layout;
  return first.length <= headers.length
    ? headers
    : [
        ...headers,
        ...Array.from(
          { length: first.length - headers.length },
          (_, at) => `column ${headers.length + at + 1}`,
        ),
      ];
}

/** Whether the first line of a file looks like a call and not like headers: it has a time or a long number. */
export function looksLikeCall(first: readonly string[]): boolean {
  return first.some((cell) => TIME.test(cell) || /^\s*\+?\d[\d ().-]{6,}$/.test(cell));
}
