import { zoneOfHeader } from '../../domain/dates/written-date.ts';
import { type CrmError, isCrmError, usage } from '../../domain/errors.ts';
import { possiblePatterns } from '../date-order.ts';
import { htmlText } from '../html-text.ts';
import type { TableRow } from '../rows.ts';
import { readValueMaps, type ValueMaps } from '../value-map-option.ts';
import { CallTimes } from './call-time.ts';
import type { CallColumns } from './columns.ts';
import { type HeaderUnit, readCallDuration, unitOfHeader } from './duration.ts';
import { CALL_FIELDS } from './fields.ts';
import { type CallParty, isExtension, readCallParty } from './party.ts';
import { type CallDirection, type CallMeaning, callWord, directionOf, meaningOf } from './words.ts';

/** Why a row is no call with somebody outside. */
export type PassReason = 'internal' | 'hidden' | 'no-call' | 'unfinished' | 'total';

/** The other party of a call, if the call went this way. */
export interface CallSide {
  /** As written; blank where only the id of the party is known. */
  readonly number: string;
  /** The id of the party in the program that the file is from. */
  readonly partyId: string | null;
  readonly direction: 'in' | 'out';
  readonly name: string | null;
  /** Texts that name our own side. */
  readonly own: readonly string[];
  /** Whether they name a person, and not a queue or the company. */
  readonly isAgent: boolean;
}

/** How a call went: a result by its word, or one that is known by its meaning. */
export interface CallResultWord {
  readonly word: string;
  /** Whether the number does not exist or is somebody else's. */
  readonly isBadNumber: boolean;
  /** Whether an agent said so, which counts more than what the line says. */
  readonly isSaid: boolean;
}

/** A row of a file of calls. */
export interface CallRow {
  readonly row: TableRow;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The possible other parties, the likeliest first; empty for a call among ourselves. */
  readonly sides: readonly CallSide[];
  /** Why nobody outside took part; null if somebody did. */
  readonly pass: PassReason | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly result: CallResultWord;
  readonly note: string | null;
  readonly subject: string | null;
  /** Texts that name the user; null if the file does not say who it was. */
  readonly user: readonly string[] | null;
  readonly callId: string | null;
  readonly groupId: string | null;
  /** Milliseconds since the epoch. */
  readonly callbackAt: number | null;
}

/** What a row says, or why it is none of ours, or why it cannot be read. */
export type CallReading =
  | { readonly type: 'call'; readonly call: CallRow }
  | { readonly type: 'passed'; readonly reason: PassReason; readonly row: TableRow }
  | { readonly type: 'rejected'; readonly error: CrmError; readonly row: TableRow };

export interface CallReaderOptions {
  readonly mapValue: readonly string[];
  /** Whether the team has a result of that word. */
  readonly hasResult: (word: string) => boolean;
}

/** A column of times or durations. */
interface Times {
  readonly index: number;
  readonly times: CallTimes;
}
interface Durations {
  readonly index: number;
  readonly header: string;
  readonly unit: HeaderUnit;
}

/** The extension of an agent: `101 - Amy Lee`. */
const EXTENSION_BEFORE_NAME = /^\d{2,6}\s+-\s+(?=\p{L})/u;

const TOTAL = /^\s*(?:grand )?totals?\b/i;
/** A total that stands in a later cell, before its sums. */
const TOTAL_ALONE = /^\s*(?:grand )?totals?\s*:?\s*$/i;
const CLOCK_ONLY = /^\s*\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*$/i;
const MACHINE = /machine|voicemail|fax/i;
const KIND = /^(?:fax|sms|mms|text|message|chat|email|video|task|meeting)/i;
const INBOUND_CONTEXT =
  /^(?:from-(?:trunk|did|pstn|external|outside|sip-external|zaptel|dahdi)|ext-|externalline|inbound|incoming|public)/i;
const OUTBOUND_CONTEXT = /^(?:from-internal|extension|outbound|outgoing|macro-dialout|outrt)/i;

/** Reads the rows of a file of calls. */
export class CallReader {
  readonly #columns: CallColumns;
  readonly #options: CallReaderOptions;
  readonly #indexes = new Map<string, readonly number[]>();
  readonly #at: readonly Times[];
  readonly #dates: readonly Times[];
  /** The zone that the header of a time of day names. */
  readonly #clockZone: string | null;
  readonly #answered: readonly Times[];
  readonly #ended: readonly Times[];
  readonly #callbacks: readonly Times[];
  readonly #talks: readonly Durations[];
  readonly #totals: readonly Durations[];
  readonly #valueMaps: ValueMaps;
  readonly #results = new Map<string, CallResultWord | CallMeaning | undefined>();
  readonly #directions = new Map<string, CallDirection>();
  /** Words of the line that are not known, where the talk time decided; with their rows. */
  readonly unknownWords = new Map<string, number>();

  /** Throws `usage` for an invalid `--map-value`. */
  constructor(columns: CallColumns, options: CallReaderOptions) {
    this.#columns = columns;
    this.#options = options;
    for (const { name } of CALL_FIELDS)
      this.#indexes.set(
        name,
        columns.of(name).map(({ index }) => index),
      );
    const zone = columns.system?.zone ?? null;
    const times = (field: string): Times[] =>
      columns
        .of(field)
        .map(({ header, index }) => ({ index, times: new CallTimes(header, zone, columns.byPattern) }));
    this.#at = times('at');
    this.#dates = this.#at.length + columns.of('date').length > 0 ? times('date') : times('time');
    this.#clockZone =
      columns
        .of('time')
        .map(({ header }) => zoneOfHeader(header))
        .find((each) => each !== null) ?? null;
    this.#answered = times('answered_at');
    this.#ended = times('ended_at');
    this.#callbacks = times('callback_at');
    const durations = (field: string): Durations[] =>
      columns.of(field).map(({ header, index }) => ({ index, header, unit: unitOfHeader(header) }));
    this.#talks = durations('duration');
    this.#totals = durations('total_duration');
    this.#valueMaps = readValueMaps(options.mapValue, CALL_FIELDS);
  }

  /** Whether a column says who took part. */
  get namesParties(): boolean {
    return ['number', 'from', 'to', 'party_id'].some((field) => (this.#indexes.get(field)?.length ?? 0) > 0);
  }

  /** Notes the times of a row, which tell the order of day and month. Throws `usage` if both orders occur. */
  observe({ cells }: TableRow): void {
    for (const columns of [this.#at, this.#dates, this.#answered, this.#ended, this.#callbacks])
      for (const { index, times } of columns) {
        const text = cells[index];
        if (text) times.observe(text.trim());
      }
  }

  /** Makes the error for a column of dates whose order nothing tells; null if all is clear. */
  get ambiguity(): ((file: string) => CrmError) | null {
    for (const { times } of [...this.#at, ...this.#dates]) {
      const text = times.ambiguousText;
      if (text !== null) return (file) => ambiguousDates(text, times.header, file);
    }
    return null;
  }

  read(row: TableRow): CallReading {
    try {
      return this.#read(row);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return { type: 'rejected', error, row };
    }
  }

  #read(row: TableRow): CallReading {
    const { cells } = row;
    const kind = this.#text(cells, 'type');
    if (kind !== null && KIND.test(kind)) return { type: 'passed', reason: 'no-call', row };
    if (this.#isTotal(cells)) return { type: 'passed', reason: 'total', row };
    const at = this.#readStart(cells);
    const { sides, pass } = this.#readSides(cells, kind);
    const result = this.#readResult(cells, kind, sides);
    if (result === 'no-call' || result === 'unfinished') return { type: 'passed', reason: result, row };
    const call: CallRow = {
      row,
      at,
      sides,
      pass,
      duration: result.duration,
      result: result.word,
      note: this.#readNote(cells),
      subject: this.#text(cells, 'subject'),
      user: this.#readUser(cells),
      callId: this.#text(cells, 'call_id'),
      groupId: this.#text(cells, 'group_id'),
      callbackAt: this.#time(this.#callbacks, cells),
    };
    return { type: 'call', call };
  }

  /** A line of sums has no day of its own. */
  #isTotal(cells: TableRow['cells']): boolean {
    const isSaid = cells.some((cell, at) => cell !== null && (at === 0 ? TOTAL : TOTAL_ALONE).test(cell));
    if (!isSaid) return false;
    const [start] = [...this.#at, ...this.#dates];
    const text = start === undefined ? '' : (cells[start.index] ?? '').trim();
    return text === '' || TOTAL.test(text);
  }

  #readStart(cells: TableRow['cells']): number {
    const clock = this.#clockIn(cells);
    const rowZone = this.#text(cells, 'zone');
    const zone = clock === null ? rowZone : (this.#clockZone ?? rowZone);
    for (const { index, times } of this.#at) {
      const text = cells[index]?.trim();
      if (!text) continue;
      // A time of day alone belongs to the day in another column.
      if (CLOCK_ONLY.test(text) && this.#dates.length > 0)
        return this.#readDay(cells, text, times.zone ?? rowZone);
      return times.read(text, clock, zone);
    }
    return this.#readDay(cells, clock, zone);
  }

  /** The time of day that stands in a column of its own. */
  #clockIn(cells: TableRow['cells']): string | null {
    const text = this.#text(cells, 'time');
    return text !== null && CLOCK_ONLY.test(withoutZone(text)) ? text : null;
  }

  #readDay(cells: TableRow['cells'], clock: string | null, zone: string | null): number {
    for (const { index, times } of this.#dates) {
      const text = cells[index]?.trim();
      if (!text) continue;
      return times.read(text, clock, zone);
    }
    const hasColumn = this.#at.length + this.#dates.length > 0;
    throw usage(
      'the time of the call is missing',
      ...(hasColumn ? [] : ["Assign its column: --map '<column>=at'"]),
    );
  }

  #readSides(cells: TableRow['cells'], kind: string | null): Pick<CallRow, 'sides' | 'pass'> {
    const direction = this.#readDirection(cells, kind);
    const name = this.#nameOf(cells);
    const number = this.#party(cells, 'number');
    const inside: Pick<CallRow, 'sides' | 'pass'> = { sides: [], pass: 'internal' };
    if (direction === 'internal') return inside;
    const [from, to] = [this.#party(cells, 'from'), this.#party(cells, 'to')];
    const partyId = this.#text(cells, 'party_id');
    if (!number && !from && !to && partyId !== null) {
      const way = direction ?? 'out';
      const own = this.#ownSide(cells, null, way);
      return { sides: [{ number: '', partyId, direction: way, name, ...own }], pass: null };
    }
    if (number && (number.type !== 'inside' || (!from && !to))) {
      if (number.type === 'hidden') return { sides: [], pass: 'hidden' };
      if (number.type === 'inside') return inside;
      const code = this.#text(cells, 'calling_code')?.replaceAll(/\D/g, '') ?? '';
      const whole =
        code === '' || number.number.startsWith('+')
          ? number.number
          : `+${code}${number.number.replace(/^0+/, '')}`;
      const way = direction ?? 'out';
      const own = this.#ownSide(cells, way === 'out' ? from : to, way);
      return {
        sides: [{ number: whole, partyId: null, direction: way, name: number.name ?? name, ...own }],
        pass: null,
      };
    }
    const side = (way: 'in' | 'out', party: CallParty): CallSide => ({
      number: party.number,
      partyId: null,
      direction: way,
      name: party.name ?? this.#partyName(cells, way === 'out' ? 'to_name' : 'from_name') ?? name,
      ...this.#ownSide(cells, way === 'out' ? from : to, way),
    });
    const only = this.#isOneSided ? (from ?? to) : null;
    if (only) {
      if (only.type !== 'number') return only.type === 'hidden' ? { sides: [], pass: 'hidden' } : inside;
      return { sides: [side(direction ?? (from ? 'in' : 'out'), only)], pass: null };
    }
    const way = direction ?? this.#wayOf(cells, from, to);
    if (way === 'both')
      return { sides: [side('out', to as CallParty), side('in', from as CallParty)], pass: null };
    const party = way === 'out' ? to : from;
    if (!party) {
      if (way === 'in') return { sides: [], pass: 'hidden' };
      throw usage('the number is missing');
    }
    if (party.type === 'hidden') return { sides: [], pass: 'hidden' };
    return party.type === 'inside' ? inside : { sides: [side(way, party)], pass: null };
  }

  /** Whether the file has only one column for the two ends of a call. */
  get #isOneSided(): boolean {
    const has = (field: string) => (this.#indexes.get(field)?.length ?? 0) > 0;
    return has('from') !== has('to');
  }

  /** Which way a call went that no column tells the direction of. */
  #wayOf(cells: TableRow['cells'], from: CallParty | null, to: CallParty | null): 'in' | 'out' | 'both' {
    if (from?.type === 'hidden') return 'in';
    if (from?.type === 'number' && to?.type !== 'number') return 'in';
    if (from?.type !== 'number') return 'out';
    const context = this.#text(cells, 'context') ?? '';
    if (INBOUND_CONTEXT.test(context) || this.#text(cells, 'did') !== null) return 'in';
    return OUTBOUND_CONTEXT.test(context) ? 'out' : 'both';
  }

  #readDirection(cells: TableRow['cells'], kind: string | null): CallDirection | undefined {
    const cell = this.#text(cells, 'direction');
    const text = cell ?? kind;
    if (text === null) return undefined;
    const known = this.#directions.get(text);
    const direction = known ?? this.#findDirection(text);
    if (direction) this.#directions.set(text, direction);
    else if (cell !== null)
      throw usage(`"${cell}" is not a call direction`, 'Use in or out (inbound, outbound …).');
    return direction;
  }

  #findDirection(text: string): CallDirection | undefined {
    const field = CALL_FIELDS.find(({ name }) => name === 'direction');
    const ours = (field && this.#valueMaps.find(field, text)) ?? text;
    return directionOf(this.#columns.system?.directions?.[ours] ?? ours);
  }

  #readResult(
    cells: TableRow['cells'],
    kind: string | null,
    sides: readonly CallSide[],
  ): { readonly word: CallResultWord; readonly duration: number | null } | 'no-call' | 'unfinished' {
    const talk = this.#readTalk(cells);
    const outcome = this.#text(cells, 'outcome');
    const agent = outcome === null ? undefined : this.#meaning('outcome', outcome);
    if (outcome !== null && agent === undefined) throw unknownOutcome('outcome', outcome);
    const result = typeof agent === 'object' ? { ...agent, isSaid: true } : this.#byMeaning(agent, true);
    if (result === 'no-call' || result === 'unfinished') return result;
    const line = result ?? this.#readLine(cells, kind, talk);
    if (line === 'no-call' || line === 'unfinished') return line;
    const machine = this.#text(cells, 'answered_by');
    const isMachine =
      machine !== null &&
      MACHINE.test(machine) &&
      line.word === 'connected' &&
      sides.every(({ direction }) => direction === 'out');
    const word = isMachine ? { ...line, word: 'voicemail' } : line;
    const isUnreached = UNREACHED.has(word.word);
    const duration = talk.seconds ?? (isUnreached && talk.total !== null ? 0 : talk.total);
    return { word, duration: isUnreached && !talk.isSeconds && duration !== null ? 0 : duration };
  }

  /** What the line says: its status, else whether somebody answered and for how long. */
  #readLine(
    cells: TableRow['cells'],
    kind: string | null,
    talk: Talk,
  ): CallResultWord | 'no-call' | 'unfinished' {
    const status = this.#text(cells, 'status');
    const found = status === null ? undefined : this.#meaning('status', status);
    if (typeof found === 'object') return found;
    const meant = this.#byMeaning(found, false);
    if (meant !== null) return meant;
    if (status !== null && found === undefined) {
      if (!talk.isKnown) throw unknownOutcome('status', status);
      this.unknownWords.set(status, (this.unknownWords.get(status) ?? 0) + 1);
    }
    if (talk.isAnswered === false) return plainResult('no-answer');
    const missed = this.#text(cells, 'missed_reason');
    if (missed !== null && talk.isAnswered !== true) return plainResult('no-answer');
    if (kind !== null) {
      const byKind = this.#meaning('type', this.#columns.system?.directions?.[kind] ?? kind);
      const result = typeof byKind === 'object' ? byKind : this.#byMeaning(byKind, false);
      if (result !== null) return result;
    }
    if (talk.isAnswered === true) return plainResult('connected');
    const seconds = talk.seconds ?? talk.total;
    // A word that says only that the call is over, in a file without times.
    if (seconds === null && found === 'by-talk') return plainResult('connected');
    return plainResult(seconds === null || seconds === 0 ? 'no-answer' : 'connected');
  }

  #readTalk(cells: TableRow['cells']): Talk {
    const usual = this.#columns.system?.unit ?? 's';
    const first = (columns: readonly Durations[]): number | null => {
      for (const { index, header, unit } of columns) {
        const text = cells[index];
        const seconds = text ? readCallDuration(text, header, unit, usual) : null;
        if (seconds !== null) return seconds;
      }
      return null;
    };
    const seconds = first(this.#talks);
    const answeredAt = this.#time(this.#answered, cells);
    const endedAt = this.#time(this.#ended, cells);
    const total = first(this.#totals);
    const answered = this.#text(cells, 'answered');
    const between =
      answeredAt !== null && endedAt !== null && endedAt >= answeredAt
        ? Math.round((endedAt - answeredAt) / 1000)
        : null;
    const isAnswered =
      answered !== null
        ? /^(?:y|yes|true|1|answered|x)$/i.test(answered)
        : answeredAt !== null
          ? true
          : this.#answered.length > 0 && seconds === null
            ? false
            : seconds === null
              ? undefined
              : seconds > 0;
    return {
      seconds: seconds ?? between,
      isSeconds: seconds !== null,
      total,
      isAnswered,
      isKnown: isAnswered !== undefined,
    };
  }

  /** A result, a meaning, or undefined for a word that is not known. */
  #meaning(field: 'outcome' | 'status' | 'type', text: string): CallResultWord | CallMeaning | undefined {
    const key = `${field} ${text}`;
    if (this.#results.has(key)) return this.#results.get(key);
    const found = this.#findMeaning(field, text);
    this.#results.set(key, found);
    return found;
  }

  #findMeaning(field: string, text: string): CallResultWord | CallMeaning | undefined {
    for (const name of [field, 'outcome', 'status']) {
      const mapped = CALL_FIELDS.find((each) => each.name === name);
      const ours = mapped && this.#valueMaps.find(mapped, text.trim());
      if (ours === undefined) continue;
      if (ours === '') return 'by-talk';
      const word = callWord(ours);
      if (!this.#options.hasResult(word)) throw unknownOutcome(name, ours);
      return { word, isBadNumber: true, isSaid: false };
    }
    const word = callWord(text);
    const own = this.#columns.system?.words?.[word];
    if (own) return own;
    const usual = meaningOf(text);
    if (usual !== undefined && usual !== 'by-talk') return usual;
    if (this.#options.hasResult(word)) return { word, isBadNumber: true, isSaid: false };
    return usual;
  }

  /** The result of a meaning; null for one that the talk decides. */
  #byMeaning(
    meaning: CallMeaning | undefined,
    isSaid: boolean,
  ): CallResultWord | 'no-call' | 'unfinished' | null {
    if (meaning === undefined || meaning === 'by-talk') return null;
    if (meaning === 'no-call' || meaning === 'unfinished') return meaning;
    if (meaning === 'bad-number') return { word: 'failed', isBadNumber: true, isSaid };
    return { word: meaning, isBadNumber: meaning === 'wrong-number', isSaid };
  }

  /** The note, with what has no place of its own. */
  #readNote(cells: TableRow['cells']): string | null {
    const recording = this.#texts(cells, 'recording').filter(
      (text) => !/^(?:yes|no|true|false|0|1)$/i.test(text),
    );
    const tags = this.#text(cells, 'tags');
    const lines = [
      ...this.#texts(cells, 'note').map(htmlText),
      ...recording.map((text) => `Recording: ${text}`),
      ...(tags === null ? [] : [`Tags: ${tags}`]),
    ];
    return lines.length === 0 ? null : [...new Set(lines)].join('\n');
  }

  #readUser(cells: TableRow['cells']): readonly string[] | null {
    const indexes = this.#indexes.get('user') ?? [];
    if (indexes.length === 0) return null;
    const machines = this.#columns.system?.machines ?? [];
    const texts = this.#texts(cells, 'user').map((text) => text.replace(EXTENSION_BEFORE_NAME, ''));
    return texts.some((text) => machines.includes(text)) ? [] : texts;
  }

  #nameOf(cells: TableRow['cells']): string | null {
    const parts = [this.#text(cells, 'first_name'), this.#text(cells, 'last_name')].filter(Boolean).join(' ');
    return this.#text(cells, 'name') ?? (parts === '' ? null : parts);
  }

  /** What names our side of a call. Who has an e-mail or calls from an extension is a person. */
  #ownSide(
    cells: TableRow['cells'],
    party: CallParty | null,
    way: 'in' | 'out',
  ): Pick<CallSide, 'own' | 'isAgent'> {
    const end = way === 'out' ? 'from' : 'to';
    const name = party?.name ?? this.#partyName(cells, `${end}_name`);
    const email = this.#text(cells, `${end}_email`);
    const hasExtension = (this.#indexes.get(end) ?? []).some((index) => isExtension(cells[index] ?? ''));
    return {
      own: [email, name].filter((text) => text !== null),
      isAgent: email !== null || (name !== null && way === 'out' && hasExtension),
    };
  }

  /** The name in a cell such as `"Amy" <101>`. */
  #partyName(cells: TableRow['cells'], field: string): string | null {
    const text = this.#text(cells, field);
    if (text === null) return null;
    const named = /^"?(.*?)"?\s*<[^>]*>\s*$/.exec(text)?.[1]?.trim() ?? text;
    return /\p{L}/u.test(named) && readCallParty(named)?.type !== 'hidden' ? named : null;
  }

  #party(cells: TableRow['cells'], field: string): CallParty | null {
    let inside: CallParty | null = null;
    for (const index of this.#indexes.get(field) ?? []) {
      const party = readCallParty(cells[index] ?? '');
      if (party && party.type !== 'inside') return party;
      inside ??= party;
    }
    return inside;
  }

  #time(columns: readonly Times[], cells: TableRow['cells']): number | null {
    for (const { index, times } of columns) {
      const text = cells[index]?.trim();
      if (!text || /^(?:null|0|-|0000-00-00.*)$/i.test(text)) continue;
      return times.read(text);
    }
    return null;
  }

  #text(cells: TableRow['cells'], field: string): string | null {
    for (const index of this.#indexes.get(field) ?? []) {
      const text = cells[index]?.trim();
      if (text && text !== 'null') return text;
    }
    return null;
  }

  #texts(cells: TableRow['cells'], field: string): string[] {
    const texts = (this.#indexes.get(field) ?? []).map((index) => cells[index]?.trim() ?? '');
    return texts.filter((text) => text !== '' && text !== 'null');
  }
}

/** How long was talked, as far as the file says. */
interface Talk {
  /** Seconds of talk. */
  readonly seconds: number | null;
  /** Whether a column of talk time says so. */
  readonly isSeconds: boolean;
  /** Seconds with ringing. */
  readonly total: number | null;
  /** Whether somebody answered; undefined if only the total or a word can tell. */
  readonly isAnswered: boolean | undefined;
  readonly isKnown: boolean;
}

/** Results of calls that nobody answered. */
const UNREACHED: ReadonlySet<string> = new Set(['no-answer', 'busy', 'failed']);

function plainResult(word: string): CallResultWord {
  return { word, isBadNumber: false, isSaid: false };
}

function ambiguousDates(text: string, header: string, file: string): CrmError {
  const [month, day] = possiblePatterns(text);
  return usage(
    `"${text}" in the column "${header}" of ${file} is ambiguous, and no other cell shows the order of day and month`,
    `Give the format: --date-format '${month}' for month first, --date-format '${day}' for day first`,
  );
}

function withoutZone(clock: string): string {
  return clock.replace(/\s+(?:[A-Z]{2,5}|UTC[+-]\d+|[+-]\d\d:?\d\d)$/, '');
}

function unknownOutcome(field: string, text: string): CrmError {
  return usage(
    `unknown outcome "${text}"`,
    `Say what it means: --map-value '${field}:${text}=connected', or another of: crm outcome list`,
  );
}
