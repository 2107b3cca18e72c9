import { filterLiteral } from '../../domain/filter/parse.ts';
import { findTeam } from '../../store/teams.ts';
import { userNamed } from '../../store/users.ts';
import type { Deps } from '../deps.ts';

/** A user or a team, by its stored name. */
export interface Owners {
  readonly name: string;
  /** The names of its users. */
  readonly users: readonly string[];
}

/** The user or the team of that name; `me` is the acting user. Throws `not-found` for neither. */
export async function ownersNamed({ store, user }: Deps, text: string): Promise<Owners> {
  if (text.trim().toLowerCase() === 'me') return { name: user, users: [user] };
  const team = await findTeam(store.db, text);
  if (team) return { name: team.name, users: team.members.map(({ name }) => name) };
  const { name } = await userNamed(store.db, text);
  return { name, users: [name] };
}

/** The filter for records of a user or team, `me`; none for everybody. */
export function ownerFilters(owner: string | undefined): string[] {
  if (owner === undefined) return [];
  return [`owner = ${owner.trim().toLowerCase() === 'me' ? 'me' : filterLiteral(owner)}`];
}
