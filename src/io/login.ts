import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The name of the user whom the process runs as; what the environment says where nobody knows that. */
export function loginName({ env, versions, getuid }: NodeJS.Process): string {
  // A made-up user id, as containers have them, stands in no password file.
  return nameOf(versions, getuid) || env.USER || env.LOGNAME || 'me';
}

function nameOf(versions: NodeJS.ProcessVersions, getuid: NodeJS.Process['getuid']): string | undefined {
  try {
    // There, userInfo() repeats what the environment says, and "unknown" where it says nothing.
    return versions.bun && getuid ? passwordFileName(getuid()) : userInfo().username;
  } catch {
    return undefined;
  }
}

function passwordFileName(id: number): string | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => line.split(':')).find(([, , user]) => user === String(id))?.[0];
}
