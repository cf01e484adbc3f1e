import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { isAgreed, type Target } from '../../../src/projects/scaffold/target';

describe('writing into a folder that is there', () => {
  const uri = (path: string) => ({ toString: () => `file://${path}` }) as unknown as Uri;
  const target = (files: string[], more: Partial<Target> = {}): Target => ({
    ...{ parent: uri('/code'), folder: uri('/code/todos'), kind: 'occupied', collisions: { files, blocking: [] } },
    ...more,
  });

  it('is agreed to as long as it overwrites nothing but what was named', () => {
    assert.ok(isAgreed(target(['README.md', 'src/app.ts']), target(['README.md', 'src/app.ts'])));
    assert.ok(isAgreed(target(['README.md', 'src/app.ts']), target(['README.md'])), 'one was taken away meanwhile');
  });

  it('is asked about again when there is more to overwrite, something in the way, or another folder', () => {
    const agreed = target(['README.md']);
    assert.ok(!isAgreed(undefined, agreed));
    assert.ok(!isAgreed(agreed, target(['README.md', 'package.json'])));
    assert.ok(!isAgreed(agreed, target(['README.md'], { collisions: { files: ['README.md'], blocking: ['src'] } })));
    assert.ok(!isAgreed(agreed, target(['README.md'], { folder: uri('/code/other') })));
    assert.ok(!isAgreed(agreed, target([], { kind: 'file' })));
  });
});
