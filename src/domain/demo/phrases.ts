/** Notes of calls by result; null for none. */
export const CALL_NOTES: Readonly<Record<string, readonly (string | null)[]>> = {
  'no-answer': [null],
  busy: [null],
  voicemail: ['Left a message about the meter data.', 'Left a message with my number.', null],
  gatekeeper: [
    'Reception: best before ten.',
    'Reception: in on Tuesdays and Thursdays.',
    'Asked to write first.',
  ],
  'wrong-number': ['A private household; never heard of the company.'],
  failed: ['Number not in service.'],
  callback: ['In a meeting, asked me to call back.', 'Wants to talk once the audit is over.'],
  connected: [
    'Reads the meters by hand once a month.',
    'Has a spreadsheet per site and nobody who trusts it.',
    'Power bill up by a third, board asks why.',
  ],
  interested: ['Wants figures for two sites.', 'Wants to see the night-time load of one site.'],
  'not-interested': ['Just signed with the utility for two years.', 'No project this year.'],
  'meeting-set': ['Walk through the largest site agreed.', 'Demo with the facilities team agreed.'],
  qualified: ['Budget is there, decides this quarter.', 'Decision maker, wants an offer.'],
  'do-not-call': ['Does not want to be called again.'],
};

/** E-mails about a deal: the subject, what the team writes, and what the customer does. */
export const EMAILS: readonly (readonly [subject: string, written: string, received: string])[] = [
  [
    'Offer for the first two sites',
    'The offer for the first two sites is attached. It is valid for four weeks.',
    'We have read the offer for the first two sites. Is travel included?',
  ],
  [
    'Meter readings of last year',
    'Could you send us the meter readings of last year? A list of the main meters is enough.',
    'Here are the readings of last year. Two months are missing at the second site.',
  ],
  [
    'References you asked for',
    'Two customers of your size are glad to talk to you. Shall I make the introduction?',
    'Do you have references from our industry?',
  ],
  [
    'Questions about the installation',
    'The installation takes a day for each site, and the power is off for an hour.',
    'How long is the power off while you install the meters?',
  ],
  [
    'Your order and the next steps',
    'Thank you for the order. The meters leave the warehouse on Thursday.',
    'What do you need from us before the meters come?',
  ],
  [
    'Notes from our call',
    'As agreed, I will send the figures for the cold store this week.',
    'Thank you for the call. Our board meets at the end of the month.',
  ],
  [
    'Data protection agreement',
    'The agreement is attached. It needs one signature on page four.',
    'Our lawyers ask where the data is kept.',
  ],
];

/** Subjects of meetings, with their notes. */
export const MEETINGS: readonly (readonly [subject: string, body: string])[] = [
  ['Site visit', 'Twelve boards, two without room for a meter. Needs an electrician for a day.'],
  [
    'Demo for the facilities team',
    'They liked the alarm for night-time load; asked for an export to their ledger.',
  ],
  ['Offer review', 'Went through the offer line by line. Travel to the second site is the open point.'],
  ['Quarterly review', 'Saved nine percent against last year; the cold store is the next candidate.'],
];

export const DEAL_CALLS = [
  'Asked where the offer stands; the board meets next week.',
  'Talked through the payment plan.',
  'Confirmed that the budget holder is on board.',
  'Wants the installation before the holidays.',
];

export const NOTES = [
  'Competes with an in-house spreadsheet, not with a vendor.',
  'The landlord has to agree to new meters.',
  'Decision goes through procurement above 25,000.',
  'Holiday shutdown: nothing happens in the last two weeks of the year.',
  'Their energy manager moved here from a customer of ours.',
];

export const DEAL_TASKS = [
  'Send the revised offer',
  'Ask for the meter readings',
  'Prepare the site visit',
  'Get the reference call going',
  'Check the payment terms with finance',
  'Follow up on the offer',
];

export const LEAD_TASKS = [
  'Send the case study',
  'Find the energy manager on the website',
  'Write before the next try',
];
