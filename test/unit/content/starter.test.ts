import assert from 'node:assert/strict';
import { filesAfter, type PackedProject } from '../../../src/content/starter';

const project: PackedProject = {
  files: [
    { path: 'README.md', text: 'begin' },
    { path: 'src/app.ts', text: '1' },
  ],
  solution: [
    { stage: 'first', files: [] },
    { stage: 'second', files: [{ path: 'src/app.ts', text: '2' }, { path: 'src/list.ts', text: '2' }] }, // prettier-ignore
    { stage: 'third', files: [{ path: 'src/app.ts', text: '3' }] },
  ],
};

describe('the files of a project after a stage', () => {
  const after = (stage: string) => Object.fromEntries(filesAfter(project, stage));

  it('are those of the starter where the solution has nothing to add', () => {
    assert.deepEqual(after('first'), { 'README.md': { text: 'begin' }, 'src/app.ts': { text: '1' } });
  });

  it('are as the stage has them, and not as a later one does', () => {
    assert.deepEqual(after('second'), {
      'README.md': { text: 'begin' },
      'src/app.ts': { text: '2', changedIn: 'second' },
      'src/list.ts': { text: '2', changedIn: 'second' },
    });
  });

  it('keep what earlier stages have laid there', () => {
    assert.deepEqual(after('third'), {
      'README.md': { text: 'begin' },
      'src/app.ts': { text: '3', changedIn: 'third' },
      'src/list.ts': { text: '2', changedIn: 'second' },
    });
  });

  it('are those of the finished project when there is no such stage', () => {
    assert.deepEqual(after('fourth'), after('third'));
  });
});
