import { type CrmError, usage } from '../../domain/errors.ts';
import { type HeaderUnit, unitOfHeader } from '../duration-unit.ts';
import type { ValueMaps } from '../value-map-option.ts';
import type { CallCells } from './call-cells.ts';
import type { CallMoments } from './call-moments.ts';
import type { CallResultWord, CallSide } from './call-row.ts';
import type { CallColumns } from './columns.ts';
import { readCallDuration } from './duration.ts';
import { CALL_FIELDS } from './fields.ts';
import { type CallMeaning, callWord, meaningOf } from './words.ts';

/** A column of durations. */
interface DurationColumn {
  readonly index: number;
  readonly header: string;
  readonly unit: HeaderUnit;
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

const MACHINE = /machine|voicemail|fax/i;

/** How a column says that something is so. */
const YES = /^(?:y|yes|true|1|answered|x)$/i;

/** Results of calls that nobody answered. */
const UNREACHED: ReadonlySet<string> = new Set(['no-answer', 'busy', 'failed']);

/** Reads how calls went. */
export class CallResults {
  readonly #columns: CallColumns;
  readonly #valueMaps: ValueMaps;
  readonly #hasResult: (word: string) => boolean;
  readonly #moments: CallMoments;
  readonly #talks: readonly DurationColumn[];
  readonly #totals: readonly DurationColumn[];
  readonly #results = new Map<string, CallResultWord | CallMeaning | undefined>();
  /** Words of the line that are not known, where the talk time decided; with their rows. */
  readonly unknownWords = new Map<string, number>();

  /** `hasResult`: whether the team has a result of that word. */
  constructor(
    columns: CallColumns,
    valueMaps: ValueMaps,
    moments: CallMoments,
    hasResult: (word: string) => boolean,
  ) {
    this.#columns = columns;
    this.#valueMaps = valueMaps;
    this.#moments = moments;
    this.#hasResult = hasResult;
    const durations = (field: string): DurationColumn[] =>
      columns.of(field).map(({ header, index }) => ({ index, header, unit: unitOfHeader(header) }));
    this.#talks = durations('duration');
    this.#totals = durations('total_duration');
  }

  /** The result and its seconds, or why the row is no call that is over. `kind` is the word for what the row is. */
  readResult(
    row: CallCells,
    kind: string | null,
    sides: readonly CallSide[],
  ): { readonly word: CallResultWord; readonly duration: number | null } | 'no-call' | 'unfinished' {
    const talk = this.#readTalk(row);
    const outcome = row.text('outcome');
    const agent = outcome === null ? undefined : this.#meaning('outcome', outcome);
    if (outcome !== null && agent === undefined) throw unknownOutcome('outcome', outcome);
    const result = typeof agent === 'object' ? { ...agent, isSaid: true } : this.#byMeaning(agent, true);
    if (result === 'no-call' || result === 'unfinished') return result;
    const line = result ?? this.#readMailbox(row) ?? this.#readLine(row, kind, talk);
    if (line === 'no-call' || line === 'unfinished') return line;
    const machine = row.text('answered_by');
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

  /** A call that a mailbox took, of which the line says no more than that it was answered; null for others. */
  #readMailbox(row: CallCells): CallResultWord | null {
    return YES.test(row.text('mailbox') ?? '') ? plainResult('voicemail') : null;
  }

  /** What the line says: its status, else whether somebody answered and for how long. */
  #readLine(row: CallCells, kind: string | null, talk: Talk): CallResultWord | 'no-call' | 'unfinished' {
    const status = row.text('status');
    const found = status === null ? undefined : this.#meaning('status', status);
    if (typeof found === 'object') return found;
    const meant = this.#byMeaning(found, false);
    if (meant !== null) return meant;
    if (status !== null && found === undefined) {
      if (!talk.isKnown) throw unknownOutcome('status', status);
      this.unknownWords.set(status, (this.unknownWords.get(status) ?? 0) + 1);
    }
    if (talk.isAnswered === false) return plainResult('no-answer');
    const missed = row.text('missed_reason');
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

  #readTalk(row: CallCells): Talk {
    const usual = this.#columns.system?.unit ?? 's';
    const first = (columns: readonly DurationColumn[]): number | null => {
      for (const { index, header, unit } of columns) {
        const text = row.cells[index];
        const seconds = text ? readCallDuration(text, header, unit, usual) : null;
        if (seconds !== null) return seconds;
      }
      return null;
    };
    const seconds = first(this.#talks);
    const answeredAt = this.#moments.answeredAt(row);
    const endedAt = this.#moments.endedAt(row);
    const total = first(this.#totals);
    const answered = row.text('answered');
    const between =
      answeredAt !== null && endedAt !== null && endedAt >= answeredAt
        ? Math.round((endedAt - answeredAt) / 1000)
        : null;
    const isAnswered =
      answered !== null
        ? YES.test(answered)
        : answeredAt !== null
          ? true
          : this.#moments.tellsAnswered && seconds === null
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
      if (!this.#hasResult(word)) throw unknownOutcome(name, ours);
      return { word, isBadNumber: true, isSaid: false };
    }
    const word = callWord(text);
    const own = this.#columns.system?.words?.[word];
    if (own) return own;
    const usual = meaningOf(text);
    if (usual !== undefined && usual !== 'by-talk') return usual;
    if (this.#hasResult(word)) return { word, isBadNumber: true, isSaid: false };
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
}

function plainResult(word: string): CallResultWord {
  return { word, isBadNumber: false, isSaid: false };
}

function unknownOutcome(field: string, text: string): CrmError {
  return usage(`unknown outcome "${text}"`, { code: 'unknown-outcome', field, text });
}
