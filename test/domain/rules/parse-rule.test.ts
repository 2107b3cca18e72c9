import { expect, test } from 'vitest';
import { parseRule } from '../../../src/domain/rules/parse-rule.ts';

test('reads triggers, conditions and actions', () => {
  expect(
    parseRule(
      `on lead.created if source = web and (name ~ "then, and" or city = 'St. Ives') then assign round-robin(ann, bob:2), tag inbound, task "Call, then write" due tomorrow 9am priority high to ann`,
    ),
  ).toEqual({
    trigger: { type: 'event', event: 'lead.created', to: null },
    condition: `source = web and (name ~ "then, and" or city = 'St. Ives')`,
    actions: [
      {
        type: 'assign',
        isKnownFirst: true,
        turns: [
          { user: 'ann', weight: 1 },
          { user: 'bob', weight: 2 },
        ],
      },
      { type: 'tag', tag: 'inbound' },
      {
        type: 'task',
        subject: 'Call, then write',
        due: 'tomorrow 9am',
        priority: 'high',
        owner: 'ann',
        isUnlessOpen: false,
      },
    ],
  });
  expect(parseRule('on lead.created then assign queue:inbound').actions).toEqual(
    parseRule('on lead.created then assign inbound').actions,
  );
  expect(
    parseRule('every Mon, thu at 9, 17:30 on opp where stage = won then task Call due +1d unless open task'),
  ).toEqual({
    trigger: {
      type: 'time',
      noun: 'opp',
      schedule: { type: 'days', days: [0, 3], times: [540, 1050] },
    },
    condition: 'stage = won',
    actions: [{ type: 'task', subject: 'Call', due: '+1d', priority: null, owner: null, isUnlessOpen: true }],
  });
  expect(parseRule('ON opp.stage_changed TO "closing call" THEN note "soon"')).toEqual({
    trigger: { type: 'event', event: 'opp.stage_changed', to: 'closing call' },
    condition: null,
    actions: [{ type: 'note', text: 'soon' }],
  });
  expect(parseRule('on opp.amount changes then set rating = hot').trigger).toEqual({
    type: 'field',
    noun: 'opp',
    field: 'amount',
    to: null,
  });
  expect(parseRule('on opp.saving if amount is empty then refuse "Enter it"').trigger).toEqual({
    type: 'saving',
    noun: 'opp',
  });
});

test.each([
  ['', 'the rule ends too early: "on" is missing'],
  ['when lead.created then tag x', '"on" is missing before "when lead.created then tag x"'],
  ['on lead then tag x', '"lead" is not an event'],
  ['on lead.created', 'the rule ends too early: "then" is missing'],
  ['on lead.created if then tag x', 'the condition is missing'],
  ['on lead.created then', 'the rule ends too early: what to do'],
  ['on lead.created then explode', '"explode" is nothing that a rule can do'],
  ['on lead.created then tag x,', 'the rule ends too early: what to do'],
  ['on lead.created then tag x y', 'what follows is not understood before "y"'],
  ['on lead.created then assign round-robin ann', 'round-robin needs users in parentheses'],
  ['on lead.created then assign round-robin(ann', 'the parenthesis of round-robin is not closed'],
  ['on lead.created then assign round-robin(ann:0)', '"ann:0" is no turn of a round robin'],
  ['on lead.created then assign only ann', '"only" is followed by round-robin'],
  ['on lead.created then assign account-owner or', 'a user is missing'],
  ['on lead.created then set score', 'set needs a field and a value'],
  ['on lead.created then task "x" due', 'a time is missing'],
  ['on opp.saving to x then tag y', '"opp.saving" has no "to"'],
])('says what is wrong with %j', (text, problem) => {
  expect(() => parseRule(text)).toThrow(problem);
});
