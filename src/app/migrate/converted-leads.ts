import { isTarget, type Target } from '../../domain/conversion.ts';
import type { Noun } from '../../domain/field.ts';
import { headerKey } from '../../formats/field-names.ts';
import { Importer } from '../../store/import/importer.ts';
import type { ImportRules } from '../../store/import/rules.ts';
import { leadOfExternalId } from '../../store/leads.ts';
import type { Tx } from '../../store/tx.ts';
import type { ImportedRow } from '../import/prepare-import.ts';
import type { PlannedFile } from './files.ts';

/** The records that a lead was converted into, by number. */
type Conversions = Partial<Record<Target, number>>;

/** A column with the ids of the leads that records were made of; null if a file has none. */
export function leadColumnOf({ table, vendor, subject }: PlannedFile): number | null {
  if (!vendor || !isTarget(subject)) return null;
  const headers = Object.entries(vendor.layout.links ?? {})
    .filter(([, links]) => links.every(({ noun }) => noun === 'lead'))
    .map(([header]) => headerKey(header));
  const at = table.headers.findIndex((header) => headers.includes(headerKey(header)));
  return at === -1 ? null : at;
}

/** Links converted leads where the records that they became name them, instead of the lead its new records. */
export class ConvertedLeads {
  readonly #became = new Map<string, Map<string, Conversions>>();

  /** Notes that a record names the lead with an id of `system`. */
  add(system: string, leadId: string, noun: Noun, { id }: Pick<ImportedRow, 'id'>): void {
    if (id === null || leadId === '' || leadId === '0') return;
    const ofSystem = this.#became.get(system) ?? new Map<string, Conversions>();
    this.#became.set(system, ofSystem.set(leadId, { [noun]: id, ...ofSystem.get(leadId) }));
  }

  /** Links the leads. Returns how many were named, and how many of these there are. */
  async link(tx: Tx, currency: string): Promise<{ named: number; found: number }> {
    const counts = { named: 0, found: 0 };
    for (const [system, leads] of this.#became) {
      const rules: ImportRules = {
        spec: tx.nouns.get('lead'),
        declared: [],
        own: false,
        defaults: {},
        match: null,
        blankClears: false,
        onMatch: 'update',
        create: new Set(),
        origin: { system, userIds: new Map() },
        currency,
      };
      const importer = await Importer.open(tx, rules, noPhone);
      for (const [leadId, became] of leads) {
        counts.named++;
        if ((await leadOfExternalId(tx, system, leadId)) === null) continue;
        counts.found++;
        const whole = await completed(tx, became);
        if (whole === null) continue;
        await importer.importRows(
          [{ row: { external_id: leadId, external_source: system, ...whole }, line: 0 }],
          true,
        );
      }
      await importer.storeHeld();
    }
    return counts;
  }
}

/** What a lead became, with the account and the contact of its deal. Null if there is no contact at an account. */
async function completed(
  tx: Tx,
  { account, contact, opp }: Conversions,
): Promise<Record<string, number> | null> {
  const deal = opp === undefined ? undefined : await tx.read('opp', opp);
  const contactId = contact ?? numberOf(deal?.contact_id);
  if (contactId === null) return null;
  const person = await tx.read('contact', contactId);
  const accountId = account ?? numberOf(deal?.account_id) ?? numberOf(person?.account_id);
  if (accountId === null) return null;
  return { account_id: accountId, contact_id: contactId, ...(opp === undefined ? {} : { opp_id: opp }) };
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);

/** Rows that only link records have no phones. */
function noPhone(text: string): never {
  throw new Error(`a phone of a link: ${text}`);
}
