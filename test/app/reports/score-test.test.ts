import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testRules } from '../../../src/app/scores/test-rules.ts';
import { openDeps } from '../../support/deps.ts';
import { execute } from '../../support/store.ts';

const NOW = '2026-03-12T09:00:00.000Z';
const DAY_MS = 86_400_000;
const momentBefore = (days: number, minutes = 0) =>
  new Date(Date.parse(NOW) - days * DAY_MS + minutes * 60_000).toISOString();

const minutes = fc.constantFrom(0, -540, 300, 899, 900, 901);
const ago = fc.noBias(fc.integer({ min: 0, max: 60 }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const someLead = fc.record({
  source: maybe(fc.constantFrom('web', 'referral')),
  typed: maybe(fc.integer({ min: 0, max: 100 })),
  created: fc.tuple(ago, minutes),
  /** Days from the creation; a lead may come with a conversion from before it. */
  converted: maybe(fc.integer({ min: -2, max: 25 })),
  status: fc.constantFrom('new', 'qualified', 'converted'),
  did: fc.array(
    fc.record({
      after: fc.noBias(fc.integer({ min: -3, max: 40 })),
      minutes,
      inbound: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});

const points = fc.integer({ min: -60, max: 60 }).filter((each) => each !== 0);
const cap = maybe(fc.integer({ min: 1, max: 80 }));
const someRules = fc.record({
  fit: fc.array(fc.record({ source: fc.constantFrom('web', 'referral'), points }), { maxLength: 2 }),
  behaviour: maybe(fc.record({ points, cap, halfLife: maybe(fc.integer({ min: 1, max: 20 })) })),
  /** A rule of what follows from a conversion knows the outcome. */
  knowing: fc.boolean(),
  caps: fc.record({ fit: cap, behaviour: cap }),
});

type Lead = typeof someLead extends fc.Arbitrary<infer T> ? T : never;

const createdAt = ({ created: [days, late] }: Lead) => momentBefore(days, late);
const convertedAt = (lead: Lead) =>
  lead.converted === null
    ? null
    : new Date(Date.parse(createdAt(lead)) + lead.converted * DAY_MS + 60_000).toISOString();
const didAt = (lead: Lead, { after, minutes: late }: Lead['did'][number]) =>
  new Date(Date.parse(createdAt(lead)) + after * DAY_MS + late * 60_000).toISOString();

const within = (value: number, most: number | null) =>
  most === null ? value : Math.max(-most, Math.min(most, value));

/** SQLite rounds a half away from zero; all that is rounded here is above it. */
const scoreOf = (sum: number) => Math.floor(Math.max(0, Math.min(100, sum)) + 0.5);

test('a test of rules is what each lead had at its cut-off, one lead after the other', async () => {
  const deps = await openDeps({ now: NOW });
  const { engine } = deps.store;
  await fc.assert(
    fc.asyncProperty(
      fc.array(someLead, { maxLength: 14, size: 'max' }),
      someRules,
      async (leads, { fit, behaviour, knowing, caps }) => {
        await engine.write(
          async () => {
            for (const table of ['activity', 'lead', 'score_rule', 'score_cap'])
              await execute(engine, `delete from ${table}`);
            for (const [at, lead] of leads.entries()) {
              await execute(
                engine,
                'insert into lead (id, name, name_key, source, status, score, converted_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
                [
                  ...[at + 1, `Lead ${at}`, `lead ${at}`, lead.source, lead.status, lead.typed],
                  ...[convertedAt(lead), createdAt(lead), NOW],
                ],
              );
              for (const done of lead.did)
                await execute(
                  engine,
                  'insert into activity (type, at, direction, lead_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?)',
                  ['email', didAt(lead, done), done.inbound ? 'in' : 'out', at + 1, NOW, NOW],
                );
            }
            const rule = (part: string, noun: string, filter: string, ...rest: readonly (number | null)[]) =>
              execute(
                engine,
                'insert into score_rule (name, part, noun, filter, points, cap, half_life, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
                [filter, part, noun, filter, ...rest, NOW, NOW],
              );
            for (const { source, points: given } of fit)
              await rule('fit', 'lead', `source = ${source}`, given, null, null);
            if (knowing) await rule('fit', 'lead', 'status = converted', 50, null, null);
            if (behaviour)
              await rule(
                ...(['behaviour', 'activity', 'direction = in'] as const),
                ...[behaviour.points, behaviour.cap, behaviour.halfLife],
              );
            for (const part of ['fit', 'behaviour'] as const)
              if (caps[part] !== null)
                await execute(
                  engine,
                  'insert into score_cap (part, cap, created_at, updated_at) values (?, ?, ?, ?)',
                  [part, caps[part], NOW, NOW],
                );
          },
          { isSynced: false },
        );

        const taken = leads
          .map((lead) => (Date.parse(convertedAt(lead) ?? '') - Date.parse(createdAt(lead))) / DAY_MS)
          .filter((days) => days >= 0)
          .sort((a, b) => a - b);
        const usual = taken[Math.ceil(taken.length / 2) - 1];
        const days = usual === undefined ? 30 : Math.max(1, Math.ceil(usual));
        // Days begin at midnight in UTC here.
        const before = new Date(Math.floor(Date.parse(NOW) / DAY_MS) * DAY_MS - days * DAY_MS).toISOString();
        const tested = leads.filter((lead) => createdAt(lead) < before);
        const judged = tested.map((lead) => {
          const end = (Math.floor(Date.parse(createdAt(lead)) / DAY_MS) + days + 1) * DAY_MS;
          const converted = convertedAt(lead);
          const cutOff = converted !== null && Date.parse(converted) < end ? Date.parse(converted) : end;
          const ofFit = fit
            .filter(({ source }) => source === lead.source)
            .reduce((sum, { points: given }) => sum + given, 0);
          const ages = lead.did
            .filter(({ inbound }) => inbound)
            .map((done) => (cutOff - Date.parse(didAt(lead, done))) / DAY_MS)
            .filter((age) => age >= 0);
          const ofDays = behaviour
            ? within(
                ages.reduce(
                  (sum, age) =>
                    sum +
                    behaviour.points * (behaviour.halfLife === null ? 1 : 0.5 ** (age / behaviour.halfLife)),
                  0,
                ),
                behaviour.cap,
              )
            : 0;
          return {
            isConverted: converted !== null,
            score: scoreOf(within(ofFit, caps.fit) + within(ofDays, caps.behaviour)),
          };
        });
        const scores = [...new Set(judged.map(({ score }) => score))].sort((a, b) => a - b);
        const found = await testRules(deps);
        expect(found.days).toBe(days);
        expect(found.counts).toEqual(
          scores.map((score) => {
            const same = judged.filter((lead) => lead.score === score);
            const converted = same.filter(({ isConverted }) => isConverted).length;
            return { score, converted, others: same.length - converted };
          }),
        );
        const pairs = judged
          .filter(({ isConverted }) => isConverted)
          .flatMap((won) =>
            judged
              .filter(({ isConverted }) => !isConverted)
              .map((lost) => (won.score > lost.score ? 1 : won.score === lost.score ? 0.5 : 0)),
          );
        if (pairs.length === 0) expect(found.auc).toBeNull();
        else
          expect(found.auc).toBeCloseTo(pairs.reduce((sum: number, each) => sum + each, 0) / pairs.length, 9);
        expect(found.leftOut.map(({ rule }) => rule.filter)).toEqual(knowing ? ['status = converted'] : []);
        for (const rule of found.rules.filter(({ noun }) => noun === 'lead')) {
          const fits = tested.filter(({ source }) => rule.filter === `source = ${source}`);
          expect(rule.count).toEqual({
            leads: fits.length,
            converted: fits.filter(({ converted }) => converted !== null).length,
            other_leads: tested.length - fits.length,
            other_converted: tested.filter((lead) => lead.converted !== null && !fits.includes(lead)).length,
          });
        }
      },
    ),
    { numRuns: 100 },
  );
});
