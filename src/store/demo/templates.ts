import type { Tx } from '../tx.ts';

/** Templates of a made-up company: how it writes after a call, and with its prices. */
const TEMPLATES = [
  {
    name: 'after-call',
    subject: 'Our call about {{ company | default: "your energy costs" }}',
    body:
      'Hello {{ first_name | default: "there" }},\n\nthank you for your time. As agreed, I will send you **what the first three ' +
      'sites would save**.\n\nWhat else would help you decide?\n',
  },
  {
    name: 'prices',
    subject: 'Our price list',
    body:
      'Hello {{ first_name | default: "there" }},\n\nhere are our prices:\n\n- monitoring for each site\n- heating controls\n- ' +
      'care plans\n\nWhen may I call you about them?\n',
  },
];

/** Writes the templates of a made-up company. */
export async function writeTemplates(tx: Tx): Promise<void> {
  for (const template of TEMPLATES) await tx.insert('template', template);
}
