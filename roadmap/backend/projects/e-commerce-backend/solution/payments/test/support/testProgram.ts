/** The program as the platform sees it: a process with settings, output, signals and an exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Config } from '../../src/config.ts';

export interface TestProgram {
  readonly child: ChildProcess;
  readonly output: string;
  readonly errors: string;
  /** The exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Waits until the shop is open and tells where. */
  url(): Promise<string>;
}

export function startProgram(config: Config, settings: Record<string, string> = {}): TestProgram {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'info',
      REDIS_URL: config.redisUrl,
      REDIS_PREFIX: config.redisPrefix,
      ADMIN_TOKEN: config.adminToken,
      // Empty means "not set", also when the .env file of the developer has something else to say.
      STRIPE_SECRET_KEY: '',
      STRIPE_WEBHOOK_SECRET: '',
      STRIPE_API_BASE: '',
      ...settings,
    },
  });
  const program = {
    child,
    output: '',
    errors: '',
    ended: once(child, 'close').then(([code]) => code as number | null),
    async url(): Promise<string> {
      for (;;) {
        const opened = /"shop is open","url":"([^"]+)"/.exec(program.output);
        if (opened?.[1]) return opened[1];
        const more = once(child.stdout, 'data').then(() => undefined);
        const code = await Promise.race([more, program.ended]);
        if (code !== undefined) throw new Error(`The program ended with ${code}: ${program.errors}`);
      }
    },
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (program.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (program.errors += text));
  return program;
}
