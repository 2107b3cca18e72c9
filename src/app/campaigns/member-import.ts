import { isCrmError, refused } from '../../domain/errors.ts';
import type { Field, PersonNoun, Row } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { isBounced, isMarked, isUnwanted } from '../../formats/mail-marks.ts';
import { listedStatus, type NewStatus } from '../../store/campaign-statuses.ts';
import { campaignNamed, putMember } from '../../store/campaigns.ts';
import { recordOfExternalId, recordsOfExternalIds } from '../../store/external-records.ts';
import { workingRowsOf } from '../../store/mail/incoming.ts';
import { peopleNamed } from '../../store/people-named.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord, updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';
import { findAmongNouns } from '../records/find.ts';

const field = (name: string, type: Field['type'], synonyms: readonly string[]): Field => ({
  name,
  type,
  label: name,
  access: 'edit',
  help: '',
  synonyms: [...synonyms],
});

/** What a file of members says of each. People are named by an id of another program, an e-mail address or a name. */
export const MEMBER_FIELDS: readonly Field[] = [
  field('campaign', 'text', ['campaign name', 'campaign id', 'parent campaign', 'list', 'list name']),
  field('contact', 'text', ['contact id', 'contact name', 'customer', 'record', 'ref', 'id', 'record id']),
  field('lead', 'text', ['lead id', 'lead name']),
  field('email', 'text', ['e-mail', 'email address', 'e-mail address', 'mail']),
  field('name', 'text', ['full name', 'member', 'person']),
  field('status', 'text', [
    'member status',
    'campaign member status',
    'response',
    'response code',
    'response status',
    'attendee status',
    'attendance status',
    'registration status',
    'order status',
    'rsvp',
    'rsvp status',
  ]),
  field('responded', 'bool', ['has responded', 'is response']),
  field('attended', 'bool', ['checked in', 'checkedin', 'has attended', 'did attend']),
  field('at', 'datetime', [
    'first responded date',
    'responded date',
    'responded at',
    'response date',
    'received on',
    'since',
    'date',
    'created date',
    'order date',
    'registration date',
    'registration time',
    'registered at',
  ]),
  field('unsubscribed', 'text', [
    'unsubscribed at',
    'unsubscribed on',
    'opted out',
    'opted out at',
    'opt out',
  ]),
  field('bounced', 'text', ['bounced at', 'bounced on', 'bounce type', 'email bounced']),
];

/** Words of other programs for members who did something. */
const RESPONSE = /respon|attend|regist|click|repl(?:y|ied)|join|interested|show|accept/i;

/** The columns that name the person, the first that says something before others. */
const PERSON_COLUMNS = ['contact', 'lead', 'email', 'name'] as const;

function textOf(row: Row, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Who was there has attended, whatever else is said of them. */
function statusIn(row: Row): string | null {
  const status = textOf(row, 'status');
  return row.attended === true || /^checked[ -]?in$/i.test(status ?? '') ? 'attended' : status;
}

/** What became of a row. */
export type MemberOutcome = 'created' | 'changed' | 'unchanged';

/** Makes people members of campaigns, row by row. */
export class MemberImport {
  readonly #deps: Deps;
  readonly #tx: Tx;
  readonly #system: string;
  /** The campaign of rows that name none. */
  readonly #campaign: number | null;
  /** Whether campaigns that are not there yet are added by the names that rows have for them. */
  readonly #makesCampaigns: boolean;
  readonly #campaigns = new Map<string, number>();
  readonly #statuses = new Map<string, string>();
  /** Expected people by the ids of their program; null for those that it does not name. */
  readonly #byExternalId = new Map<string, RecordRef | null>();
  /** Expected people, by the noun that is meant first and by what names them. */
  readonly #people = new Map<PersonNoun, ReadonlyMap<string, RecordRef>>();

  constructor(
    deps: Deps,
    tx: Tx,
    {
      system,
      campaign = null,
      makesCampaigns = false,
    }: { system: string; campaign?: number | null; makesCampaigns?: boolean },
  ) {
    this.#makesCampaigns = makesCampaigns;
    this.#deps = deps;
    this.#tx = tx;
    this.#system = system;
    this.#campaign = campaign;
  }

  /** Looks up the people of rows that are taken next. */
  async expect(rows: readonly Row[]): Promise<void> {
    const { people } = this.#tx.nouns;
    this.#people.clear();
    this.#byExternalId.clear();
    const named = rows.flatMap((row) => {
      const column = PERSON_COLUMNS.find((name) => textOf(row, name) !== null);
      return column ? [{ column, text: textOf(row, column) as string }] : [];
    });
    if (this.#system !== '') {
      const ids = [...new Set(named.map(({ text }) => text))];
      const found = await recordsOfExternalIds(this.#tx, people, { source: this.#system, ids });
      for (const id of ids) this.#byExternalId.set(id, found.get(id) ?? null);
    }
    const given = { people: [] as string[], leads: [] as string[] };
    for (const { column, text } of named)
      if (!this.#byExternalId.get(text)) given[column === 'lead' ? 'leads' : 'people'].push(text);
    for (const [nouns, texts] of [
      [people.toReversed(), given.people],
      [['lead'], given.leads],
    ] as const)
      if (texts.length > 0)
        this.#people.set(nouns[0] as PersonNoun, await peopleNamed(this.#tx, nouns, texts, this.#deps));
  }

  /** Throws `refused` for a row whose campaign or person is not there. */
  async take(values: Row): Promise<MemberOutcome> {
    const text = (name: string) => textOf(values, name);
    const campaign = await this.#campaignOf(text('campaign'));
    const person = await this.#personOf(text);
    const hasResponded = typeof values.responded === 'boolean' ? values.responded : null;
    const status = await this.#statusOf(campaign, statusIn(values), hasResponded);
    const outcome = await putMember(this.#tx, campaign, person, status, text('at') ?? this.#tx.now);
    const isChanged = await this.#mark(person, text);
    return isChanged && outcome === 'unchanged' ? 'changed' : outcome;
  }

  /** Keeps a person from being e-mailed who left a list, and marks an address that bounces. */
  async #mark(person: RecordRef, text: (name: string) => string | null): Promise<boolean> {
    const [status, email] = [text('status') ?? '', text('email')];
    const isBad = isMarked(text('bounced') ?? '') || isBounced(status);
    const rows = isBad && email !== null ? await workingRowsOf(this.#tx, email) : [];
    for (const id of rows) await this.#tx.update('email', id, { bad: 1 });
    if (!isMarked(text('unsubscribed') ?? '') && !isUnwanted(status)) return rows.length > 0;
    const values = { do_not_email: true };
    return (await updateRecord(this.#tx, person.noun, person.id, values, this.#deps)) || rows.length > 0;
  }

  async #campaignOf(text: string | null): Promise<number> {
    if (text === null) {
      if (this.#campaign !== null) return this.#campaign;
      throw refused('it names no campaign');
    }
    const known = this.#campaigns.get(text);
    if (known !== undefined) return known;
    const there =
      (this.#system === ''
        ? null
        : await recordOfExternalId(this.#tx, ['campaign'], { source: this.#system, id: text })) ??
      (await campaignNamed(this.#tx, text)) ??
      (this.#makesCampaigns
        ? { id: await insertRecord(this.#tx, 'campaign', { name: text }, this.#deps) }
        : null);
    if (!there) throw refused(`there is no campaign "${text}"`, { code: 'no-campaign', name: text });
    this.#campaigns.set(text, there.id);
    return there.id;
  }

  async #personOf(text: (name: string) => string | null): Promise<RecordRef> {
    const { people } = this.#tx.nouns;
    let problem: unknown = null;
    for (const column of PERSON_COLUMNS) {
      const given = text(column);
      if (given === null) continue;
      const nouns: readonly PersonNoun[] = column === 'lead' ? [column] : people.toReversed();
      const expected = this.#byExternalId.get(given);
      const known =
        expected !== undefined || this.#system === ''
          ? expected
          : await recordOfExternalId(this.#tx, people, { source: this.#system, id: given });
      const one = known ?? this.#people.get(nouns[0] as PersonNoun)?.get(given);
      if (one) return one;
      try {
        const found = await findAmongNouns(this.#deps, nouns, given);
        return { noun: found.noun, id: found.id };
      } catch (error) {
        if (!isCrmError(error)) throw error;
        problem ??= error;
      }
    }
    throw (
      problem ??
      refused('it names no lead and no contact', 'Give a column with e-mail addresses, ids or names.')
    );
  }

  async #statusOf(campaign: number, text: string | null, hasResponded: boolean | null): Promise<string> {
    const wanted = text ?? (hasResponded === true ? 'responded' : 'sent');
    const key = `${campaign} ${wanted}`;
    const known = this.#statuses.get(key);
    if (known !== undefined) return known;
    const fresh: NewStatus = {
      isResponse: hasResponded ?? (RESPONSE.test(wanted) && !/\bnot?\b/i.test(wanted)),
    };
    const status = await listedStatus(this.#tx, campaign, wanted, fresh);
    this.#statuses.set(key, status);
    return status;
  }
}
