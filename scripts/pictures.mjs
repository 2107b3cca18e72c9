/**
 * npm run pictures: draws the pictures of the README from the built program, light and dark, into docs/pictures.
 * With --check it writes nothing, and fails for each picture that is not what the program shows.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENES } from './pictures/scenes.mjs';
import { makeDemo, shoot } from './pictures/shoot.mjs';
import { drawSvg, THEMES } from './pictures/svg.mjs';

const FOLDER = join(import.meta.dirname, '../docs/pictures');
/** Lines of a picture that a failed check prints. */
const SHOWN_DIFFERENCES = 12;

const check = process.argv.includes('--check');
const place = mkdtempSync(join(tmpdir(), 'crm-pictures-'));
let differing = 0;
try {
  const demo = join(place, 'demo');
  mkdirSync(demo);
  makeDemo(demo);
  mkdirSync(FOLDER, { recursive: true });
  for (const scene of SCENES)
    for (const theme of Object.keys(THEMES)) {
      const home = join(place, `${scene.name}-${theme}`);
      cpSync(demo, home, { recursive: true });
      const screen = await shoot(scene, theme, home);
      const svg = drawSvg(screen, THEMES[theme], scene.label);
      differing += keep(`${scene.name}-${theme}.svg`, svg);
    }
} finally {
  rmSync(place, { recursive: true, force: true });
}
if (differing > 0) {
  console.error(`${differing} pictures are not what the program shows. Draw them again: npm run pictures`);
  process.exitCode = 1;
}

/** Writes a picture, or compares it with the one that is there: 1 if they differ. */
function keep(name, svg) {
  const file = join(FOLDER, name);
  if (!check) {
    writeFileSync(file, svg);
    console.log(`docs/pictures/${name}`);
    return 0;
  }
  const [before, now] = [readFile(file).split('\n'), svg.split('\n')];
  const gone = before.filter((line) => !now.includes(line));
  const come = now.filter((line) => !before.includes(line));
  if (before.join('\n') === svg) return 0;
  console.error(`docs/pictures/${name}:`);
  for (const line of gone.slice(0, SHOWN_DIFFERENCES)) console.error(`- ${line}`);
  for (const line of come.slice(0, SHOWN_DIFFERENCES)) console.error(`+ ${line}`);
  return 1;
}

function readFile(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
