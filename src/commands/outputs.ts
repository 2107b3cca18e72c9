import { resolve } from 'node:path';
import { dataDir } from '../config/folders.ts';
import type { Context } from '../context.ts';
import { Outputs } from '../io/outputs.ts';

/** What this command may write where; `inputs` are the files it reads, as they were typed. */
export async function outputsOf(ctx: Context, inputs: readonly string[] = []): Promise<Outputs> {
  const { io, settings, config } = ctx;
  // Databases of this user that another --db hides are as precious as the open one.
  const home = await dataDir(io).catch(() => undefined);
  const databases = [
    settings.db,
    io.env.CRM_DB,
    config.get('db'),
    home && `${home}/crm.db`,
    home && `${home}/demo.db`,
  ];
  return new Outputs({
    cwd: io.cwd,
    force: settings.force,
    databases: databases.flatMap((path) => (path ? [resolve(io.cwd, path)] : [])),
    config: config.path,
    inputs,
  });
}
