import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { repoRoot } from '../support/paths';

describe('the strings for translators', function () {
  this.timeout(60_000);

  it('are exported: media/l10n/bundle.l10n.json is what "npm run l10n" writes', async () => {
    const files = sourceFiles().map((file) => readFileSync(file, 'utf8'));
    assert.ok(files.length > 30, 'the sources are found');
    // Most of them say nothing, and to look for sentences takes long.
    const speaking = files.filter((contents) => contents.includes('l10n'));
    const strings = await getL10nJson(speaking.map((contents) => ({ contents, extension: '.ts' })));
    const exported = JSON.parse(readFileSync(join(repoRoot, 'media/l10n/bundle.l10n.json'), 'utf8')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(exported).sort(), Object.keys(strings).sort());
  });
});

/** Every source file, wherever it lies. */
function sourceFiles(): string[] {
  return readdirSync(join(repoRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(repoRoot, 'src', file));
}
