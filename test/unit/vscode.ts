/**
 * What unit tests have of `vscode`: its words, in English. They need no editor, and a part that asks for more of it belongs into a
 * test in the extension host. Loaded by `mocha --require`.
 */
import Module from 'node:module';

const fill = (message: string, values: readonly unknown[]): string =>
  message.replace(/\{(\d+)\}/g, (place, at: string) => (Number(at) in values ? String(values[Number(at)]) : place));

const editor: Readonly<Record<string, unknown>> = {
  l10n: { t: (message: string, ...values: readonly unknown[]) => fill(message, values) },
  env: { language: 'en' },
};

const stub = new Proxy(editor, {
  get(known, name) {
    if (typeof name === 'symbol' || name in known || name === '__esModule' || name === 'then' || name === 'default') {
      return known[name as string];
    }
    throw new Error(`unit tests have no vscode.${name}: write this test for the extension host (test/host)`);
  },
});

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = function (this: unknown, request, ...rest) {
  return request === 'vscode' ? stub : load.call(this, request, ...rest);
};
