import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';
import { type DemoCompany, makeDemoCompany } from '../../../src/domain/demo/company.ts';

const THURSDAY = Date.parse('2026-03-12T10:00:00.000Z');

const seeds = fc.integer({ min: 0, max: 999_999_999 });
const moments = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((at) => at.getTime());

/** Companies of random seeds and moments, which all tests share. */
const COMPANIES = fc
  .sample(fc.tuple(seeds, moments), 15)
  .map(([seed, now]) => ({ seed, now, company: makeDemoCompany({ seed, now, me: 'me' }) }));

function everyCompany(check: (company: DemoCompany, now: number) => void): void {
  for (const { seed, now, company } of COMPANIES)
    try {
      check(company, now);
    } catch (cause) {
      throw new Error(`the company of seed ${seed} at ${new Date(now).toISOString()}: ${cause}`, { cause });
    }
}

/** Numbers reserved for fiction: NANPA, Ofcom, Bundesnetzagentur, Arcep, ACMA, PTS. */
const FICTIONAL = [
  /^\+1 \d{3} 555 01\d\d$/,
  /^\+44 (20 7946|161 496|113 496|117 496|131 496|29 2018) 0\d{3}$/,
  /^\+49 (30 23125|40 66969|89 99998|221 4710)\d{3}$/,
  /^\+33 (1 99 00|4 65 71|2 61 91) \d\d \d\d$/,
  /^\+61 3 5550 \d{4}$/,
  /^\+46 31 390 06 \d\d$/,
];

const everybody = ({ leads, contacts, accounts }: DemoCompany) => [...leads, ...contacts, ...accounts];

describe('a demo company', () => {
  test('is equal for equal seed and moment, and differs for another seed', () => {
    const make = (seed: number) => makeDemoCompany({ seed, now: THURSDAY, me: 'me' });
    expect(make(1)).toEqual(make(1));
    expect(make(2).leads).not.toEqual(make(1).leads);
  });

  test('has the size of a small company', () => {
    everyCompany((company) => {
      expect(company.leads).toHaveLength(300);
      expect(company.accounts).toHaveLength(60);
      expect(company.contacts).toHaveLength(120);
      expect(company.deals).toHaveLength(80);
      expect(company.activities.length).toBeGreaterThan(400);
      expect(company.tasks.length).toBeGreaterThan(20);
    });
  });

  test('numbers records from 1 without gaps', () => {
    everyCompany(({ accounts, contacts, deals, leads, tasks }) => {
      for (const records of [accounts, contacts, deals.map(({ opp }) => opp), leads, tasks]) {
        expect(records.map(({ id }) => id)).toEqual(records.map((_, i) => i + 1));
      }
    });
  });

  test('lies in the past, in order', () => {
    everyCompany((company, now) => {
      const latest = new Date(now).toISOString();
      const { deals, activities, leads } = company;
      for (const record of [...everybody(company), ...activities, ...company.tasks]) {
        expect(String(record.created_at) < latest).toBe(true);
        expect(String(record.updated_at) >= String(record.created_at)).toBe(true);
        expect(String(record.updated_at) < latest).toBe(true);
      }
      for (const { moves } of deals) {
        const times = moves.map(({ at }) => at);
        expect(times).toEqual([...new Set(times)].sort());
        expect((times.at(-1) as string) < latest).toBe(true);
      }
      for (const { lead_id: id, at } of activities) {
        const lead = leads.find((each) => each.id === id);
        if (lead) expect(String(at) > String(lead.created_at)).toBe(true);
      }
    });
  });

  test('calls people in the daytime of their zone', () => {
    const clock = makeZoneClock();
    const company = makeDemoCompany({ seed: 1, now: THURSDAY, me: 'me' });
    const zones = new Map(company.leads.map(({ id, timezone }) => [id, String(timezone ?? '')]));
    for (const { type, at, lead_id } of company.activities) {
      if (type !== 'call' || typeof lead_id !== 'number') continue;
      const { minutes } = clock.at(zones.get(lead_id) ?? '', Date.parse(String(at)));
      expect(minutes).toBeGreaterThanOrEqual(8 * 60);
      expect(minutes).toBeLessThan(18 * 60);
    }
  });

  test('counts each call as an attempt', () => {
    everyCompany(({ leads, activities }) => {
      for (const { id, attempts, last_attempt_at: last, status } of leads) {
        const calls = activities.filter(({ type, lead_id }) => type === 'call' && lead_id === id);
        expect(calls).toHaveLength(attempts as number);
        expect(calls.at(-1)?.at ?? null).toBe(last);
        expect(calls.length === 0).toBe(status === 'new');
      }
    });
  });

  test('has an account, a contact and an opportunity for each converted lead', () => {
    everyCompany(({ leads, contacts, deals }) => {
      const converted = leads.filter(({ status }) => status === 'converted');
      expect(converted.length).toBeGreaterThan(20);
      for (const lead of converted) {
        const opp = deals[(lead.opp_id as number) - 1]?.opp;
        const contact = contacts[(lead.contact_id as number) - 1];
        expect(opp).toMatchObject({ account_id: lead.account_id, contact_id: lead.contact_id });
        expect(opp?.created_at).toBe(lead.converted_at);
        expect(contact).toMatchObject({ account_id: lead.account_id, email: lead.email });
      }
    });
  });

  test('has no real phone numbers or e-mail addresses', () => {
    everyCompany((company) => {
      for (const { phone, email, website } of everybody(company)) {
        if (phone) expect(FICTIONAL.some((range) => range.test(String(phone)))).toBe(true);
        if (email) expect(email).toMatch(/^[a-z]+(\.[a-z]+)?@[a-z-]+\.example$/);
        if (website) expect(website).toMatch(/^https:\/\/[a-z-]+\.example$/);
      }
    });
  });

  test('has no duplicate address or number among leads or contacts', () => {
    everyCompany(({ leads, contacts }) => {
      for (const records of [leads, contacts]) {
        for (const field of ['email', 'phone']) {
          const given = records.map((record) => record[field]).filter((value) => value !== null);
          expect(new Set(given).size).toBe(given.length);
        }
      }
    });
  });

  test('has the records of the examples', () => {
    everyCompany(({ leads, accounts, contacts, deals }) => {
      for (const { status } of leads.slice(41, 45)) expect(['connected', 'attempting']).toContain(status);
      expect(leads[41]).toMatchObject({ status: 'connected', owner: 'me', first_name: 'Priya' });
      expect(accounts[2]).toMatchObject({ name: 'Acme' });
      expect(contacts[4]).toMatchObject({ account_id: 3 });
      expect(deals[6]?.opp).toMatchObject({ account_id: 3, contact_id: 5 });
      const stages = deals.slice(4, 9).map(({ moves }) => moves.at(-1)?.stage);
      expect(stages).toEqual(['won', 'lost', 'proposal', 'qualification', 'negotiation']);
    });
  });

  test('has deals in every stage, some of them stuck or without a next step', () => {
    const { deals } = makeDemoCompany({ seed: 1, now: THURSDAY, me: 'me' });
    const stages = deals.map(({ moves }) => moves.at(-1)?.stage);
    for (const stage of ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost']) {
      expect(stages.filter((each) => each === stage).length).toBeGreaterThan(2);
    }
    const open = deals.filter(({ moves }) => !['won', 'lost'].includes(moves.at(-1)?.stage ?? ''));
    expect(open.filter(({ opp }) => opp.next_step === null).length).toBeGreaterThan(3);
    const aMonthAgo = new Date(THURSDAY - 31 * 86_400_000).toISOString();
    expect(open.filter(({ moves }) => (moves.at(-1)?.at ?? '') < aMonthAgo).length).toBeGreaterThan(3);
  });
});
