import type { Migration } from './migration.ts';

/**
 * What one unit of a currency is in the base currency, from a day on: `numerator` minor units of the base are
 * `denominator` minor units of the currency.
 */
export const addRates: Migration = (db) => {
  db.exec(`
create table rate (
  id integer primary key autoincrement,
  currency text not null,
  base text not null check (base <> currency),
  day text not null check (day is date(day)),
  numerator integer not null check (numerator > 0),
  denominator integer not null check (denominator > 0),
  unique (base, currency, day)
) strict;
`);
};
