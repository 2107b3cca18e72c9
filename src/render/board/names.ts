import { withoutLegalForm } from '../../domain/matching.ts';

/** What parts the name of an account from what follows it. */
const BETWEEN = /^[\s,:;/|\u2013\u2014-]+/;

/** What a deal is called beside the name of its account: without that name in front. */
export function dealWithout(account: string, name: string): string {
  for (const front of [account, withoutLegalForm(account)]) {
    if (front === '' || !name.toLowerCase().startsWith(front.toLowerCase())) continue;
    const rest = name.slice(front.length);
    if (BETWEEN.test(rest)) return rest.replace(BETWEEN, '') || name;
  }
  return name;
}
