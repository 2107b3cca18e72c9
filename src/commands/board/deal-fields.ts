import type { Deps } from '../../app/deps.ts';
import { findByNumbers } from '../../app/records/find.ts';
import { toLocalDate } from '../../domain/dates.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { PLAIN } from '../../render/color.ts';
import { renderRecord } from '../../render/record.ts';
import { viewRecords } from '../record/show.ts';

/** All fields of a deal, in lines of so many columns; null for one that was removed. */
export async function dealFields(deps: Deps, id: number, columns: number): Promise<string[] | null> {
  const [view] = await viewRecords(deps, OPP, await findByNumbers(deps, 'opp', [id]), 'table');
  if (!view) return null;
  const viewpoint = { today: toLocalDate(deps.clock.now()), currency: deps.currency };
  return (await renderRecord(view, viewpoint, columns, PLAIN)).trimEnd().split('\n');
}
