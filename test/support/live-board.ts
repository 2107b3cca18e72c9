import { shop } from './shop.ts';
import { open } from './terminal.ts';

/** A board on a terminal, with three deals. */
export async function board({ cols = 100, rows = 24, args = [] as string[], env = {} } = {}) {
  const own = shop();
  await own.ok('opp', 'add', 'Acme renewal', '--amount', '12k', '--close', '2026-03-31');
  await own.ok(
    'opp',
    'add',
    'Beta rollout',
    '--amount',
    '3k',
    '--close',
    '2026-04-30',
    '--stage',
    'proposal',
  );
  await own.ok('opp', 'add', 'Gamma\u001b[31m audit 🚀 مرحبا', '--close', '2026-05-31');
  const terminal = open(['board', ...args], { ...own.place, cols, rows, env });
  await terminal.waitFor('Acme renewal');
  const stageOf = async (ref: string) => (await own.json('opp', 'show', ref)).stage as string;
  return { ...own, terminal, stageOf };
}
