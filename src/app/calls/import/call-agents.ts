import type { CallRow } from '../../../formats/calls/call-row.ts';
import type { Tx } from '../../../store/tx.ts';
import { ensureUser, type User, usersByExternalId } from '../../../store/users.ts';
import type { CallCounts } from './call-counts.ts';

/** Finds the users whom a phone system calls agents. */
export class CallAgents {
  readonly #users: readonly User[];
  readonly #counts: CallCounts;
  readonly #usersByText = new Map<string, number | null>();
  #userIds: ReadonlyMap<string, number> = new Map();

  /** `counts` takes agents who are no users, and those who became users. */
  constructor(users: readonly User[], counts: CallCounts) {
    this.#users = users;
    this.#counts = counts;
  }

  /** Reads the ids that users have in the phone system. */
  async readIds(tx: Tx, system: string): Promise<void> {
    this.#userIds = await usersByExternalId(tx, system);
  }

  /** The user whom a row names; undefined if the file names none, null for one who is none of ours. */
  userOf({ user, sides }: CallRow): number | null | undefined {
    const [side] = sides;
    const texts = user ?? side?.own ?? [];
    for (const text of texts) {
      const found = this.#findUser(text);
      if (found !== null) return found;
    }
    if (user === null && side?.isAgent !== true) return undefined;
    const [first] = texts;
    if (first !== undefined) this.#counts.missUser(first);
    return null;
  }

  /** Makes a user of the agent of a call, unless it is one, or an id. */
  async create(tx: Tx, { user, sides: [side] }: CallRow): Promise<void> {
    const texts = user ?? (side?.isAgent === true ? side.own : []);
    if (texts.some((text) => this.#findUser(text) !== null)) return;
    const email = texts.find((text) => text.includes('@'));
    const name = texts.find((text) => /\p{L}/u.test(text) && !text.includes('@') && !ID.test(text)) ?? email;
    if (name === undefined) return;
    const id = await ensureUser(tx, name);
    if (email !== undefined) await tx.update('user', id, { email });
    for (const text of texts) this.#usersByText.set(text, id);
    this.#counts.createdUsers.push(name);
  }

  #findUser(text: string): number | null {
    const known = this.#usersByText.get(text);
    if (known !== undefined) return known;
    const key = text.trim().toLowerCase();
    const found =
      this.#users.find(({ name, fullName, email }) =>
        [name, fullName, email].some((each) => each?.toLowerCase() === key),
      )?.id ??
      this.#userIds.get(text.trim()) ??
      this.#users.find(({ name, email }) => email === null && key.startsWith(`${name.toLowerCase()}@`))?.id ??
      null;
    this.#usersByText.set(text, found);
    return found;
  }
}

/** An id of another program: `0051a000001AbCdAAK`, a GUID. */
const ID = /^(?=.*\d)[\w-]{15,}$/;
