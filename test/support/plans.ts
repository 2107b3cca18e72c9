import type { Engine } from '../../src/store/engine.ts';

/** How SQLite goes about the reads an engine is asked for during some work: the steps of every query. */
export async function plansOf(engine: Engine, work: (engine: Engine) => Promise<unknown>): Promise<string[]> {
  const steps: string[] = [];
  const all: Engine['all'] = async (text, params) => {
    const plan = await engine.all(`explain query plan ${text}`, params);
    steps.push(...plan.map(({ detail }) => String(detail)));
    return engine.all(text, params);
  };
  const watched = new Proxy(engine, {
    get(target, name) {
      if (name === 'all') return all;
      if (name === 'db') return { ...target.db, all };
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  await work(watched);
  return steps;
}
