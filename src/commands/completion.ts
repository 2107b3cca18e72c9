import { oneOf } from '../domain/one-of.ts';
import { command } from './command.ts';
import { SCRIPTS } from './completion/scripts.ts';

const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

export default command({
  summary: 'complete commands, options and names with the Tab key',
  description:
    'Prints a script that completes crm command lines in your shell. To install it:\n' +
    "  bash        echo 'source <(crm completion bash)' >> ~/.bashrc\n" +
    "  zsh         echo 'source <(crm completion zsh)' >> ~/.zshrc\n" +
    '  fish        crm completion fish > ~/.config/fish/completions/crm.fish\n' +
    '  powershell  crm completion powershell >> $PROFILE',
  examples: ['completion bash', 'completion fish'],
  anyConfig: true,
  configure: (c) => c.argument('<shell>', SHELLS.join(', ')),
  async run({ args: [name] }) {
    const shell = oneOf('no completion for the shell', name, SHELLS);
    return { type: 'text', text: SCRIPTS[shell] };
  },
});
