import { usage } from '../../domain/errors.ts';
import type { ValueMaps } from '../value-map-option.ts';
import type { CallCells } from './call-cells.ts';
import type { CallRow, CallSide } from './call-row.ts';
import type { CallColumns } from './columns.ts';
import { CALL_FIELDS } from './fields.ts';
import { type CallParty, isExtension, readCallParty } from './party.ts';
import { type CallDirection, directionOf } from './words.ts';

const INBOUND_CONTEXT =
  /^(?:from-(?:trunk|did|pstn|external|outside|sip-external|zaptel|dahdi)|ext-|externalline|inbound|incoming|public)/i;
const OUTBOUND_CONTEXT = /^(?:from-internal|extension|outbound|outgoing|macro-dialout|outrt)/i;

/** Reads who took part in calls. */
export class CallSides {
  readonly #columns: CallColumns;
  readonly #valueMaps: ValueMaps;
  /** Whether the file has only one column for the two ends of a call. */
  readonly #isOneSided: boolean;
  readonly #directions = new Map<string, CallDirection>();

  constructor(columns: CallColumns, valueMaps: ValueMaps) {
    this.#columns = columns;
    this.#valueMaps = valueMaps;
    this.#isOneSided = columns.of('from').length > 0 !== columns.of('to').length > 0;
  }

  /** The possible other parties, or why there is none. `kind` is the word for what the row is. */
  readSides(row: CallCells, kind: string | null): Pick<CallRow, 'sides' | 'pass'> {
    const direction = this.#readDirection(row, kind);
    const name = this.#nameOf(row);
    const number = this.#party(row, 'number');
    const inside: Pick<CallRow, 'sides' | 'pass'> = { sides: [], pass: 'internal' };
    if (direction === 'internal') return inside;
    const [from, to] = [this.#party(row, 'from'), this.#party(row, 'to')];
    const partyId = row.text('party_id');
    if (!number && !from && !to && partyId !== null) {
      const way = direction ?? 'out';
      const own = this.#ownSide(row, null, way);
      return { sides: [{ number: '', partyId, direction: way, name, ...own }], pass: null };
    }
    if (number && (number.type !== 'inside' || (!from && !to))) {
      if (number.type === 'hidden') return { sides: [], pass: 'hidden' };
      if (number.type === 'inside') return inside;
      const code = row.text('calling_code')?.replaceAll(/\D/g, '') ?? '';
      const whole =
        code === '' || number.number.startsWith('+')
          ? number.number
          : `+${code}${number.number.replace(/^0+/, '')}`;
      const way = direction ?? 'out';
      const own = this.#ownSide(row, way === 'out' ? from : to, way);
      return {
        sides: [{ number: whole, partyId: null, direction: way, name: number.name ?? name, ...own }],
        pass: null,
      };
    }
    const side = (way: 'in' | 'out', party: CallParty): CallSide => ({
      number: party.number,
      partyId: null,
      direction: way,
      name: party.name ?? this.#partyName(row, way === 'out' ? 'to_name' : 'from_name') ?? name,
      ...this.#ownSide(row, way === 'out' ? from : to, way),
    });
    const only = this.#isOneSided ? (from ?? to) : null;
    if (only) {
      if (only.type !== 'number') return only.type === 'hidden' ? { sides: [], pass: 'hidden' } : inside;
      return { sides: [side(direction ?? (from ? 'in' : 'out'), only)], pass: null };
    }
    const way = direction ?? this.#wayOf(row, from, to);
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

  /** Which way a call went that no column tells the direction of. */
  #wayOf(row: CallCells, from: CallParty | null, to: CallParty | null): 'in' | 'out' | 'both' {
    if (from?.type === 'hidden') return 'in';
    if (from?.type === 'number' && to?.type !== 'number') return 'in';
    if (from?.type !== 'number') return 'out';
    const context = row.text('context') ?? '';
    if (INBOUND_CONTEXT.test(context) || row.text('did') !== null) return 'in';
    return OUTBOUND_CONTEXT.test(context) ? 'out' : 'both';
  }

  #readDirection(row: CallCells, kind: string | null): CallDirection | undefined {
    const cell = row.text('direction');
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

  #nameOf(row: CallCells): string | null {
    const parts = [row.text('first_name'), row.text('last_name')].filter(Boolean).join(' ');
    return row.text('name') ?? (parts === '' ? null : parts);
  }

  /** What names our side of a call. Who has an e-mail or calls from an extension is a person. */
  #ownSide(row: CallCells, party: CallParty | null, way: 'in' | 'out'): Pick<CallSide, 'own' | 'isAgent'> {
    const end = way === 'out' ? 'from' : 'to';
    const name = party?.name ?? this.#partyName(row, `${end}_name`);
    const email = row.text(`${end}_email`);
    const hasExtension = row.indexesOf(end).some((index) => isExtension(row.cells[index] ?? ''));
    return {
      own: [email, name].filter((text) => text !== null),
      isAgent: email !== null || (name !== null && way === 'out' && hasExtension),
    };
  }

  /** The name in a cell such as `"Amy" <101>`. */
  #partyName(row: CallCells, field: string): string | null {
    const text = row.text(field);
    if (text === null) return null;
    const named = /^"?(.*?)"?\s*<[^>]*>\s*$/.exec(text)?.[1]?.trim() ?? text;
    return /\p{L}/u.test(named) && readCallParty(named)?.type !== 'hidden' ? named : null;
  }

  #party(row: CallCells, field: string): CallParty | null {
    let inside: CallParty | null = null;
    for (const index of row.indexesOf(field)) {
      const party = readCallParty(row.cells[index] ?? '');
      if (party && party.type !== 'inside') return party;
      inside ??= party;
    }
    return inside;
  }
}
