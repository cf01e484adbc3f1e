import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import createMarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { CommandId, EXTENSION_ID } from '../../../src/ids';
import { activate } from '../../host/support/extension';
import { replaceInWindow, restoreWindow } from '../../host/support/messages';
import { median, p95 } from '../../support/statistics';

const ROUNDS = 10;

/** Notes when the host hands the page its HTML; the panel is a real one otherwise. */
function clockPanels(): { at: () => number } {
  let at = 0;
  const { createWebviewPanel } = vscode.window;
  replaceInWindow('createWebviewPanel', (...args: Parameters<typeof createWebviewPanel>) => {
    const panel = createWebviewPanel(...args);
    const webview = new Proxy(panel.webview, {
      set: (target, name, value) => {
        const done = Reflect.set(target, name, value, target);
        if (name === 'html') at = performance.now();
        return done;
      },
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    return new Proxy(panel, {
      set: (target, name, value) => Reflect.set(target, name, value, target),
      get: (target, name) => {
        if (name === 'webview') return webview;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  });
  return { at: () => at };
}

it('opening a lesson, from the command to the HTML that is posted', async () => {
  await activate();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  // A window that has just started is busy with itself for a while, as nobody is who chooses a lesson.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const root = vscode.extensions.getExtension(EXTENSION_ID)!.extensionPath;
  const folder = join(root, 'roadmap/backend/topics');
  const topics = existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/\.md$/, '')) : [];
  if (topics.length < 2) throw new Error('there are too few lessons to measure');
  const clock = clockPanels();
  const open = async (topic: string): Promise<number> => {
    const start = performance.now();
    await vscode.commands.executeCommand(CommandId.openTopic, topic);
    return clock.at() - start;
  };
  const cold = await open(topics[0]!);
  const warm: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const topic of topics) {
      const text = readFileSync(join(folder, `${topic}.md`), 'utf8');
      const start = performance.now();
      createMarkdownIt().render(text);
      alone.push(performance.now() - start);
      if (round > 0 || topic !== topics[0]) warm.push(await open(topic));
    }
  }
  restoreWindow();
  const row = (times: number[]) => `median ${median(times).toFixed(1)} ms, p95 ${p95(times).toFixed(1)} ms`;
  console.log(`the first lesson of a window: ${cold.toFixed(1)} ms (at most 120 ms)`);
  console.log(`${warm.length} more: ${row(warm)} (at most 30 ms)`);
  console.log(`markdown-it alone on the same text: first ${alone[0]?.toFixed(1)} ms, ${row(alone)}`);
  console.log(`a lesson takes ${(median(warm) / median(alone)).toFixed(2)} times as long`);
});
