import { conflict, usage } from '../../domain/errors.ts';
import { definitionText, type ReportDefinition } from '../../domain/reports/report-definition.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { type SavedReport, savedReportNamed, savedReports } from '../../store/reports/saved-reports.ts';
import type { Deps } from '../deps.ts';
import { checkDefinition } from './own-report.ts';

/** Longer names fit into no list. */
const MAX_NAME_CHARACTERS = 60;

/** All saved reports, by name. */
export const listReports = ({ store }: Deps): Promise<SavedReport[]> => savedReports(store.db);

/** The saved report of that name. Throws `not-found`; `others` are further names that may have been meant. */
export const findReport = ({ store }: Deps, name: string, others?: readonly string[]): Promise<SavedReport> =>
  savedReportNamed(store.db, name, others);

/**
 * Saves a report under a name; `taken` are names that mean something else. Throws `conflict` if there is one of the
 * name, and `usage` for a definition that cannot be read.
 */
export async function saveReport(
  deps: Deps,
  noun: NounDefinition,
  text: string,
  definition: ReportDefinition,
  taken: readonly string[],
): Promise<string> {
  const name = checkName(text, taken);
  await checkDefinition(deps, noun, definition);
  await deps.store.change(async (tx) => {
    const existing = (await savedReports(tx)).find(
      ({ name: other }) => other.toLowerCase() === name.toLowerCase(),
    );
    if (existing)
      throw conflict(`a report "${existing.name}" exists`, { code: 'report-exists', name: existing.name });
    await tx.insert('saved_report', { name, definition: definitionText(definition) });
  }, `saved the report ${name}`);
  return name;
}

/** Changes parts of a saved report, and its name if there is a new one. Blank texts remove a part. */
export async function editReport(
  deps: Deps,
  text: string,
  nounOf: (definition: ReportDefinition) => NounDefinition,
  patch: ReportDefinition,
  rename: { readonly name: string | undefined; readonly taken: readonly string[] },
): Promise<string> {
  const { id, name, definition } = await savedReportNamed(deps.store.db, text);
  const newName = rename.name === undefined ? name : checkName(rename.name, rename.taken);
  const parts = Object.entries({ ...definition, ...patch }).filter(
    ([, value]) => value !== '' && value !== undefined,
  );
  const edited = Object.fromEntries(parts) as ReportDefinition;
  await checkDefinition(deps, nounOf(edited), edited);
  await deps.store.change(async (tx) => {
    const other = (await savedReports(tx)).find(
      (each) => each.id !== id && each.name.toLowerCase() === newName.toLowerCase(),
    );
    if (other) throw conflict(`a report "${other.name}" exists`, { code: 'report-exists', name: other.name });
    const now = await savedReportNamed(tx, name);
    if (definitionText(now.definition) !== definitionText(definition))
      throw conflict(`somebody else has just edited the report ${name}`, 'Look at it, and edit it again.');
    await tx.update('saved_report', id, { name: newName, definition: definitionText(edited) });
  }, `edited the report ${newName}`);
  return newName;
}

/** Removes a saved report; returns its name. Throws `not-found`. */
export async function removeReport({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await savedReportNamed(store.db, text);
  await store.change((tx) => tx.remove('saved_report', id), `removed the report ${name}`);
  return name;
}

function checkName(text: string, taken: readonly string[]): string {
  const name = text.trim();
  if (name === '' || name.startsWith('-'))
    throw usage('a report needs a name', { code: 'report-without-name' });
  if (name.length > MAX_NAME_CHARACTERS)
    throw usage(`the name has more than ${MAX_NAME_CHARACTERS} characters: ${name.slice(0, 20)}…`);
  if (taken.includes(name.toLowerCase()))
    throw usage(`"${name}" is a report or a verb of crm`, { code: 'report-name-taken', name });
  return name;
}
