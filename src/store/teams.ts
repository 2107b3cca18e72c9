import { conflict, notFound } from '../domain/errors.ts';
import { findNearest } from '../domain/suggest.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A named group of users. */
export interface Team {
  readonly id: number;
  readonly name: string;
  readonly members: readonly { readonly id: number; readonly name: string }[];
}

/** All teams with their members, by name. */
export async function teams(db: Db): Promise<Team[]> {
  const rows = await sql<RowOf<'team'>>`select * from team order by name`.all(db);
  const members = await sql<{ team_id: number; id: number; name: string }>`
    select team_member.team_id, "user".id, "user".name from team_member
    join "user" on "user".id = team_member.user_id order by name`.all(db);
  return rows.map(({ id, name }) => ({
    id,
    name,
    members: members
      .filter((member) => member.team_id === id)
      .map((member) => ({ id: member.id, name: member.name })),
  }));
}

/** The team of that name; undefined if there is none. */
export async function findTeam(db: Db, name: string): Promise<Team | undefined> {
  const key = name.trim().toLowerCase();
  return (await teams(db)).find((team) => team.name.toLowerCase() === key);
}

/** The team of that name. Throws `not-found` with the nearest. */
export async function teamNamed(db: Db, name: string): Promise<Team> {
  const found = await findTeam(db, name);
  if (found) return found;
  const names = (await teams(db)).map((team) => team.name);
  const [near] = findNearest(name, names);
  throw notFound(`unknown team "${name}"`, { code: 'unknown-name', noun: 'team', near: near ?? null });
}

/** Adds a team; returns its number. Throws `conflict` if a team or a user has the name. */
export async function addTeam(tx: Tx, name: string): Promise<number> {
  await refuseTaken(tx, name, null);
  return tx.insert('team', { name });
}

/** Renames a team. Throws `conflict` likewise. */
export async function renameTeam(tx: Tx, { id }: Team, name: string): Promise<boolean> {
  await refuseTaken(tx, name, id);
  return tx.update('team', id, { name });
}

/** Removes a team. Throws `conflict` if it has targets. */
export async function removeTeam(tx: Tx, team: Team): Promise<void> {
  const { n } = await sql<{ n: number }>`select count(*) as n from target where team_id = ${team.id}`.one(tx);
  if (n > 0)
    throw conflict(`the team ${team.name} has ${n === 1 ? 'a target' : `${n} targets`}`, {
      code: 'team-in-use',
    });
  for (const { id } of team.members) await removeMember(tx, team, id);
  await tx.remove('team', team.id);
}

/** Adds a user to a team; returns whether that is new. */
export async function addMember(tx: Tx, teamId: number, userId: number): Promise<boolean> {
  const there = await sql<{ id: number }>`
    select id from team_member where team_id = ${teamId} and user_id = ${userId}`.first(tx);
  if (there) return false;
  await tx.insert('team_member', { team_id: teamId, user_id: userId });
  return true;
}

/** Takes a user out of a team. Throws `conflict` for one who is not in it. */
export async function removeMember(tx: Tx, team: Pick<Team, 'id' | 'name'>, userId: number): Promise<void> {
  const there = await sql<{ id: number }>`
    select id from team_member where team_id = ${team.id} and user_id = ${userId}`.first(tx);
  if (!there)
    throw conflict(`the user is not in the team ${team.name}`, {
      code: 'not-a-member',
      noun: 'team',
      name: team.name,
    });
  await tx.remove('team_member', there.id);
}

/** Takes a user out of all teams. */
export async function leaveTeams(tx: Tx, userId: number): Promise<void> {
  const rows = await sql<{ id: number }>`select id from team_member where user_id = ${userId}`.all(tx);
  for (const { id } of rows) await tx.remove('team_member', id);
}

/** A name means one user or one team, wherever either may stand. */
async function refuseTaken(tx: Tx, name: string, except: number | null): Promise<void> {
  const [team] = await sql<{ name: string }>`
    select name from team where ${(dialect) => dialect.ignoreCase(sql`name`)} = ${name} and id is distinct from ${except}`.all(
    tx,
  );
  if (team) throw conflict(`a team "${team.name}" exists`, { code: 'name-taken', noun: 'team' });
  const [user] = await sql<{ name: string; is_queue: number }>`
    select name, is_queue from "user" where ${(dialect) => dialect.ignoreCase(sql`name`)} = ${name}`.all(tx);
  if (!user) return;
  const noun = user.is_queue === 1 ? 'queue' : 'user';
  throw conflict(`a ${noun} "${user.name}" exists`, { code: 'name-taken', noun });
}
