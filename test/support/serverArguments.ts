import { join } from 'node:path';

/** The arguments that keep all of a server's state in one folder. */
export function dataArguments(dataDir: string): string[] {
  return [
    ...['--accept-server-license-terms', '--server-data-dir', join(dataDir, 'sd')],
    ...['--user-data-dir', join(dataDir, 'data'), '--extensions-dir', join(dataDir, 'ext')],
  ];
}

/** The environment for a server: without what an outer VS Code, npm or a loader put there. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const dropped = /^(VSCODE_(?!TEST_OPTIONS$)|npm_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
}
