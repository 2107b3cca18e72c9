import { usage } from '../../domain/errors.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** A document is a file that is kept here, or a link to one elsewhere. */
export function checkDoc(_: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const [hash, url] = [given('hash'), given('url')];
  if (hash === null && url === null)
    throw usage('a document is a file, or has a link to one', { code: 'document-without-file' });
  if (hash !== null && url !== null)
    throw usage('a document whose file is kept here has no link to another one');
}
