import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pty from '@lydell/node-pty';

const SIZE = { cols: 160, rows: 48 };
const FRAMES = 9;
const KEYS = 200;
const LOOKS = 10;
const MANY_KEYS = 10_000;
/** Keys until all that they run is compiled, and the heap has the size it works with. */
const WARM_UP = 2000;
/** Keys the cursor goes down, then up again: every one changes the screen. */
const WAY = 20;
/** Seconds over which a board that nobody touches is watched. */
const IDLE = 60;
/** Clock ticks a second, as /proc counts them. */
const TICKS = 100;

/** A name as somebody might have pasted it: control characters, a right-to-left mark, glyphs of several code points. */
const HOSTILE_NAME = "'Deal ' || char(27) || '[31m' || char(8238) || ' 👩‍🚀 株式会社 ' || char(7)";
/** What is typed as a filter, on both boards in turn: words that few, many and all deals have. */
const FILTERS = ['deal 99', 'acme 1', '株式 7', 'zzz'];
/** How often each. */
const ROUNDS = 4;

/** Puts so many deals into a database that the program has made, spread over stages and two years. */
export function generateDeals({ command }, db, count) {
  const [file, ...args] = command;
  for (const line of [
    ['account', 'add', 'Acme'],
    ['opp', 'add', 'First', '--account', 'Acme'],
  ])
    succeed(spawnSync(file, [...args, '--db', db, ...line], { encoding: 'utf8' }));
  const sql = `
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into opp (name, name_key, account_id, pipeline_id, stage_id, amount_minor, currency, close_date, owner_id,
        notes, created_at, updated_at)
      select ${HOSTILE_NAME} || i, 'deal ' || i, 1, 1, 1 + i % 6, 100000 + i * 7919 % 5000000, 'USD',
        date('now', (i % 720 - 360) || ' days'), 1, hex(zeroblob(80)), '2026-01-01T00:00:00.000Z',
        '2026-01-01T00:00:00.000Z' from n;
    insert into stage_history (opp_id, stage_id, entered_at, user_id, amount_minor, currency)
      select id, stage_id, '2026-02-01T00:00:00.000Z', 1, amount_minor, currency from opp where id > 1;`;
  succeed(spawnSync('sqlite3', [db], { input: sql, encoding: 'utf8' }));
}

/**
 * Measures the board in a terminal: milliseconds to the first full frame as a ratio to bare Node, from a key to the
 * frame it changed, from another process's change to the frame that shows it; what it costs while nobody does
 * anything, and what it holds in memory after many keys. Returns rows of the table.
 */
export async function measureBoard({ name, command }, { few, many }) {
  const bare = median(repeat(FRAMES, () => timed(() => spawnSync(process.execPath, ['-e', '0']))));
  const first = { few: [], many: [] };
  for (let run = 0; run < FRAMES; run++) {
    first.few.push(await firstFrame(command, few));
    first.many.push(await firstFrame(command, many));
  }
  const [small, large] = [median(first.few), median(first.many)];
  const echo = await echoTimes(await openBoard(command, few), await openBoard(command, many));
  const board = await openBoard(command, many);
  const keys = await keyTimes(board);
  const changes = await changeTimes(board, many);
  const idle = await idleShare(board);
  await pressMany(board, WARM_UP);
  const before = memory(board);
  await pressMany(board, MANY_KEYS);
  const grown = memory(board) - before;
  await board.end();
  const row = (what, value, target, met) => [`${name}: ${what}`, value, target, met ? 'met' : 'missed'];
  return [
    row('first frame, against bare Node', (large / bare).toFixed(1), '10.0', large / bare <= 10),
    row('first frame, 100,000 deals against 100', (large / small).toFixed(2), '1.30', large / small <= 1.3),
    row('key to frame, ms at the 95th percentile', keys.toFixed(1), '50', keys < 50),
    row('a letter of a filter on screen, 100,000 deals against 100', echo.toFixed(2), '1.50', echo <= 1.5),
    row("another's change on screen, ms at most", changes.toFixed(0), '500', changes < 500),
    row('idle, % of a core', (idle * 100).toFixed(2), '1', idle < 0.01),
    row(`memory after ${MANY_KEYS.toLocaleString('en')} keys, MB more`, grown.toFixed(0), '30', grown < 30),
  ];
}

async function openBoard([file, ...args], db) {
  const start = performance.now();
  const child = pty.spawn(file, [...args, '--db', db, 'board'], { name: 'xterm-256color', ...SIZE });
  let written = '';
  let last = 0;
  child.onData((text) => {
    written += text;
    last = performance.now();
  });
  const exit = new Promise((resolve) => child.onExit(resolve));
  // The keys at the bottom are what is drawn last.
  while (!written.includes('quit')) await pause(1);
  return {
    pid: child.pid,
    shown: last - start,
    type: (keys) => child.write(keys),
    /** Milliseconds until something is written that shows `text`, or anything at all. */
    async next(text = '') {
      const began = performance.now();
      written = '';
      while (written === '' || !written.includes(text)) {
        if (performance.now() - began > 5000)
          throw new Error(`the board showed nothing with "${text}" in 5 s`);
        await pause(1);
      }
      return performance.now() - began;
    },
    async end() {
      child.write('q');
      await exit;
    },
  };
}

async function firstFrame(command, db) {
  const board = await openBoard(command, db);
  await board.end();
  return board.shown;
}

async function keyTimes(board) {
  const times = [];
  for (let key = 0; key < KEYS; key++) {
    await pause(40);
    board.type('jjlkhj'[key % 6]);
    times.push(await board.next());
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

/** How much later a letter of a filter is on the screen of the second board, at the 95th percentile. */
async function echoTimes(...boards) {
  const times = [[], []];
  for (let round = 0; round < ROUNDS; round++)
    for (const filter of FILTERS)
      for (const [at, board] of boards.entries()) {
        board.type('/');
        await board.next('Filter');
        for (const letter of filter) {
          // As people type.
          await pause(60);
          board.type(letter);
          // What has not changed of a row is not written again.
          times[at].push(await board.next(`${letter}▏`));
        }
        board.type('\x1b');
        await pause(500);
      }
  for (const board of boards) await board.end();
  const [few, many] = times.map((own) => own.toSorted((a, b) => a - b)[Math.floor(own.length * 0.95)]);
  return many / few;
}

async function changeTimes(board, db) {
  const times = [];
  board.type('\x1b[H');
  await pause(500);
  for (let look = 0; look < LOOKS; look++) {
    const name = `Seen${look}`;
    const sql = `update opp set name = '${name}' where id =
      (select id from opp where stage_id = 1 order by coalesce(closed_on, close_date, '9999-12-31'), id limit 1)`;
    succeed(spawnSync('sqlite3', [db, sql], { encoding: 'utf8' }));
    times.push(await board.next(String(look)));
    await pause(300);
  }
  return Math.max(...times);
}

async function pressMany(board, count) {
  for (let key = 0; key < count; key++) {
    board.type(key % (2 * WAY) < WAY ? 'j' : 'k');
    await pause(1);
  }
  await pause(2000);
}

async function idleShare(board) {
  await pause(4000);
  const before = ticks(board);
  await pause(IDLE * 1000);
  return (ticks(board) - before) / TICKS / IDLE;
}

function ticks({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function memory({ pid }) {
  const [, kilobytes] = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const repeat = (times, work) => Array.from({ length: times }, work);

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

function succeed({ status, stderr, error }) {
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
}
