import type { Noun } from '../domain/field.ts';
import { type HeaderWords, words } from './header-words.ts';

/** What a sheet calls the person of a row, or of a deal, task or activity. */
const PERSON =
  words(`who, person, people, contact person, contact full name, attendee, attendee name, guest, guest name,
      participant, participant name, invitee, invitee name, invitee full name, member, member name, buyer, buyer name, point of contact, poc, key
      contact, main contact, primary contact, decision maker, representative, spoke to, spoke with, talked
      to, talked with, met with, with, with whom, speaker, candidate, applicant, donor, donor name,
      subscriber, prospect, prospect name, display name, your name, full legal name, first and last name,
      first & last name, person contacted, client contact, customer contact, fullname, contactname`);

/** What a sheet calls the company of a row. */
const COMPANY =
  words(`employer, business, business name, organization name, organisation name, org, org name, firm, firm
      name, company/organization, company/organisation, company or organization, institution, agency,
      practice, school, university, affiliation, workplace, place of work, works at, works for, current
      company, current employer, client company, customer company, client, client name, customer, customer
      name, legal name, trading name, trade name, store, store name, shop, restaurant, venue, brand,
      publication, outlet, vendor, vendor name, supplier, supplier name, partner, partner name, target
      company, target account, startup, company account, companyname`);

/** What a sheet calls a deal. */
const DEAL =
  words(`project, project name, opportunity title, deal/opportunity, proposal, proposal name, engagement,
      sale, order, order name, contract, contract name, job, job name, service, services, enquiry, inquiry`);

/** What a sheet calls what there is to do or was talked about. */
const SUBJECT =
  words(`what, to do, action, action item, action items, item, task description, task title, task/action,
      what to do, what needs to be done, next action, job, assignment, deliverable, milestone, work item,
      title, topic, about, regarding, re, agenda, purpose, headline, matter, activity`);

/** What a sheet calls free text. */
const NOTES =
  words(`remarks, remark, detail, details, info, information, additional info, additional information,
      additional notes, other info, more info, further information, feedback, message, your message,
      enquiry, inquiry, observations, bio, about, history, context, what they said, last notes, call
      notes, meeting notes, notes/comments, comments/notes, notes & comments, notes and comments,
      remarks/notes, misc, misc., other, extra, requirements, requirement, needs, interested in, product
      interest, pain points, pain point, summary, update, updates, latest update, status update, status
      notes, progress notes, conversation, discussion, what was said, what happened, what we discussed,
      key points, minutes, meeting minutes, log, transcript`);

/** What a sheet calls what comes next. */
const NEXT = words('next step, next steps, next action, next actions, next activity, to do, action required');

/** What a sheet calls the day of a row. */
const DAY = words('date, day, when, datum, dato, data');

/** The nouns that people keep sheets of. */
export const SHEET_NOUNS: ReadonlySet<Noun> = new Set([
  'lead',
  'contact',
  'account',
  'opp',
  'task',
  'activity',
  'meeting',
]);

/**
 * What people call columns in English in sheets that they made by hand, by the field that they name. Where a word can
 * mean two fields, the first that the noun has takes it.
 */
export const SHEET_HEADERS: HeaderWords = [
  ['owner', words('who'), 'task'],
  ['contact', PERSON],
  [
    'user',
    words(`by, by whom, logged by, done by, contacted by, called by, entered by, made by, staff, staff member,
      employee, colleague, sales person, rep name, agent, account manager, responsible`),
  ],
  [
    'owner',
    words(`assigned, assignee, responsible, responsible person, person responsible, in charge, pic, agent, rep
      name, person in charge, account manager, relationship manager, account executive, ae, bdr, sdr,
      salesperson, salesman, sales executive, sales owner, sales lead, handled by, managed by, our
      contact, point person, internal owner, assigned rep, consultant, allocated to, delegated to, doer,
      by whom`),
  ],
  ['account', COMPANY],
  ['company', COMPANY],
  ['name', PERSON, 'lead', 'contact'],
  ['name', COMPANY, 'account'],
  ['name', DEAL, 'opp'],
  ['name', words('what, title, subject'), 'opp'],
  ['opp', DEAL],
  ['subject', words('event type name, event type, event name, appointment, appointment type'), 'meeting'],
  ['starts_at', words('start date & time, start date and time, start date/time, start datetime'), 'meeting'],
  ['ends_at', words('end date & time, end date and time, end date/time, end datetime'), 'meeting'],
  ['subject', SUBJECT],
  [
    'first_name',
    words(`first, fname, christian name, given, given names, given name(s), forenames, forename(s), first
      names, name first, your first name`),
  ],
  ['last_name', words(`last, lname, second name, family, surnames, surname(s), name last, your last name`)],
  [
    'title',
    words(`job, job role, job position, occupation, profession, job function, designation, function, rank,
      post, current title, current position, current role, business title, work title, title/position,
      position/title, title/role, role/title, your role, your job title`),
  ],
  [
    'email',
    words(`private e-mail, personal e-mail, home e-mail, gmail, business e-mail, company e-mail, contact
      e-mail, work e-mail, office e-mail, corporate email, professional email, direct email, email id,
      mail id, mail address, primary e-mail, main email, alternate email, alternative email, other e-mail,
      second email, 2nd email, backup email, school email, your email, email adress, email addr,
      electronic mail, customer email, client email, attendee email, guest email, buyer email, billing
      email, user email, emailaddress`),
  ],
  [
    'phone',
    words(`direct line, direct, direct dial, direct phone, direct number, ddi, landline, fixed line,
      switchboard, head office phone, company phone, office number, office tel, mobile number, mobile no,
      mobile no., mob, mob., mob no, mobile/cell, cell/mobile, cell number, cell no, cell #, cellphone,
      cellular, phone no, phone no., phone #, phone nr, phone nr., ph, ph., ph no, tel., tel no, tel no.,
      telephone number, telephone no, telephone no., contact number, contact no, contact no., contact
      phone, private phone, personal phone, private number, personal number, home number, work number,
      business number, main number, main line, whatsapp, whatsapp number, daytime phone, evening phone,
      day phone, primary phone, secondary phone, alternate phone, alternative phone, other number, second
      phone, 2nd phone, handphone, gsm, toll free, reception, callback number, customer phone, client
      phone, your phone, your phone number, attendee phone, buyer phone, phonenumber, phone e164, e164, sms, sms number`),
  ],
  [
    'website',
    words(`www, web page, website address, website link, company website, company url, company web, company
      site, domain name, web link, internet, homepage url, site url`),
  ],
  [
    'linkedin',
    words(
      `linked in, linkedin link, linkedin page, linkedin profile url, linkedin account, person linkedin url`,
    ),
  ],
  ['place', words('where, venue, address, meeting place')],
  [
    'street',
    words(`address line, street name, home address, mailing address, postal address, office address, residence,
      work address, business address, company address, street & number, street address 1, physical
      address, residential address, full address, addr, addr., street/no`),
  ],
  [
    'city',
    words(`town/city, city/town, suburb, locality, municipality, place, location, based in, hq, headquarters,
      hq city, hq location, home town, city name, lives in, home city, work city, business city`),
  ],
  [
    'region',
    words(`state name, state / province, province/state, county/state, prov, prov., district, emirate,
      prefecture, home state, work state`),
  ],
  [
    'postal_code',
    words(
      `post code, zip/postcode, zip / postal, postcode/zip, pin code, pin, postal, eircode, home zip, home zipcode, work zip, work zipcode, home postal code, work postal code`,
    ),
  ],
  ['country', words('nation, country name, country code, home country, work country')],
  [
    'industry',
    words(`line of business, business type, type of business, business sector, market, niche, industry type,
      industry sector, trade, field`),
  ],
  [
    'employees',
    words(`company size, team size, staff, no of employees, number of staff, no. of staff, employee number,
      fte, ftes, # of employees, workforce, company headcount, organization size, organisation size, emp count, employees count, emp`),
  ],
  [
    'revenue',
    words(
      `yearly turnover, annual turnover, sales volume, company revenue, annual sales, est. annual revenue`,
    ),
  ],
  [
    'source',
    words(`how did you hear about us, how did you hear about us?, where did you hear about us?, heard from,
      heard about us, how did you find us?, channel, lead origin, origin, came from, came in via, via,
      acquisition channel, marketing source, lead channel, found via, where from, where met, where we met,
      met at, how met, how we met, utm source`),
  ],
  [
    'type',
    words(`how, channel, method, contact method, method of contact, mode, medium, kind, contact type, via,
      touchpoint, type of contact, type of interaction, interaction, activity`),
    'activity',
  ],
  [
    'status',
    words(`lead stage, stage, current status, contact status, funnel stage, outreach status, progress`),
    'lead',
  ],
  [
    'status',
    words(`state, done, done?, complete, complete?, completed, completed?, finished, finished?, is done,
      closed?, open/closed, % complete, percent complete, % done, % completed, complete %, completion`),
    'task',
  ],
  [
    'rating',
    words(`temperature, temp, warmth, lead rating, interest level, level of interest, lead
      temperature`),
  ],
  [
    'next_attempt_at',
    words(`follow up, follow up date, next call, call back, next contact, next contact date, next follow up,
      next follow up date, next call date, call back date, next touch, call again, reminder`),
  ],
  [
    'last_attempt_at',
    words(`last contact, last contacted, last contact date, last contacted on, last call, last call date, last
      touch, last spoke, last reached out, date last contacted, contacted on, date contacted`),
  ],
  [
    'next_step',
    words(`next action, next steps, action, to do, next move, next activity, follow up, action required, action
      item, what next, what next?`),
  ],
  [
    'stage',
    words(`pipeline step, step, progress, state, deal status, sales phase, sales status, current stage, deal
      phase, pipeline status, opportunity stage, opportunity status, process stage, funnel, funnel stage,
      bucket, list, column, list name`),
  ],
  [
    'amount',
    words(`budget, price, total, total value, deal worth, worth, size, revenue, expected revenue, estimated
      value, est value, est. value, est. amount, est amount, estimated amount, expected value, potential
      value, potential, contract value, project value, quote, quote amount, quote value, quoted, quoted
      price, proposal value, proposal amount, sales amount, sale price, sale amount, order value, order
      amount, opportunity value, opportunity amount, opportunity size, annual value, acv, tcv, fee, fees,
      cost, total cost, net value, net amount, grand total, total price, total amount, pipeline value, $,
      €, £, expected amount, ticket size, donation, pledge, deal price, estimated revenue, est revenue`),
  ],
  ['currency', words('curr, curr., ccy, cur')],
  [
    'probability',
    words(`prob, prob., prob %, % prob, % chance, chance, chance of winning, odds, win chance, win prob,
      confidence %, win likelihood, close %, closing probability, % likely, likelihood %, %, percent, how
      likely, how likely?, pwin, chance %`),
  ],
  [
    'close_date',
    words(`expected, eta, expected date, close by, closes, closes on, closing, target date, target close,
      target close date, est close, est. close, est close date, estimated close, estimated close date,
      estimated closing date, expected closing, expected closing date, expected to close, forecast date,
      forecast close, forecasted close date, projected close, projected close date, decision date,
      decision by, due, due date, due by, deadline, expected by, expected order date, when, closing on,
      expected decision, anticipated close, anticipated close date, signing date, planned close`),
  ],
  [
    'attempts',
    words('call attempts, attempts made, number of attempts, no of attempts, # of attempts, calls made'),
    'lead',
  ],
  ['lost_reason', words('reason lost, why lost, why lost?, lost because, reason for losing')],
  [
    'due_date',
    words(`by when, by when?, deadline, due on, due by, due day, target date, finish by, finish date, end date,
      complete by, required by, to be done by, eta, reminder, reminder date, remind on, follow up date,
      expected`),
  ],
  [
    'done_at',
    words(`date completed, completed on, completion date, date done, done on, finished on, completed date`),
  ],
  ['priority', words('prio, importance, urgency, urgent, urgent?, important')],
  ['kind', words('task category, kind of task')],
  [
    'at',
    words(`when, day, date of contact, date of call, contact date, call date, meeting date, visit date, date of
      visit, timestamp, logged, logged at, logged on, date & time, date and time, datetime, occurred,
      happened on, contacted on, date contacted, spoke on`),
  ],
  ['due_date', DAY],
  ['starts_on', DAY],
  ['outcome', words('response, reply, conclusion, what came of it')],
  ['birthdate', words('born, birth day')],
  ['salutation', words('mr/mrs, mr./mrs., mr/ms, courtesy title, form of address')],
  [
    'tags',
    words(`keywords, group, groups, list, lists, category, categories, segment, segments, topics, interests,
      audience`),
  ],
  [
    'created_at',
    words(`date added, added, added on, added at, date entered, entry date, entered, entered on, signup date,
      signed up, signed up at, registered, registered at, registered on, registration date, timestamp,
      submitted, submitted at, submitted on, submission date, date submitted, date received, received,
      received on, enquiry date, inquiry date, lead date, date of entry, joined, subscribed on, subscribe
      date, opt-in date, optin time, join date, date joined, member since, since, first contact, first
      contacted, date of first contact, first contact date, creation date, opened, date opened, created at, added time, signup time, created on date`),
  ],
  ['created_at', DAY, 'lead', 'contact'],
  ['created_at', words('engage date, engaged on, engagement date, first engaged'), 'opp'],
  ['body', [...NOTES, ...NEXT]],
  ['notes', NOTES],
  ['notes', [...NEXT, ...words('outcome, interest, nickname, contact info')], 'lead', 'contact', 'account'],
  ['do_not_email', words('blocklisted, blacklisted, email blacklisted, unsubscribe, opted out')],
];
