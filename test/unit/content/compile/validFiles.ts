import type { RoadmapFiles } from '../../../../src/content/compile/roadmap';

const topic = (id: string, formerly: string[] = []) => ({
  id,
  formerly,
  title: `Title of ${id}`,
  summary: 'Summary.',
  hours: 3,
  after: [] as string[],
  objectives: ['Explain it'],
  links: [{ type: 'official', title: 'Docs', url: 'https://example.com/docs' }],
});

const LEGEND = ['todo', 'doing', 'done', 'skipped', 'proven', 'milestone'];

/** The parsed files of the smallest roadmap that has one of everything. A fresh copy each time, for a test to break. */
export const validFiles = () => ({
  roadmap: {
    id: 'tiny',
    hero: { eyebrow: 'Eyebrow', title: 'Tiny Roadmap', sentence: 'A sentence.', badges: ['Short'] },
    about: { title: 'About', paragraphs: ['A paragraph.'] },
    responsibilities: { title: 'Responsibilities', items: [{ text: 'Do it', topics: ['http'] }] },
    map: { title: 'Map', hint: 'Click', progress: 'Progress', legend: LEGEND.map((id) => ({ id, label: id })) },
    sections: [
      { id: 'basics', title: 'Basics', topics: [topic('http', ['web']), topic('sql')], milestone: { id: 'first', title: 'First!' } },
      { id: 'ship', title: 'Ship', topics: [topic('deploy')] },
    ],
    projects: { title: 'Projects', subtitle: 'Build', order: ['api'] },
    callToAction: { title: 'Go', text: 'Now', actions: [{ label: 'Start', open: 'next-topic' }] as object[] },
  },
  salaries: {
    title: 'Salaries',
    note: 'A note.',
    countries: [
      {
        id: 'us',
        title: 'US',
        unit: 'a year',
        currency: 'USD',
        locale: 'en-US',
        levels: [{ id: 'junior', title: 'Junior', experience: '0-2', min: 1, max: 3, typical: 2 }],
      },
    ],
  },
  faq: {
    title: 'FAQ',
    items: [{ id: 'why', question: 'Why?', answer: ['Because.'], next: { label: 'Go', open: 'topic', id: 'http' } as object }],
  },
  projects: new Map([
    [
      'api',
      {
        id: 'api',
        title: 'API',
        level: 'Beginner',
        summary: 'An API.',
        tags: ['rest'],
        hours: 5,
        topics: ['http'],
        stages: [{ id: 'crud', title: 'CRUD', topics: ['http'] }],
      },
    ],
  ]),
});

export type ValidFiles = ReturnType<typeof validFiles> & RoadmapFiles;
