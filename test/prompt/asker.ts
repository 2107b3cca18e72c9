/** A program that asks one question at the terminal and prints the answer as JSON, for prompt.test.ts. */
import { isCrmError } from '../../src/domain/errors.ts';
import { makeIO } from '../../src/io.ts';
import { makePrompt } from '../../src/prompt.ts';

const io = makeIO(process);
const prompt = makePrompt({ io, yes: false });

const questions: Record<string, () => Promise<unknown>> = {
  text: () =>
    prompt.text('Company', { default: 'Acme', validate: (answer) => answer !== 'bad' || 'not that one' }),
  choose: () =>
    prompt.choose('Which\x07 lead', [
      { name: 'Jane Doe', value: 1, description: 'of Acme' },
      { name: 'Joe Roe', value: 2 },
    ]),
  confirm: () => prompt.confirm('Remove it?'),
};

const answer = await questions[process.argv[2] ?? '']?.().catch((error: unknown) => {
  if (isCrmError(error)) return error.kind;
  throw error;
});
io.stdout.write(`answer: ${JSON.stringify(answer)}\n`);
await io.stdout.drain();
