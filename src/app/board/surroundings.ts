import { notFound } from '../../domain/errors.ts';
import { loadPhoneGrouping } from '../../domain/phones/grouping.ts';
import type { PageLine, PageRef, Surroundings } from '../../domain/surroundings.ts';
import {
  dealNumbered,
  dealsOf,
  type Firm,
  firm,
  firmOfDeal,
  type Person,
  peopleOfDeal,
  peopleOfFirm,
  person,
  waysToReach,
} from '../../store/board/surroundings.ts';
import type { Deps } from '../deps.ts';

/** Reads what is around a deal, an account or a person. Throws `not-found` for one that was removed. */
export async function readSurroundings(deps: Pick<Deps, 'store'>, ref: PageRef): Promise<Surroundings> {
  const { store } = deps;
  return store.read(async () => {
    const { title, groups } = await pageOf(deps, ref);
    return { ref, title, groups: groups.filter(({ lines }) => lines.length > 0) };
  });
}

async function pageOf(
  { store }: Pick<Deps, 'store'>,
  { noun, id }: PageRef,
): Promise<Omit<Surroundings, 'ref'>> {
  const { db, engine } = store;
  switch (noun) {
    case 'opp': {
      const card = await dealNumbered(engine, id);
      if (!card) throw gone({ noun, id });
      const account = await firmOfDeal(db, id);
      const people = await peopleOfDeal(db, id);
      const others = account ? (await dealsOf(engine, 'account', account.id)).filter(isOther(id)) : [];
      return {
        title: card.name,
        groups: [
          ...(account
            ? [{ title: 'Account', lines: [firmLine(account), ...(await firmReach(db, account))] }]
            : []),
          { title: 'People', lines: (await Promise.all(people.map((each) => withReach(db, each)))).flat() },
          { title: `Other deals of ${account?.name ?? ''}`, lines: others.map(dealLine) },
        ],
      };
    }
    case 'account': {
      const account = await firm(db, id);
      if (!account) throw gone({ noun, id });
      return {
        title: account.name,
        groups: [
          { title: 'Reach', lines: await firmReach(db, account) },
          { title: 'People', lines: (await peopleOfFirm(db, id)).map(personLine) },
          { title: 'Deals', lines: (await dealsOf(engine, 'account', id)).map(dealLine) },
        ],
      };
    }
    case 'contact': {
      const one = await person(db, id);
      if (!one) throw gone({ noun, id });
      const account = one.account_id === null ? undefined : await firm(db, one.account_id);
      return {
        title: one.name,
        groups: [
          { title: 'Reach', lines: await personReach(db, one) },
          { title: 'Account', lines: account ? [firmLine(account)] : [] },
          { title: 'Deals', lines: (await dealsOf(engine, 'contact', id)).map(dealLine) },
        ],
      };
    }
  }
}

const gone = ({ noun, id }: PageRef) => notFound(`${noun} ${id} does not exist any more`);

const isOther =
  (id: number) =>
  (card: { readonly id: number }): boolean =>
    card.id !== id;

const firmLine = ({ id, name, about }: Firm): PageLine => ({ type: 'account', id, name, about: about ?? '' });
const personLine = ({ id, name, about }: Person): PageLine => ({
  type: 'contact',
  id,
  name,
  about: about ?? '',
});
const dealLine = (card: Extract<PageLine, { type: 'deal' }>['card']): PageLine => ({ type: 'deal', card });

type Db = Deps['store']['db'];

async function withReach(db: Db, one: Person): Promise<PageLine[]> {
  return [personLine(one), ...(await personReach(db, one))];
}

async function firmReach(db: Db, { id, website }: Firm): Promise<PageLine[]> {
  const site: PageLine[] =
    website === null ? [] : [{ type: 'website', value: website, shown: website, blocked: null }];
  return [...(await reach(db, 'account', id)), ...site];
}

/** What somebody does not want is not done from here. */
async function personReach(db: Db, { id, name, ...wishes }: Person): Promise<PageLine[]> {
  return (await reach(db, 'contact', id)).map((line) => {
    if (line.type === 'phone' && wishes.do_not_call === 1)
      return { ...line, blocked: `is not to be called: ${name} does not want calls` };
    if (line.type === 'email' && wishes.do_not_email === 1)
      return { ...line, blocked: `is not to be written to: ${name} does not want mail` };
    return line;
  });
}

async function reach(db: Db, noun: 'account' | 'contact', id: number) {
  const group = await loadPhoneGrouping();
  return (await waysToReach(db, noun, id)).map((line) =>
    line.type === 'phone' ? { ...line, shown: group(line.value) } : line,
  );
}
