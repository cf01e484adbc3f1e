import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repoRoot } from '../support/paths';
import { makeTemporary } from '../support/temporary';

describe('the build of content that is wrong', function () {
  this.timeout(60_000);

  it('ends with file, line and column, and no more', async () => {
    const folder = makeTemporary('wrong-content');
    const roadmap = join(folder, 'roadmap');
    await cp(join(repoRoot, 'roadmap/backend'), roadmap, { recursive: true });
    const file = join(roadmap, 'quizzes/caching.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}difficulty: 3\n`);
    const line = (await readFile(file, 'utf8')).trimEnd().split('\n').length;
    const build = promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'esbuild.mjs', '--roadmap', roadmap, '--outdir', join(folder, 'dist')],
      { cwd: repoRoot },
    );
    const error = await build.then(
      () => assert.fail('it was built'),
      (failure: unknown) => failure as { code: number; stdout: string; stderr: string },
    );
    assert.deepEqual([error.code, error.stdout], [1, '']);
    assert.match(error.stderr, new RegExp(`^The content in .* has problems:\\nquizzes/caching\\.yaml:${line}:13 .*difficulty.*\\n$`));
  });
});
