import { type CrmError, refused } from '../domain/errors.ts';
import type { Engine } from './engine.ts';
import { type Sql, sql } from './sql.ts';

/** The acting user, as given on the command line or elsewhere. */
export interface ActingName {
  readonly name: string;
  readonly source: '--user' | 'CRM_USER' | 'config' | 'login';
  /** The login name of the process, which needs no `crm user add`. */
  readonly login: string;
  /** The user that the command adds, if any: users may add themselves. */
  readonly adds?: string | undefined;
}

/**
 * The stored name of the acting user: a user, or an author in the history. New users may act if they run the program,
 * are being added, or, while there are no users, are named by CRM_USER or the config. Throws `not-found` for others:
 * a typing error must not become a user.
 */
export async function findActingUser(engine: Engine, acting: ActingName): Promise<string> {
  const { name, source, adds } = acting;
  const columns = source === 'login' ? 'name' : 'name, full_name, email';
  const [found] = await sql<{
    name: string;
    is_queue: number;
  }>`select name, is_queue from (select ${name} as wanted) as typed join "user" on ${ignoringCase(sql`wanted`)} in (${sql.raw(columns)})
      order by case when name = wanted then 1 when ${ignoringCase(sql`name`)} = wanted then 2 else 3 end nulls last limit 1`.all(
    engine,
  );
  if (found?.is_queue === 1)
    throw refused(`${found.name} is a queue, and nobody can be it`, { code: 'acting-user' });
  if (found) return found.name;
  if (mayBeNew(acting)) return isAdded(acting) ? (adds as string) : name;
  // A user who imported everything from another database is in its history, and may undo the import.
  const [acted] = await sql<{
    user_name: string;
  }>`select user_name from change where ${ignoringCase(sql`user_name`)} = ${name} limit 1`.all(engine);
  if (acted) return acted.user_name as string;
  const [any] = await sql<{ id: number }>`select id from "user" limit 1`.all(engine);
  if (!any && mayBeFirst(acting)) return name;
  throw await unknownUser(acting, engine);
}

const ignoringCase = (text: Sql) => sql`${(dialect) => dialect.ignoreCase(text)}`;

function mayBeNew(acting: ActingName): boolean {
  return acting.name === acting.login || isAdded(acting);
}

function isAdded({ name, adds }: ActingName): boolean {
  return name.toLowerCase() === adds?.toLowerCase();
}

function mayBeFirst({ source }: ActingName): boolean {
  return source !== '--user';
}

async function unknownUser({ name, source }: ActingName, engine: Engine): Promise<CrmError> {
  const { noSuchUser, users } = await import('./users.ts');
  const by = {
    '--user': '',
    login: '',
    CRM_USER: ', named by CRM_USER',
    config: ', named by the config',
  };
  return noSuchUser(name, await users(engine), by[source]);
}
