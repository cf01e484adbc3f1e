import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packProject } from '../../../src/build/packStarters';

import { collisionsOf, planFiles, type Found } from '../../../src/projects/model/plan';
import { foldersOf, type StarterFile } from '../../../src/content/starter';

const projects = join(__dirname, '../../../roadmap/backend/projects');
const IDS = ['authentication-system', 'blog-api', 'e-commerce-backend', 'real-time-chat', 'rest-api', 'url-shortener'];
const textOf = (files: readonly StarterFile[], path: string) => files.find((file) => file.path === path)?.text;

describe('the plan of a new repo', () => {
  for (const project of IDS) {
    describe(`of ${project}`, () => {
      let starter: readonly StarterFile[] = [];
      before(async () => (starter = (await packProject(join(projects, project), readdirSync(join(projects, project, 'solution'))))!.files));

      it('is the starter to the letter when it is called as the project is', () => {
        assert.deepEqual(planFiles(starter, { project, name: project }), starter);
        assert.equal(textOf(starter, 'package.json'), readFileSync(join(projects, project, 'starter/package.json'), 'utf8'));
      });

      it('changes the name in two files and the title of the README, and nothing else', () => {
        const planned = planFiles(starter, { project, name: 'My Repo' });
        const changed = planned.filter(({ path, text }) => text !== textOf(starter, path));
        assert.deepEqual(changed.map(({ path }) => path).sort(), ['README.md', 'package-lock.json', 'package.json']);
        const lines = (text = '') => text.split('\n');
        for (const { path, text } of changed) {
          const before = lines(textOf(starter, path));
          const different = lines(text).filter((line, i) => line !== before[i]);
          assert.equal(lines(text).length, before.length);
          assert.deepEqual(different.map((line) => line.trim()), path === 'README.md' ? ['# My Repo'] : Array(path === 'package.json' ? 1 : 2).fill('"name": "my-repo",')); // prettier-ignore
        }
      });

      it('brings what the extension knows it by', () => {
        assert.equal((JSON.parse(textOf(starter, '.backend-roadmap.json') ?? '{}') as { project?: string }).project, project);
        assert.ok(textOf(starter, '.gitignore'));
      });
    });
  }
});

describe('the folders of files', () => {
  it('are each named once, parents first', () => {
    const files = ['a.txt', 'src/b/c/d.ts', 'test/e.ts', 'src/f.ts'].map((path) => ({ path }));
    assert.deepEqual(foldersOf(files), ['src', 'test', 'src/b', 'src/b/c']);
  });
});

describe('collisions', () => {
  const files = ['README.md', 'src/app.ts', 'src/http/errors.ts'].map((path) => ({ path }));
  const given = (found: Record<string, Found>) => collisionsOf(files, new Map(Object.entries(found)));

  it('are files in the place of files', () => {
    assert.deepEqual(given({ 'README.md': 'file', src: 'folder', 'src/app.ts': 'file' }), {
      files: ['README.md', 'src/app.ts'],
      blocking: [],
    });
    assert.deepEqual(given({ src: 'folder', 'src/http': 'folder' }), { files: [], blocking: [] });
  });

  it('cannot be overwritten when they are of another kind', () => {
    assert.deepEqual(given({ 'README.md': 'folder', src: 'file' }), { files: [], blocking: ['src', 'README.md'] });
    assert.deepEqual(given({ src: 'other', 'README.md': 'other' }), { files: [], blocking: ['src', 'README.md'] });
  });
});
