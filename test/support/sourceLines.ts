import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

/**
 * Makes a function that replaces places in a bundle by places in its sources, so that the stack trace of a failed test names the
 * test. VS Code takes over stack traces inside its hosts, where Node.js cannot do this.
 */
export function createSourceLines(bundle: string): (line: string) => string {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as SourceMapPayload);
  const escaped = bundle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const place = new RegExp(`(?:vscode-remote://[^/]+|file://)?${escaped}(?:#vscode-extension)?:(\\d+):(\\d+)`, 'g');
  return (line) =>
    line.replace(place, (whole, row: string, column: string) => {
      const entry = map.findEntry(Number(row) - 1, Number(column) - 1);
      if (!('originalSource' in entry)) return whole;
      const source = relative(process.cwd(), resolve(dirname(bundle), entry.originalSource));
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}
