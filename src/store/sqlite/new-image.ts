import Database from 'better-sqlite3';
import { MIGRATIONS } from './migrations/index.ts';
import { runMigrations } from './run-migrations.ts';

let image: Buffer | undefined;

/** The bytes of a new database, with times of 1970. The build keeps them in a file, from which its program reads them. */
export function newImage(): Buffer {
  image ??= makeImage();
  return image;
}

function makeImage(): Buffer {
  const db = new Database(':memory:');
  try {
    // What migrations delete would stay in the bytes.
    db.pragma('secure_delete = on');
    runMigrations(db, MIGRATIONS, new Date(0).toISOString());
    return db.serialize();
  } finally {
    db.close();
  }
}
