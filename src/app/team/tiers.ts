import { conflict, usage } from '../../domain/errors.ts';
import { ACCOUNT } from '../../nouns/account/definition.ts';
import { declarationOf, fieldColumns, fieldRows } from '../../store/field-rows.ts';
import { removeField } from '../../store/fields.ts';
import { checkFormulas, formulasNaming } from '../../store/formulas.ts';
import { countRecords } from '../../store/records.ts';
import { type Tier, tierNamed, tiers } from '../../store/tiers.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection } from '../records/selection.ts';
import { addFieldIn } from './custom-fields.ts';

/** The field of accounts that says their tier. */
const FIELD = 'tier';

/** What a name can be: it stands in quotes in a formula. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _+-]{0,39}$/u;

/** A tier, and how many accounts are in it. */
export interface CountedTier extends Tier {
  readonly accounts: number;
}

/** All tiers, the highest first. */
export async function listTiers(deps: Deps): Promise<readonly CountedTier[]> {
  const all = await tiers(deps.store.db);
  if (all.length === 0) return [];
  const fields = await fieldsOf(deps.store, ACCOUNT);
  const counted: CountedTier[] = [];
  for (const tier of all) {
    const filters = [`${FIELD} = "${tier.name}"`];
    const where = await readSelection(deps, ACCOUNT.noun, fields, { filters });
    counted.push({ ...tier, accounts: await countRecords(deps.store.engine, ACCOUNT.noun, where) });
  }
  return counted;
}

/** What a tier is to be; what is left out stays the same. */
export interface TierSettings {
  readonly name?: string | undefined;
  /** A filter of accounts. */
  readonly filter?: string | undefined;
  /** The name of the tier that it is to be above; blank for the lowest place. */
  readonly above?: string | undefined;
}

/** Adds a tier, the lowest one unless another place is asked for. Throws `usage` and `conflict`. */
export async function addTier(
  deps: Deps,
  { name: text, filter, above }: TierSettings & { readonly name: string; readonly filter: string },
): Promise<string> {
  const name = readName(text);
  await requireFilter(deps, filter);
  await change(deps, `added the tier ${name}`, async (tx) => {
    await requireFree(tx, name);
    const position = (await tiers(tx)).length + 1;
    const id = await tx.insert('tier', { name, filter, position });
    if (above !== undefined) await move(tx, id, above);
  });
  return name;
}

/** Changes a tier; returns its name. Throws `not-found`, `usage` and `conflict`. */
export async function editTier(
  deps: Deps,
  text: string,
  { name, filter, above }: TierSettings,
): Promise<string> {
  const tier = await tierNamed(deps.store.db, text);
  const renamed = name === undefined ? tier.name : readName(name);
  if (filter !== undefined) await requireFilter(deps, filter);
  await change(deps, `changed the tier ${tier.name}`, async (tx) => {
    if (renamed.toLowerCase() !== tier.name.toLowerCase()) await requireFree(tx, renamed);
    await tx.update('tier', tier.id, {
      ...(name === undefined ? {} : { name: renamed }),
      ...(filter === undefined ? {} : { filter }),
    });
    if (above !== undefined) await move(tx, tier.id, above);
  });
  return renamed;
}

/** Removes a tier; returns its name. Throws `not-found`, and `conflict` for the last one while a formula names the field. */
export async function removeTier(deps: Deps, text: string): Promise<string> {
  const { id, name } = await tierNamed(deps.store.db, text);
  await change(deps, `removed the tier ${name}`, (tx) => tx.remove('tier', id));
  return name;
}

/** Changes tiers, and the field of accounts with them. */
async function change(deps: Deps, summary: string, act: (tx: Tx) => Promise<unknown>): Promise<void> {
  await deps.store.change(async (tx) => {
    const before = formulaOf(await tiers(tx));
    await act(tx);
    await keepField(deps, tx, before, formulaOf(await tiers(tx)));
  }, summary);
}

/** The formula of the tier of an account: the first whose filter it meets; null without tiers. */
function formulaOf(all: readonly Pick<Tier, 'name' | 'filter'>[]): string | null {
  if (all.length === 0) return null;
  return all.reduceRight((rest, { name, filter }) => `if((${filter}), "${name}", ${rest})`, 'null');
}

/** The field says what the tiers do. A field of that name which says something else belongs to the team. */
async function keepField(deps: Deps, tx: Tx, before: string | null, after: string | null): Promise<void> {
  if (before === after) return;
  const row = (await fieldRows(tx, ACCOUNT.noun)).find(({ name }) => name === FIELD);
  if (row && (before === null || declarationOf(row).expression !== before))
    throw conflict(`accounts have a field ${FIELD} of your own`, {
      code: 'field-name-needed',
      noun: ACCOUNT.noun,
      name: FIELD,
    });
  if (after === null) {
    const [formula] = await formulasNaming(tx, ACCOUNT.noun, FIELD);
    if (formula !== undefined)
      throw conflict(`the formula ${formula} names ${FIELD}`, { code: 'formula-in-use' });
    if (row) await removeField(tx, ACCOUNT.noun, FIELD);
  } else if (row) {
    await tx.update('field', row.id, fieldColumns({ ...declarationOf(row), expression: after }));
    await checkFormulas(tx);
  } else
    await addFieldIn(deps, tx, {
      noun: ACCOUNT.noun,
      name: FIELD,
      label: 'Tier',
      type: 'formula',
      formula: after,
    });
}

function readName(text: string): string {
  const name = text.trim();
  if (NAME.test(name)) return name;
  throw usage(`"${text}" is no name for a tier`, 'Use letters, digits and spaces, 40 at most: gold');
}

async function requireFree(tx: Tx, name: string): Promise<void> {
  const taken = (await tiers(tx)).find((tier) => tier.name.toLowerCase() === name.toLowerCase());
  if (taken)
    throw conflict(`a tier "${taken.name}" exists: ${taken.filter}`, {
      code: 'name-exists',
      noun: 'tier',
      ref: taken.name,
    });
}

/** Throws `usage` for a text that is no filter of accounts. */
async function requireFilter(deps: Deps, filter: string): Promise<void> {
  if (filter.trim() === '') throw usage('a tier needs a filter', { code: 'tier-without-filter' });
  await readSelection(deps, ACCOUNT.noun, await fieldsOf(deps.store, ACCOUNT), { filters: [filter] });
}

/** Puts a tier above another one, or last. */
async function move(tx: Tx, id: number, above: string): Promise<void> {
  const all = await tiers(tx);
  const others = all.filter((tier) => tier.id !== id);
  const moved = all.find((tier) => tier.id === id) as Tier;
  const at =
    above.trim() === ''
      ? others.length
      : others.findIndex((tier) => tier.name.toLowerCase() === above.trim().toLowerCase());
  if (at < 0) await tierNamed(tx, above);
  for (const [place, tier] of others.toSpliced(at < 0 ? others.length : at, 0, moved).entries())
    if (tier.position !== place + 1) await tx.update('tier', tier.id, { position: place + 1 });
}
