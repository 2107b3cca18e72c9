import { expect, test } from 'vitest';
import { toLocalDate } from '../../../src/domain/dates/calendar.ts';
import { migrated } from './folder.ts';

const FIELDS = 'subject,status,starts_on,starts_at,place,owner,notes';

test('events and appointments are meetings, held ones with their entry of the timeline', async () => {
  const { list, first } = await migrated({
    'Event.csv':
      'Id,WhoId,WhatId,Subject,Location,IsAllDayEvent,StartDateTime,EndDateTime,Description,OwnerId\n' +
      '00U000000000001AAA,,,Kick-off,Room 4,0,2024-03-05T09:00:00.000Z,2024-03-05T10:00:00.000Z,all well,\n' +
      '00U000000000002AAA,,,Fair,Hall 7,1,2031-05-02T00:00:00.000Z,2031-05-02T00:00:00.000Z,,\n',
    'My Appointments.csv':
      '(Do Not Modify) Appointment,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Subject,Regarding,Activity Status,Start Time,End Time,Owner\n' +
      'a1,x,2024-05-01 10:00:00,Review,Quanta,Canceled,2031-04-01 10:00:00,2031-04-01 11:00:00,\n',
    'Meetings.csv':
      'Record Id,Meeting Owner.id,Meeting Owner,Title,From,To,Venue,All day,Description\n' +
      'zcrm_9,zcrm_1,,Offer,2031-06-01 09:30:00,2031-06-01 10:00:00,Bath,false,bring it\n',
    'calendar.csv':
      'Subject,Start Date,Start Time,End Date,End Time,All day event,Location,Description,Show time as\n' +
      'Demo,3/14/2031,2:30:00 PM,3/14/2031,3:00:00 PM,False,Room 1,hello,2\n' +
      'Closed,5/20/2031,12:00:00 AM,5/21/2031,12:00:00 AM,True,,,3\n',
  });
  expect(first.exitCode).toBe(0);
  const made = await list('meeting', FIELDS);
  const meeting = (subject: string) => made.find((each) => each.subject === subject);
  expect(made).toHaveLength(6);
  expect(meeting('Kick-off')).toMatchObject({ status: 'held', starts_at: '2024-03-05T09:00:00.000Z' });
  expect(meeting('Fair')).toMatchObject({ status: 'planned', starts_on: '2031-05-02', starts_at: null });
  expect(meeting('Review')).toMatchObject({ status: 'cancelled', notes: 'Regarding: Quanta' });
  expect(meeting('Offer')).toMatchObject({ place: 'Bath', notes: 'bring it', starts_on: '2031-06-01' });
  expect(meeting('Demo')).toMatchObject({ place: 'Room 1', starts_on: '2031-03-14', notes: 'hello' });
  expect(meeting('Closed')).toMatchObject({ starts_on: '2031-05-20', starts_at: null });
  expect(await list('activity', 'type,subject,at')).toEqual([
    { type: 'meeting', subject: 'Kick-off', at: '2024-03-05T09:00:00.000Z' },
  ]);
});

test('a meeting that was held on a day stands there in the timeline, as its owner did it', async () => {
  const { list } = await migrated(
    { 'events.csv': 'Subject,Start Date,End Date,Owner\nFair,2024-05-02,2024-05-02,Ann Lee\n' },
    '--create',
    'owner',
  );
  expect(await list('meeting', 'starts_on,status,owner')).toEqual([
    { starts_on: '2024-05-02', status: 'held', owner: 'Ann Lee' },
  ]);
  const [entry] = await list('activity', 'at,user');
  expect(entry?.user).toBe('Ann Lee');
  expect(toLocalDate(String(entry?.at))).toBe('2024-05-02');
});
