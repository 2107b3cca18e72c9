import { usage } from '../../domain/errors.ts';
import {
  addMember,
  addTeam,
  removeMember,
  removeTeam,
  renameTeam,
  type Team,
  teamNamed,
  teams,
} from '../../store/teams.ts';
import { personIdOf } from '../../store/users.ts';
import type { Deps } from '../deps.ts';

/** Lists the teams with their members. */
export function listTeams({ store }: Deps): Promise<Team[]> {
  return teams(store.db);
}

/** A team by name. Throws `not-found`. */
export function findTeam({ store }: Deps, name: string): Promise<Team> {
  return teamNamed(store.db, name);
}

/** Adds a team of these users. */
export async function createTeam(
  { store }: Deps,
  { name, users }: { readonly name: string; readonly users: readonly string[] },
): Promise<void> {
  await store.change(async (tx) => {
    const id = await addTeam(tx, name);
    for (const user of users) await addMember(tx, id, await personIdOf(tx, user));
  }, `added the team ${name}`);
}

/** How a team is to change. */
export interface TeamEdit {
  readonly name: string | undefined;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Changes a team; returns whether anything changed. */
export async function changeTeam({ store }: Deps, text: string, edit: TeamEdit): Promise<boolean> {
  const team = await teamNamed(store.db, text);
  const { id } = await store.change(async (tx) => {
    if (edit.name !== undefined) await renameTeam(tx, team, edit.name);
    for (const user of edit.add) await addMember(tx, team.id, await personIdOf(tx, user));
    for (const user of edit.remove) await removeMember(tx, team, await personIdOf(tx, user));
  }, `edited the team ${team.name}`);
  return id !== null;
}

/** Removes a team; its members stay. Returns its name. */
export async function deleteTeam({ store }: Deps, text: string): Promise<string> {
  const team = await teamNamed(store.db, text);
  await store.change((tx) => removeTeam(tx, team), `removed the team ${team.name}`);
  return team.name;
}

/** The stored form of the name of a team. Throws `usage` for a blank one and for `me`. */
export function readTeamName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') throw usage('the name of a team cannot be blank');
  if (name.toLowerCase() === 'me') throw usage('"me" always means the acting user');
  return name;
}
