/** Texts that people give for fields of each type that holds what they type; a blank one empties it. */
export const FIELD_TEXTS: Readonly<Record<string, readonly string[]>> = {
  text: ['plain', 'ünï\u202ecode; "quoted"', ''],
  longtext: ['two\nlines', ''],
  number: ['0', '-4.5', ''],
  percent: ['12.5', ''],
  money: ['EUR 12.34', '1m', ''],
  date: ['2026-05-01', ''],
  datetime: ['2026-05-01T10:00:00Z', ''],
  bool: ['yes', 'no', ''],
  url: ['https://acme.example', ''],
  email: ['a@acme.example', ''],
  phone: ['+1 415 555 0100', ''],
  user: ['tester', ''],
};
