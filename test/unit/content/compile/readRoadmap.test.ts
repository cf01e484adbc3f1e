import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { diskFolder } from '../../../../src/build/buildContent';
import { readRoadmap } from '../../../../src/content/compile/roadmap';
import { validFiles } from './validFiles';

describe('readRoadmap', () => {
  let folder = '';
  const write = async (file: string, content: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  /** The lines of the error, without the first, which names the folder. */
  const problems = async (): Promise<string[]> => {
    const error = await readRoadmap(diskFolder(folder)).then(() => assert.fail('there was no error'), (reason: unknown) => reason as Error); // prettier-ignore
    const [first, ...rest] = error.message.split('\n');
    assert.equal(first, `The content in ${folder} has problems:`);
    return rest;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-roadmap-'));
    const { roadmap, salaries, faq, projects } = validFiles();
    await write('roadmap.yaml', stringify(roadmap));
    await write('salaries.yaml', stringify(salaries));
    await write('faq.yaml', stringify(faq));
    for (const [id, project] of projects) await write(`projects/${id}/project.yaml`, stringify(project));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads a folder', async () => {
    const roadmap = await readRoadmap(diskFolder(folder));
    assert.deepEqual([roadmap.id, roadmap.projects.items.map(({ id }) => id)], ['tiny', ['api']]);
  });

  it('does not mind files beside the projects', async () => {
    await write('projects/README.md', 'x');
    assert.equal((await readRoadmap(diskFolder(folder))).id, 'tiny');
  });

  it('says file, line and column of a value', async () => {
    await write(
      'faq.yaml',
      'title: FAQ\nitems:\n  - id: why\n    question: ""\n    answer: [Because.]\n    next: {label: Go, open: plan}\n',
    );
    assert.deepEqual(await problems(), ['faq.yaml:4:15 items.0.question must not be empty']);
  });

  it('says where the part begins in which something is missing', async () => {
    await write('faq.yaml', 'title: FAQ\nitems:\n  - id: why\n    answer: [Because.]\n    next: {label: Go, open: plan}\n');
    const [problem, ...others] = await problems();
    assert.match(problem ?? '', /^faq\.yaml:3:5 items\.0\.question /);
    assert.deepEqual(others, []);
  });

  it('says where a broken reference stands', async () => {
    await write(
      'faq.yaml',
      'title: FAQ\nitems:\n  - id: why\n    question: Why?\n    answer: [Because.]\n    next: {label: Go, open: topic, id: gone}\n',
    );
    assert.deepEqual(await problems(), ['faq.yaml:6:11 items.0.next there is no topic "gone"']);
  });

  it('says where YAML itself is broken, in every file', async () => {
    await write('faq.yaml', 'title: FAQ\nitems: [\n');
    await write('salaries.yaml', 'title: "open\n');
    const found = await problems();
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /^salaries\.yaml:\d+:\d+ \S/);
    assert.match(found[1] ?? '', /^faq\.yaml:3:1 \S/);
  });

  it('says where a key stands twice', async () => {
    await write('faq.yaml', 'title: FAQ\ntitle: Again\nitems: []\n');
    assert.match((await problems()).join('\n'), /^faq\.yaml:2:1 Map keys must be unique/);
  });

  it('names a project that is listed and has no folder', async () => {
    await rm(join(folder, 'projects/api'), { recursive: true });
    assert.deepEqual(await problems(), ['projects/api/project.yaml:1:1 is missing, but roadmap.yaml lists this project']);
  });

  it('rejects when a file is missing', async () => {
    await unlink(join(folder, 'salaries.yaml'));
    await assert.rejects(readRoadmap(diskFolder(folder)), /ENOENT.*salaries\.yaml/);
  });
});
