import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
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
 * Looks for barriers in a webview's frame or in a page. The code is handed over by the debugger, not by a script tag, which the
 * strict policy of a webview would refuse.
 */
export async function findBarriers(target: Frame | Page, options: RunOptions = {}): Promise<Barrier[]> {
  source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await target.evaluate(source);
  const results = await target.evaluate(async (runOptions) => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { iframes: false, resultTypes: ['violations'], ...runOptions });
  }, options);
  return results.violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    help,
    targets: nodes.map((node) => node.target.join(' ')),
  }));
}

/** Only those that keep people out. */
export function serious(barriers: Barrier[]): Barrier[] {
  return barriers.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
