import { readFileSync } from 'node:fs';
import type { AxeResults, RuleMetadata } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** A barrier that axe found, in the words a failed test should print. */
export interface Barrier {
  rule: string;
  impact: string;
  help: string;
  /** Where, as CSS selectors. */
  targets: string[];
}

let source: string | undefined;

/**
 * A webview that may not run scripts has no timers either, and axe would wait for ever. What the debugger starts may run, promises
 * included, so there a promise does a timer's work. Long timers are axe's time limits, which may as well never come.
 */
const timersByPromise = `{
  const soon = (callback, ms = 0, ...args) => { if (ms < 100) Promise.resolve().then(() => callback(...args)); return 0; };
  globalThis.setTimeout = soon;
  globalThis.requestAnimationFrame = (callback) => soon(() => callback(performance.now()));
  globalThis.MessageChannel = undefined;
};undefined`;

/** What runs in the page of axe. */
interface Axe {
  getRules(): RuleMetadata[];
  run(context: Document, options: object): Promise<AxeResults>;
}

/**
 * Looks for barriers in a webview's frame or in a page, by every rule of axe: those that it leaves out by default too, but for the deprecated and
 * those of level AAA. None is left out because a page is a frame within a window: ours are whole documents. The code is handed over by
 * the debugger, not by a script tag, which the strict policy of a webview would refuse.
 */
export async function findBarriers(target: Frame | Page): Promise<Barrier[]> {
  if (!(await runsTimers(target))) await target.evaluate(timersByPromise);
  // Half a megabyte to read: a page that is looked at again has it still.
  if (!(await target.evaluate(() => 'axe' in globalThis))) {
    source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    // The value of the last expression would be sent back, which for this one takes for ever.
    await target.evaluate(`${source};undefined`);
  }
  const results = await target.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const wanted = axe.getRules().filter(({ tags }) => !tags.some((tag) => tag === 'deprecated' || tag.endsWith('aaa')));
    const rules = Object.fromEntries(wanted.map(({ ruleId }) => [ruleId, { enabled: true }]));
    return axe.run(document, { iframes: false, preload: false, resultTypes: ['violations'], rules });
  });
  return results.violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    help,
    targets: nodes.map((node) => node.target.join(' ')),
  }));
}

async function runsTimers(target: Frame | Page): Promise<boolean> {
  const fired = target.evaluate(() => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 0)));
  const limit = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500));
  return Promise.race([fired, limit]);
}
