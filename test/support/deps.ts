import type { Deps } from '../../src/app/deps.ts';
import { USUAL_CALENDAR } from '../../src/domain/dates/fiscal.ts';
import { makePhoneReader } from '../../src/domain/phones/readers.ts';
import { noProgress } from '../../src/store/progress.ts';
import { everyDay } from './calling-times.ts';
import { openStore, type StoreOptions } from './store.ts';

/** What use cases know in tests: a new database, people in the United States. */
export async function openDeps(options: StoreOptions = {}): Promise<Deps> {
  const store = openStore(options);
  const phones = await makePhoneReader('US');
  return {
    store,
    clock: { now: () => Date.parse(store.act.now) },
    timeSettings: {},
    calendar: USUAL_CALENDAR,
    callingTimes: everyDay(),
    user: store.act.user,
    currency: 'USD',
    readPhone: async (text, country) => phones.read(text, country),
    readPhones: async (text, country) => phones.readAll(text, country),
    phoneReader: async () => phones,
    withProgress: (_label, _outcome, work) => work(noProgress),
  };
}
