import assert from 'node:assert/strict';
import { compileRoadmap } from '../../../../src/content/compile/roadmap';
import { brokenReferences } from '../../../../src/content/compile/references';
import { validFiles, type ValidFiles } from './validFiles';

function brokenAfter(breakIt: (files: ValidFiles) => void): string[] {
  const files = validFiles();
  breakIt(files);
  const compiled = compileRoadmap(files);
  return 'problems' in compiled ? compiled.problems.map(({ file, path, message }) => `${file} ${path}: ${message}`) : [];
}

const topics = (files: ValidFiles, section: number) => files.roadmap.sections[section]!.topics;
const project = (files: ValidFiles) => files.projects.get('api')!;

describe('brokenReferences', () => {
  it('finds nothing in a roadmap that holds together', () => {
    const compiled = compileRoadmap(validFiles());
    assert.deepEqual('roadmap' in compiled && brokenReferences(compiled.roadmap), []);
  });

  it('finds every topic that waits in a circle, and none that only waits for one of them', () => {
    const found = brokenAfter((files) => {
      topics(files, 0)[0]!.after = ['sql'];
      topics(files, 0)[1]!.after = ['http'];
      topics(files, 1)[0]!.after = ['sql'];
    });
    assert.deepEqual(found, [
      'roadmap.yaml sections.0.topics.0.after: "http" waits for itself',
      'roadmap.yaml sections.0.topics.1.after: "sql" waits for itself',
    ]);
  });

  const cases: [name: string, breakIt: (files: ValidFiles) => void, expected: string][] = [
    ['a topic twice', (f) => (topics(f, 1)[0]!.id = 'sql'), 'roadmap.yaml sections.1.topics.0: the id "sql" is used twice'],
    [
      'a topic with the former id of another',
      (f) => (topics(f, 1)[0]!.id = 'web'),
      'roadmap.yaml sections.1.topics.0: the id "web" is used twice',
    ],
    ['a former id twice', (f) => (topics(f, 1)[0]!.formerly = ['web']), 'roadmap.yaml sections.1.topics.0: the id "web" is used twice'],
    [
      'a section with the id of a topic',
      (f) => (f.roadmap.sections[1]!.id = 'sql'),
      'roadmap.yaml sections.1.id: the id "sql" is used twice',
    ],
    [
      'a milestone with the id of its section',
      (f) => (f.roadmap.sections[0]!.milestone!.id = 'basics'),
      'roadmap.yaml sections.0.milestone.id: the id "basics" is used twice',
    ],
    [
      'a topic after one that is not there',
      (f) => (topics(f, 1)[0]!.after = ['x']),
      'roadmap.yaml sections.1.topics.0.after: there is no topic "x"',
    ],
    [
      'a topic after itself',
      (f) => (topics(f, 1)[0]!.after = ['deploy']),
      'roadmap.yaml sections.1.topics.0.after: "deploy" waits for itself',
    ],
    [
      'a responsibility without its topic',
      (f) => (f.roadmap.responsibilities.items[0]!.topics = ['x']),
      'roadmap.yaml responsibilities.items.0: there is no topic "x"',
    ],
    [
      'an action to a topic that is not there',
      (f) => (f.roadmap.callToAction.actions = [{ label: 'a', open: 'topic', id: 'x' }]),
      'roadmap.yaml callToAction.actions.0: there is no topic "x"',
    ],
    [
      'an action to a project that is not there',
      (f) => (f.roadmap.callToAction.actions = [{ label: 'a', open: 'project', id: 'x' }]),
      'roadmap.yaml callToAction.actions.0: there is no project "x"',
    ],
    [
      'an answer to a topic that is not there',
      (f) => (f.faq.items[0]!.next = { label: 'a', open: 'topic', id: 'x' }),
      'faq.yaml items.0.next: there is no topic "x"',
    ],
    [
      'an answer to a project that is not there',
      (f) => (f.faq.items[0]!.next = { label: 'a', open: 'project', id: 'x' }),
      'faq.yaml items.0.next: there is no project "x"',
    ],
    ['a project without its topic', (f) => (project(f).topics = ['x']), 'projects/api/project.yaml topics: there is no topic "x"'],
    [
      'a stage without its topic',
      (f) => (project(f).stages[0]!.topics = ['x']),
      'projects/api/project.yaml stages.0.topics: there is no topic "x"',
    ],
    [
      'a stage twice',
      (f) => project(f).stages.push({ ...project(f).stages[0]! }),
      'projects/api/project.yaml stages.1.id: the id "crud" is used twice',
    ],
    ['a topic with the id of a project', (f) => (topics(f, 1)[0]!.id = 'api'), 'projects/api/project.yaml id: the id "api" is used twice'],
  ];
  for (const [name, breakIt, expected] of cases) {
    it(`finds ${name}`, () => assert.deepEqual(brokenAfter(breakIt), [expected]));
  }

  it('a reference may not use a former id', () => {
    assert.deepEqual(
      brokenAfter((files) => (project(files).topics = ['web'])),
      ['projects/api/project.yaml topics: there is no topic "web"'],
    );
  });

  it('two projects may name their stages alike', () => {
    const problems = brokenAfter((files) => {
      files.projects.set('two', { ...project(files), id: 'two' });
      files.roadmap.projects.order.push('two');
    });
    assert.deepEqual(problems, []);
  });
});
