import { oneOf } from '../domain/one-of.ts';
import { command } from './command.ts';
import { BASH_SCRIPT } from './completion-bash.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export default command({
  summary: 'complete commands, options and names with the Tab key',
  description:
    'Prints the script that lets a shell complete what you type after crm. For good:\n' +
    "  bash        echo 'source <(crm completion bash)' >> ~/.bashrc\n" +
    "  zsh         echo 'source <(crm completion zsh)' >> ~/.zshrc\n" +
    '  fish        crm completion fish > ~/.config/fish/completions/crm.fish\n' +
    '  powershell  crm completion powershell >> $PROFILE',
  examples: ['completion bash', 'completion fish'],
  configure: (c) => c.argument('<shell>', SHELLS.join(', ')),
  async run({ args: [name] }, ctx) {
    const shell = oneOf('there is no completion for the shell', name, SHELLS);
    if (shell === 'bash') return ctx.print.text(BASH_SCRIPT);
    // The package writes the script to standard output itself.
    const { script } = await import('@bomb.sh/tab');
    script(shell, 'crm', 'crm');
  },
});
