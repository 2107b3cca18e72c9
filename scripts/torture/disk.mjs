import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAnswer, checkDatabase } from './check.mjs';
import { environment, run } from './program.mjs';
import { difference, isSame, readState } from './state.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 24, short: 1 };

/** What has to work on a full disk. */
const READING = [
  'lead list --limit 5',
  'lead show 42',
  'report pipeline',
  'board',
  'today',
  'doctor',
  'export all',
];

/** Whether this machine lets us have a disk of our own. */
const ownDisk = spawnSync('unshare', ['-rm', 'true']).status === 0;

/** A line on a disk with few bytes left: done, or refused with the reason, and nothing in between; reading works. */
export async function torture(world, dice, program) {
  const { WRITING_LINES, wordsOf } = world.sources;
  const { line, before = [] } = dice.pick(WRITING_LINES.filter(({ fresh }) => !fresh));
  const place = makePlace(world);
  const freeKb = dice(3) === 0 ? 0 : dice(200);
  try {
    for (const earlier of before) checkAnswer(await run(program, wordsOf(earlier), place), earlier);
    const start = readState(place.db);
    const read = dice.pick(READING);
    const lines = dice(2) === 0 ? [line, read] : [read, line];
    const answers = ownDisk
      ? onFullDisk(program, place, lines.map(wordsOf), freeKb)
      : lines.map((each) => withFileLimit(program, place, wordsOf(each), freeKb));
    for (const [at, answer] of answers.entries()) {
      const said = lines[at];
      checkAnswer(answer, said);
      const isFoundFull = said === 'doctor' && /writing\s+wrong\s+no: the disk is full/.test(answer.stderr);
      if (said === read && answer.code !== 0 && !isFoundFull)
        throw new Error(`${said}: exit ${answer.code}: ${answer.stderr.trim()}`);
    }
    const { code, stderr } = answers[lines.indexOf(line)];
    const state = await checkDatabase(program, place);
    const isStored = !isSame(state, start);
    if (isStored !== [0, 4, 5].includes(code) && !/nothing|already/.test(stderr))
      throw new Error(
        `exit ${code}, but ${isStored ? 'stored' : 'not stored'}: ${difference(state, start)} ${stderr}`,
      );
    if (code === 1 && !/full|no space|too large/i.test(stderr) && !isStored)
      throw new Error(`exit 1 without the reason: ${stderr}`);
    return { lines: 2, stored: Number(isStored), refused: Number(!isStored) };
  } catch (error) {
    throw new Error(`crm ${line}, ${freeKb} KB free${ownDisk ? '' : ' (ulimit -f)'}: ${error.message}`);
  } finally {
    place.remove();
  }
}

/** Runs lines in a place on a small disk with so much left of it; what is there then is brought back. */
function onFullDisk(program, place, lines, freeKb) {
  const script = `
    set -u; cd "$PLACE"; disk="$PLACE/disk"; mkdir "$disk"
    mount -t tmpfs -o size=16m,mode=700 tmpfs "$disk"; cp crm.db* "$disk/"
    cat /dev/zero > "$disk/filler" 2> /dev/null
    [ ${freeKb} = 0 ] || truncate -s -${freeKb}K "$disk/filler"
    export CRM_DB="$disk/crm.db"
    ${lines.map((words, at) => `${quote([program.command, ...program.before, ...words])} > out.${at} 2> err.${at} < /dev/null; echo $? > code.${at}`).join('\n    ')}
    rm "$disk/filler"; rm -f crm.db*; cp "$disk"/crm.db* .; umount "$disk"; rmdir "$disk"
    for at in ${lines.map((_, at) => at).join(' ')}; do echo "---"; cat code.$at; cat err.$at; tail -c 600 out.$at; done`;
  const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
    env: { ...environment(place), PLACE: place.cwd },
    encoding: 'utf8',
  });
  const answers = stdout.split('---\n').slice(1);
  if (answers.length !== lines.length) throw new Error(`the disk could not be made: ${stderr}`);
  return answers.map((text) => {
    const code = Number(text.slice(0, text.indexOf('\n')));
    return {
      code,
      signal: code > 128 ? code - 128 : null,
      stderr: text.slice(text.indexOf('\n') + 1),
      stdout: '',
    };
  });
}

/** Where no disk can be had, files that may grow no further. */
function withFileLimit(program, place, words, freeKb) {
  const script = `ulimit -f ${freeKb + 1024}; trap '' XFSZ; exec ${quote([program.command, ...program.before, ...words])}`;
  const file = join(place.cwd, 'limited.sh');
  writeFileSync(file, script);
  const { status, signal, stderr, stdout } = spawnSync('bash', [file], {
    env: environment(place),
    cwd: place.cwd,
    encoding: 'utf8',
    input: '',
  });
  return { code: status, signal, stderr, stdout };
}

const quote = (words) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
