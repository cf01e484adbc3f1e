import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';

export interface TestServer {
  readonly url: string;
  /** Asks the program to stop and gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The whole program in a process of its own, as `npm start` would run it, on a free port. */
export async function startTestServer(test: TestContext, env: Record<string, string> = {}): Promise<TestServer> {
  const child = spawn(process.execPath, ['--import', './scripts/generate.mjs', '--import', 'tsx', 'src/server.ts'], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  test.after(() => child.kill('SIGKILL'));

  // Its log is JSON lines, and one of them says where it listens.
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const entry: { message?: string; url?: string } = JSON.parse(line);
    if (entry.message === 'listening') {
      url = entry.url;
      break;
    }
  }
  if (url === undefined) throw new Error('The server ended before it was listening.');
  child.stdout.resume(); // keep reading, or a full pipe would make the server wait

  return {
    url,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
