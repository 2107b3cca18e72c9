import { refused, usage } from '../../domain/errors.ts';
import {
  addUser,
  editUser,
  removeUser,
  type User,
  type UserValues,
  userNamed,
  userNumber,
  users,
} from '../../store/users.ts';
import type { Deps } from '../deps.ts';

/** Lists the users, active or not, without queues. */
export async function listUsers({ store }: Deps): Promise<readonly User[]> {
  return (await users(store.db)).filter(({ isQueue }) => !isQueue);
}

/** A user by name, full name or e-mail. Throws `not-found`, `refused` for a queue. */
export async function findUser({ store }: Pick<Deps, 'store'>, text: string): Promise<User> {
  const user = await userNamed(store.db, text);
  if (user.isQueue) throw refused(`${user.name} is a queue`, { code: 'user-is-queue', name: user.name });
  return user;
}

/** Adds a user. Throws `conflict` if the name exists, except when acting users add themselves. */
export async function createUser(
  { store }: Deps,
  { name, values }: { readonly name: string; readonly values: UserValues },
): Promise<void> {
  const addsActing = name === store.act.user && (await userNumber(store.db, name)) === null;
  await store.change(
    // An acting user is stored at the beginning of their first change.
    async (tx) => {
      if (addsActing) await tx.update('user', tx.userId, values);
      else await addUser(tx, name, values);
    },
    `added the user ${name}`,
  );
}

/** Changes a user, found by name, full name or e-mail; returns their previous short name. */
export async function changeUser(
  { store }: Deps,
  { user: text, values }: { readonly user: string; readonly values: UserValues },
): Promise<{ readonly changeId: number | null; readonly name: string }> {
  const user = await findUser({ store }, text);
  const { id } = await store.change((tx) => editUser(tx, user, values), `edited the user ${user.name}`);
  return { changeId: id, name: user.name };
}

/** Removes a user who owns nothing. */
export async function deleteUser({ store }: Deps, text: string): Promise<void> {
  const user = await findUser({ store }, text);
  await store.change((tx) => removeUser(tx, user), `removed the user ${user.name}`);
}

/** The stored form of a user's short name. Throws `usage` for a blank one and for `me`. */
export function readUserName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') throw usage('the name of a user cannot be blank');
  if (name === 'me') throw usage('"me" always means the acting user');
  return name;
}
