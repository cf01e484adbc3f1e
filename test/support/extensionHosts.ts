import { readdirSync, readFileSync } from 'node:fs';
import { Stop, waitUntil } from './wait';
import type { Server } from './server';

/** Kills the extension hosts of a server without a warning, as a crash would, and waits until they are gone. Linux only. */
export async function killExtensionHosts(server: Server): Promise<void> {
  const hosts = extensionHosts(server);
  if (hosts.length === 0) throw new Stop('the server has no extension host');
  for (const host of hosts) process.kill(host, 'SIGKILL');
  await waitUntil('the extension hosts are gone', () => Promise.resolve(extensionHosts(server).every((pid) => !hosts.includes(pid))));
}

/** The extension hosts below a server's process: one for each window. */
export function extensionHosts(server: Server): number[] {
  const parents = new Map<number, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${pid}/stat`);
    // The name of the program, in parentheses, may hold anything; what follows it are the state and the parent.
    const parent = /^ \S (\d+)/.exec(stat.slice(stat.lastIndexOf(')') + 1))?.[1];
    if (parent !== undefined) parents.set(Number(pid), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === server.pid || isBelow(parent));
  };
  return [...parents.keys()].filter((pid) => isBelow(pid) && read(`/proc/${pid}/cmdline`).includes('--type=extensionHost'));
}

/** A process may end while it is being looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
