import type { Engine, Finding } from './engine.ts';
import { indexGaps } from './search-index.ts';
import type { Store } from './store.ts';

/** Problems listed of one kind before the rest is only counted. */
const LISTED = 10;

/** Everything that can be looked at in a database: the file, its soundness, the search index. */
export async function examine({ engine }: Store): Promise<Finding[]> {
  return [...(await engine.inspect()), await soundness(engine), await searchIndex(engine)];
}

async function soundness(engine: Engine): Promise<Finding> {
  const problems = await engine.check();
  if (problems.length === 0) return { what: 'integrity', detail: 'sound, nothing points nowhere' };
  const more = problems.length - LISTED;
  return {
    what: 'integrity',
    detail: `${problems.length} problems`,
    problem: `${problems.slice(0, LISTED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
  };
}

async function searchIndex(engine: Engine): Promise<Finding> {
  const [row] = await engine.all('select count(*) as n from search_text', []);
  const detail = `${row?.n} records`;
  const gaps = await indexGaps(engine);
  if (gaps.length === 0) return { what: 'search index', detail };
  const texts = gaps.map(({ noun, missing, stale }) => `${noun}: ${missing} missing, ${stale} too many`);
  return {
    what: 'search index',
    detail,
    problem: `out of step (${texts.join('; ')}): crm doctor --repair makes it anew`,
  };
}
