import type { Row } from '../../domain/field.ts';
import { companyKey } from '../../domain/matching.ts';

/**
 * Accounts whose rows wait for later rows. Earlier rows take precedence: a row that can match one of them waits as
 * well. An id distinguishes accounts of one name.
 */
export class DeferredAccounts {
  readonly #ids = new Set<string>();
  /** By name, whether one of them has no id. */
  readonly #names = new Map<string, boolean>();

  /** Whether a row can match a waiting account. */
  mayBe(row: Row): boolean {
    const id = idOf(row);
    if (id !== null && this.#ids.has(id)) return true;
    const withoutId = this.#names.get(accountKey(row) ?? '');
    return withoutId !== undefined && (id === null || withoutId);
  }

  add(row: Row): void {
    const [id, key] = [idOf(row), accountKey(row)];
    if (id !== null) this.#ids.add(id);
    if (key !== null) this.#names.set(key, id === null || this.#names.get(key) === true);
  }

  clear(): void {
    this.#ids.clear();
    this.#names.clear();
  }
}

function idOf({ external_source, external_id }: Row): string | null {
  return typeof external_id === 'string' ? `${external_source} ${external_id}` : null;
}

function accountKey({ name }: Row): string | null {
  return typeof name === 'string' ? companyKey(name) : null;
}
