import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser';
import { failurePrefix, type TestResult } from '../inHost/resultLine';
import { startServer, type Server } from '../server';
import { parseArguments, type LaunchRequest } from './arguments';
import { createTestOutput } from './output';

/**
 * Runs the tests that the desktop's flags name inside a real VS Code and gives back an exit code. It is 0 only when the
 * tests ran to their end, there was at least one, and none failed.
 */
export async function launch(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const request = parseArguments(args, env);
  const server = await startServer({
    version: request.version,
    driver: true,
    quiet: true,
    extensions: request.installed,
    userSettings: request.userSettings,
    workspaceTrust: request.workspaceTrust,
    ...(request.folder === undefined ? {} : { folder: request.folder }),
  });
  const browser = await launchBrowser(server);
  try {
    const failure = await runInPage(await browser.context.newPage(), server, request);
    if (failure === undefined) return 0;
    console.log(`${failurePrefix}${failure}`);
    return 1;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** How long, in milliseconds, the end of a host and the result of its tests may be apart when both are told: they come by two roads. */
const TOLD_WITHIN = 3_000;

/** Resolves with the reason why the run failed, or with nothing when it passed. */
async function runInPage(page: Page, server: Server, request: LaunchRequest): Promise<string | undefined> {
  const output = createTestOutput((message) => console.log(message));
  let settle: (failure: string | undefined) => void = () => undefined;
  const ended = new Promise<string | undefined>((resolve) => (settle = resolve));

  await page.exposeFunction('codeAutomationLog', (level: string, values: unknown[]) => {
    output.add(level, format(...values));
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    const end = () => settle(output.result() === undefined ? (died(server) ?? judge(code, undefined)) : judge(code, output.result()));
    // Without a result the host may have died, which the server says a moment later.
    if (output.result() === undefined) setTimeout(end, TOLD_WITHIN);
    else end();
  });
  page.once('crash', () => settle('the page with VS Code crashed'));
  page.once('close', () => settle('the page with VS Code was closed'));
  // An extension host that ends by itself, even with code 0, has not finished its tests: unless their result is on its way, which
  // comes from a web worker by another road than the news of the end.
  const watch = setInterval(() => {
    const how = died(server);
    if (how === undefined) return;
    clearInterval(watch);
    setTimeout(() => {
      if (output.result() === undefined) settle(how);
    }, TOLD_WITHIN);
  }, 250);
  const limit = setTimeout(() => {
    settle(`the tests did not finish within ${request.limitSeconds} s (BACKEND_ROADMAP_TEST_LIMIT)`);
  }, request.limitSeconds * 1000);

  try {
    await page.goto(driverAddress(server, request));
    const failure = await ended;
    if (failure !== undefined && output.result() === undefined) console.log(output.tail());
    return failure;
  } finally {
    clearInterval(watch);
    clearTimeout(limit);
  }
}

function died(server: Server): string | undefined {
  const [, how] = /Extension Host Process exited with (code: .*)\.$/m.exec(server.logs()) ?? [];
  return how && `the extension host ended in the middle of the tests (${how})`;
}

function judge(code: number, result: TestResult | undefined): string | undefined {
  if (result?.problem !== undefined) return result.problem;
  if (result?.failed) return `${result.failed} failed`;
  if (result?.passed === 0) return 'no test ran';
  if (code !== 0) return `VS Code ended the run with code ${code}`;
  return result === undefined ? 'the run ended without a result: was it a test run?' : undefined;
}

function driverAddress(server: Server, request: LaunchRequest): string {
  const authority = `127.0.0.1:${server.port}`;
  const remote = (path: string): string => `vscode-remote://${authority}${path}`;
  const payload = [
    ...request.extensionDevelopmentPaths.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(request.extensionTestsPath)],
    ['skipWelcome', 'true'],
  ];
  const folder = request.folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(request.folder)}`;
  return `http://${authority}/?${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
