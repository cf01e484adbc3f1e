import assert from 'node:assert/strict';
import type { ContentProblem } from '../../../../src/content/compile/sourceFiles';
import { compileRoadmap } from '../../../../src/content/compile/roadmap';
import { validFiles, type ValidFiles } from './validFiles';

/** The problems of the valid files after one change. */
function problemsAfter(breakIt: (files: ValidFiles) => void): string[] {
  const files = validFiles();
  breakIt(files);
  const compiled = compileRoadmap(files);
  const problems: readonly ContentProblem[] = 'problems' in compiled ? compiled.problems : [];
  return problems.map(({ file, path, message }) => `${file} ${path}: ${message}`);
}

const set = (target: object, values: object) => Object.assign(target, values);

describe('compileRoadmap', () => {
  it('joins the files, with projects in the order of roadmap.yaml and defaults filled in', () => {
    const files = validFiles();
    const [project] = files.projects.values();
    files.projects.set('zoo', { ...project!, id: 'zoo', title: 'Zoo' });
    files.roadmap.projects.order = ['zoo', 'api'];
    delete (files.roadmap.sections[1]!.topics[0]! as { formerly?: unknown }).formerly;
    const compiled = compileRoadmap(files);
    if ('problems' in compiled) assert.fail(JSON.stringify(compiled.problems));
    const { roadmap } = compiled;
    assert.deepEqual(
      [roadmap.id, roadmap.projects.title, roadmap.faq.title, roadmap.salaries.title],
      ['tiny', 'Projects', 'FAQ', 'Salaries'],
    );
    assert.deepEqual(roadmap.projects.items.map(({ id, formerly }) => [id, formerly]), [['zoo', []], ['api', []]]); // prettier-ignore
    assert.deepEqual(roadmap.sections[1]?.topics[0]?.formerly, []);
    assert.equal(roadmap.salaries.countries[0]?.levels[0]?.openEnded, false);
  });

  it('trims texts', () => {
    const files = validFiles();
    files.roadmap.hero.title = '  Tiny  ';
    const compiled = compileRoadmap(files);
    assert.equal('roadmap' in compiled && compiled.roadmap.hero.title, 'Tiny');
  });

  const first = (files: ValidFiles) => files.roadmap.sections[0]!.topics[0]!;
  const project = (files: ValidFiles) => files.projects.get('api')!;
  const cases: [name: string, breakIt: (files: ValidFiles) => void, expected: string][] = [
    ['an empty title', (f) => set(first(f), { title: ' ' }), 'roadmap.yaml sections.0.topics.0.title: must not be empty'],
    ['a number for a text', (f) => set(first(f), { summary: 7 }), 'roadmap.yaml sections.0.topics.0.summary: must be text'],
    [
      'a long text',
      (f) => set(first(f), { title: 'x'.repeat(2_001) }),
      'roadmap.yaml sections.0.topics.0.title: must have at most 2000 characters',
    ],
    [
      'upper case in an id',
      (f) => set(first(f), { id: 'HTTP' }),
      'roadmap.yaml sections.0.topics.0.id: must be kebab-case (a-z, 0-9 and single hyphens)',
    ],
    [
      'a path for an id',
      (f) => set(first(f), { id: '../x' }),
      'roadmap.yaml sections.0.topics.0.id: must be kebab-case (a-z, 0-9 and single hyphens)',
    ],
    ['a long id', (f) => set(first(f), { id: 'x'.repeat(65) }), 'roadmap.yaml sections.0.topics.0.id: must have at most 64 characters'],
    ['no hours', (f) => set(first(f), { hours: 0 }), 'roadmap.yaml sections.0.topics.0.hours: must be at least 1 hour'],
    ['half hours', (f) => set(first(f), { hours: 1.5 }), 'roadmap.yaml sections.0.topics.0.hours: must be whole hours'],
    ['endless hours', (f) => set(first(f), { hours: 1_001 }), 'roadmap.yaml sections.0.topics.0.hours: must be at most 1000 hours'],
    ['no objective', (f) => set(first(f), { objectives: [] }), 'roadmap.yaml sections.0.topics.0.objectives: must have at least 1'],
    [
      'an http link',
      (f) => set(first(f).links[0]!, { url: 'http://x.org' }),
      'roadmap.yaml sections.0.topics.0.links.0.url: must be an https:// address',
    ],
    [
      'a command for a link',
      (f) => set(first(f).links[0]!, { url: 'command:x' }),
      'roadmap.yaml sections.0.topics.0.links.0.url: must be an https:// address',
    ],
    [
      'an unknown kind of link',
      (f) => set(first(f).links[0]!, { type: 'blog' }),
      'roadmap.yaml sections.0.topics.0.links.0.type: must be one of official, article, course, video, book',
    ],
    ['no list', (f) => set(f.roadmap, { sections: {} }), 'roadmap.yaml sections: must be a list'],
    [
      'a short legend',
      (f) => set(f.roadmap.map, { legend: f.roadmap.map.legend.slice(1) }),
      'roadmap.yaml map.legend: must have at least 6',
    ],
    [
      'an action that names a command',
      (f) => set(f.roadmap.callToAction, { actions: [{ label: 'x', open: 'command' }] }),
      'roadmap.yaml callToAction.actions.0.open: must open topic, project, next-topic, first-project, plan, roadmap, projects or salaries',
    ],
    [
      'a word for a currency',
      (f) => set(f.salaries.countries[0]!, { currency: 'dollar' }),
      'salaries.yaml countries.0.currency: must be an ISO 4217 code such as USD',
    ],
    [
      'a free salary',
      (f) => set(f.salaries.countries[0]!.levels[0]!, { min: 0 }),
      'salaries.yaml countries.0.levels.0.min: must be positive',
    ],
    ['an empty answer', (f) => set(f.faq.items[0]!, { answer: [] }), 'faq.yaml items.0.answer: must have at least 1'],
    [
      'an unknown level',
      (f) => set(project(f), { level: 'Expert' }),
      'projects/api/project.yaml level: must be one of Beginner, Intermediate, Advanced',
    ],
    [
      'a project in a folder of another name',
      (f) => set(project(f), { id: 'apo' }),
      'projects/api/project.yaml id: must be "api", the name of its folder',
    ],
    ['a missing project', (f) => f.projects.delete('api'), 'projects/api/project.yaml : is missing, but roadmap.yaml lists this project'],
  ];
  for (const [name, breakIt, expected] of cases) {
    it(`refuses ${name}`, () => assert.deepEqual(problemsAfter(breakIt), [expected]));
  }

  it('refuses fields that do not exist and files that hold nothing', () => {
    assert.match(problemsAfter((files) => set(first(files), { script: 'x' })).join(), /^roadmap\.yaml sections\.0\.topics\.0\.script: /);
    assert.match(problemsAfter((files) => set(files, { faq: undefined })).join(), /^faq\.yaml : /);
    assert.match(problemsAfter((files) => set(files, { roadmap: null })).join(), /^roadmap\.yaml : /);
  });

  it('says everything that is wrong at once, file by file', () => {
    const problems = problemsAfter((files) => {
      set(first(files), { title: '', hours: 0 });
      set(files.faq, { title: '' });
      set(project(files), { tags: [] });
    });
    assert.deepEqual(problems, [
      'roadmap.yaml sections.0.topics.0.title: must not be empty',
      'roadmap.yaml sections.0.topics.0.hours: must be at least 1 hour',
      'faq.yaml title: must not be empty',
      'projects/api/project.yaml tags: must have at least 1',
    ]);
  });
});
