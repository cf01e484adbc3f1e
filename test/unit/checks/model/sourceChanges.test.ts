import assert from 'node:assert/strict';
import { changedPaths, changesDuring, isSource, ProgramFiles } from '../../../../src/checks/model/sourceChanges';

const digests = (files: Record<string, string>) => new Map(Object.entries(files));

describe('what the learner has written', () => {
  it('is not what programs and tools write beside it', () => {
    const others = [
      'node_modules/a/b.js',
      'api/dist/main.js',
      '.git/HEAD',
      '.data/todos.json',
      'server.log',
      'logs/today.txt',
      'app.sqlite3-wal',
      'package-lock.json',
      'rest-api-certificate.md',
      'api/pnpm-lock.yaml',
    ];
    assert.deepEqual(others.filter(isSource), []);
    const own = [
      'src/main.ts',
      '.env',
      '.backend-roadmap.json',
      'src/logs/write.ts',
      'src/distance.ts',
      'data.json',
      'src/db.ts',
      'src/certificate.md',
      'prisma/dev.ts',
    ];
    assert.deepEqual(own.filter(isSource), own);
  });

  it('has changed when a file came, went, or holds something else', () => {
    const before = digests({ same: '1', other: '1', gone: '1' });
    assert.deepEqual(changedPaths(before, digests({ same: '1', other: '2', fresh: '1' })).sort(), ['fresh', 'gone', 'other']);
  });
});

describe('files that a program writes while it is checked', () => {
  const none = digests({ 'src/a.ts': '1' });
  const with_ = (files: Record<string, string>) => digests({ 'src/a.ts': '1', ...files });

  it('are those that change in two runs in a row', () => {
    const program = new ProgramFiles();
    const first = changesDuring(none, with_({ 'todos.json': '1' }), program);
    assert.deepEqual(first, { changed: ['todos.json'], created: ['todos.json'] });
    assert.equal(program.has('todos.json'), false);
    program.learn(first, changesDuring(with_({ 'todos.json': '1' }), with_({ 'todos.json': '2' }), program));
    assert.equal(program.has('todos.json'), true);
    assert.deepEqual(changesDuring(with_({ 'todos.json': '2' }), with_({ 'todos.json': '3' }), program).changed, []);
  });

  it('may have another name each time: then they are known by their folder', () => {
    const program = new ProgramFiles();
    program.learn({ changed: ['uploads/1.png'], created: ['uploads/1.png'] }, { changed: ['uploads/2.png'], created: ['uploads/2.png'] });
    assert.deepEqual([program.has('uploads/3.png'), program.has('src/a.ts')], [true, false]);
    const atRoot = new ProgramFiles();
    atRoot.learn({ changed: ['1.png'], created: ['1.png'] }, { changed: ['2.png'], created: ['2.png'] });
    assert.equal(atRoot.has('main.ts'), false, 'never the whole project');
  });

  it("are the learner's again when they were saved in the editor", () => {
    const program = new ProgramFiles();
    const both = { changed: ['data/seed.json'], created: ['data/seed.json'] };
    program.learn(both, both);
    assert.equal(program.has('data/other.json'), true);
    program.isLearners('data/seed.json');
    assert.deepEqual([program.has('data/seed.json'), program.has('data/other.json')], [false, false]);
  });
});
