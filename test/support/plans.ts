import type { Engine } from '../../src/store/engine.ts';
import { sql } from '../../src/store/sql.ts';

/** The query plans of SQLite for the reads of an engine during some work. */
export async function plansOf(engine: Engine, work: (engine: Engine) => Promise<unknown>): Promise<string[]> {
  const steps: string[] = [];
  const all: Engine['all'] = async (query) => {
    const plan = await engine.all(sql<{ detail: string }>`explain query plan ${query}`);
    steps.push(...plan.map(({ detail }) => detail));
    return engine.all(query);
  };
  const watched = new Proxy(engine, {
    get(target, name) {
      if (name === 'all') return all;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  await work(watched);
  return steps;
}
