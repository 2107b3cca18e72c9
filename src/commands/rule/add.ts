import { addRule } from '../../app/rules/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'add a rule: what is done by itself when something happens',
  description:
    'A rule is `on <event> [to <value>] [if <filter>] then <action>, …`. Events: `crm events --type ?`; also ' +
    '`<noun>.<field> changes [to <value>]`, and `<noun>.saving` before a record is stored. Actions: assign <user>, ' +
    'assign round-robin(ann, bob:2), tag <tag>, task "<subject>" [due <when>] [priority <p>] [to <user>] [unless open task], ' +
    'set <field> = <value>, note "<text>", refuse "<reason>". A rule works within the change, so one undo takes both back. ' +
    'A rule for times is `every <day> [at <time>] on <noun> [where <filter>] then …`; `crm run` applies it, once to each ' +
    'record for as long as it meets the filter.',
  examples: [
    `rule add 'on lead.created if source = website then assign round-robin(ann, bruno), tag inbound, task "Call" due +1h'`,
    `rule add 'on opp.stage_changed to proposal then task "Chase the offer" due +5d priority high'`,
    `rule add 'every weekday at 8:00 on opp where stage = proposal then task "Wake up" due today unless open task'`,
    `rule add 'on opp.saving if amount is empty then refuse "Enter the amount first"'`,
  ],
  createsDatabase: true,
  configure: (c) => c.argument('<rule>', 'the rule, in quotes'),
  async run({ args: [text] }, ctx) {
    const id = await addRule(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Added rule ${id}   What it would have done: crm rule test ${id}`,
      references: [id],
    };
  },
});
