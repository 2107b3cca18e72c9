import { type CrmError, usage } from '../../../domain/errors.ts';
import { preferCommonCountry } from '../../../domain/phones/common-country.ts';
import type { PhoneReader } from '../../../domain/phones/reader.ts';
import type { CallReading, CallRow, CallSide } from '../../../formats/calls/call-row.ts';
import type { CallColumns } from '../../../formats/calls/columns.ts';
import { readCallParty } from '../../../formats/calls/party.ts';
import type { TableRow } from '../../../formats/rows.ts';
import { numbersByExternalId } from '../../../store/calls/call-candidates.ts';
import type { Tx } from '../../../store/tx.ts';
import type { NumberedSide } from './imported-call.ts';

/** Rows whose numbers tell the country of those without a calling code. */
const ROWS_INSPECTED = 10_000;

/** Finds the numbers of the parties of calls. */
export class CallNumbers {
  readonly #home: PhoneReader;
  #phones: PhoneReader;
  #knowsCountry = false;
  /** Numbers of people of whom rows have only the id. */
  #byId: ReadonlyMap<string, string> = new Map();

  /** `home` reads numbers of the country in the config. */
  constructor(home: PhoneReader) {
    this.#home = home;
    this.#phones = home;
  }

  /** Numbers without a calling code are of the country that most of the first ones have. */
  learnCountry(rows: readonly TableRow[], columns: CallColumns): void {
    if (this.#knowsCountry) return;
    this.#knowsCountry = true;
    const indexes = ['number', 'from', 'to'].flatMap((field) => columns.of(field).map(({ index }) => index));
    const texts = rows
      .slice(0, ROWS_INSPECTED)
      .flatMap(({ cells }) => indexes.map((index) => readCallParty(cells[index] ?? '')?.number ?? ''));
    this.#phones = preferCommonCountry(this.#home, texts).reader;
  }

  /** Looks up the people of whom rows have only the id in `system`. */
  async lookUpIds(tx: Tx, system: string, readings: readonly CallReading[]): Promise<void> {
    const sides = readings.flatMap((reading) => (reading.type === 'call' ? reading.call.sides : []));
    const ids = new Set(sides.flatMap(({ partyId }) => partyId ?? []));
    this.#byId = ids.size === 0 ? new Map() : await numbersByExternalId(tx, system, [...ids]);
  }

  /** The sides of a call that have a number, or why none of them has. */
  sidesOf(call: CallRow): { readonly sides: readonly NumberedSide[] } | { readonly error: CrmError } {
    const sides: NumberedSide[] = [];
    for (const { number, partyId, direction, name } of call.sides) {
      const e164 = partyId === null ? this.#numberOf(number) : (this.#byId.get(partyId) ?? null);
      if (e164 !== null) sides.push({ number: e164, direction, name });
    }
    const [first] = call.sides;
    return first && sides.length === 0 ? { error: missingNumber(first) } : { sides };
  }

  /** E.164; null if it cannot be a number. */
  #numberOf(text: string): string | null {
    const e164 = this.#phones.read(text).e164 ?? this.#home.read(text).e164;
    if (e164 !== null) return e164;
    const digits = text.replaceAll(/[^\d+]/g, '');
    if (digits.startsWith('+')) return null;
    return this.#phones.read(`+${digits.replace(/^00/, '')}`).e164;
  }
}

function missingNumber({ number, partyId }: CallSide): CrmError {
  return partyId === null
    ? usage(`cannot read "${number}" as a phone number`, 'Give its country code, such as +44 20 7946 1001.')
    : usage(`the row has no number, and nobody here has the id ${partyId} and a number`);
}
