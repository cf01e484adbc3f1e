/**
 * The content of roadmap/backend. Labels, titles, tags and figures that must stay to the letter are written out here by hand and never
 * computed from the YAML, so that a slip in either place shows.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { LEGEND_IDS, LINK_TYPES } from '../../src/content/kinds';
import {
  faqFileSchema,
  idSchema,
  projectFileSchema,
  roadmapFileSchema,
  salariesFileSchema,
  type Faq,
  type Next,
  type Project,
  type RoadmapFile,
  type Salaries,
} from '../../src/content/schema';

const CONTENT = join(__dirname, '../../roadmap/backend');

/** Section id, title, milestone (if one closes the section), and its topics: id, title, hours. */
const SECTIONS = [
  {
    id: 'internet-fundamentals',
    title: 'Internet Fundamentals',
    milestone: 'You understand how the web works!',
    topics: [
      ['how-the-internet-works', 'How the Internet Works', 6],
      ['http-and-https', 'HTTP and HTTPS', 10],
    ],
  },
  {
    id: 'programming-language',
    title: 'Programming Language',
    milestone: 'You can write backend code!',
    topics: [
      ['language-and-runtime', 'Language and Runtime', 30],
      ['async-and-concurrency', 'Asynchronous Programming and Concurrency', 14],
      ['testing-and-debugging', 'Testing and Debugging', 16],
    ],
  },
  {
    id: 'version-control',
    title: 'Version Control',
    milestone: undefined,
    topics: [
      ['git-fundamentals', 'Git Fundamentals', 8],
      ['collaborating-on-code', 'Collaborating on Code', 6],
    ],
  },
  {
    id: 'databases',
    title: 'Databases',
    milestone: 'You can work with databases!',
    topics: [
      ['relational-databases', 'Relational Databases and SQL', 24],
      ['data-modelling', 'Data Modelling, ORMs and Migrations', 14],
      ['nosql-databases', 'NoSQL Databases', 12],
      ['caching', 'Caching', 10],
    ],
  },
  {
    id: 'apis',
    title: 'APIs',
    milestone: 'You can build APIs!',
    topics: [
      ['rest-api-design', 'REST API Design', 16],
      ['validation-and-documentation', 'Validation and API Documentation', 10],
      ['real-time-and-api-styles', 'Real-Time and Other API Styles', 14],
      ['queues-and-jobs', 'Queues and Background Jobs', 12],
    ],
  },
  {
    id: 'security',
    title: 'Security',
    milestone: undefined,
    topics: [
      ['authentication', 'Authentication and Authorization', 16],
      ['web-application-security', 'Web Application Security', 12],
    ],
  },
  {
    id: 'devops-basics',
    title: 'DevOps Basics',
    milestone: 'You are a professional Backend Developer!',
    topics: [
      ['linux-and-containers', 'Linux and Containers', 14],
      ['ci-cd-and-cloud', 'CI/CD and Cloud Deployment', 10],
      ['monitoring-and-scaling', 'Monitoring and Scaling', 6],
    ],
  },
];

const RESPONSIBILITIES = [
  'Design and implement server-side logic',
  'Build and maintain databases and data models',
  'Create RESTful APIs and web services',
  'Implement authentication and authorization',
  'Ensure application security and performance',
  'Write unit and integration tests',
  'Deploy and monitor applications',
  'Collaborate with frontend developers',
];

const LEGEND = [
  ['todo', 'Not Started'],
  ['doing', 'In Progress'],
  ['done', 'Completed'],
  ['skipped', 'Skipped'],
  ['proven', 'Proven'],
  ['milestone', 'Milestone'],
];

/** Id, title, experience, min, max, typical, whether the range is open at the top. */
const UNITED_STATES = [
  ['entry', 'Entry', '0-2 yrs', 65_000, 90_000, 77_000, false],
  ['mid', 'Mid', '2-5 yrs', 90_000, 140_000, 115_000, false],
  ['senior', 'Senior', '5-8 yrs', 140_000, 190_000, 160_000, false],
  ['lead', 'Lead', '8+ yrs', 190_000, 280_000, 230_000, true],
];
const INDIA = [
  ['fresher', 'Fresher', '0-1 yr', 400_000, 800_000, 600_000, false],
  ['junior', 'Junior', '1-3 yrs', 700_000, 1_500_000, 1_000_000, false],
  ['mid', 'Mid', '3-5 yrs', 1_500_000, 2_800_000, 2_000_000, false],
  ['senior', 'Senior', '5+ yrs', 2_800_000, 5_500_000, 3_800_000, true],
];

/** Id, title, level, tags, hours; in the order of the cards. */
const PROJECTS = [
  ['rest-api', 'REST API', 'Beginner', ['Node.js', 'Express', 'JSON'], 12],
  ['authentication-system', 'Authentication System', 'Beginner', ['JWT', 'bcrypt', 'Middleware'], 16],
  ['blog-api', 'Blog API', 'Intermediate', ['PostgreSQL', 'Prisma', 'Validation'], 24],
  ['e-commerce-backend', 'E-Commerce Backend', 'Advanced', ['Stripe', 'Redis', 'Queue'], 40],
  ['real-time-chat', 'Real-time Chat', 'Advanced', ['Socket.io', 'MongoDB', 'Redis'], 28],
  ['url-shortener', 'URL Shortener', 'Intermediate', ['Redis', 'Analytics', 'Caching'], 20],
];
const PROJECT_IDS = ['rest-api', 'authentication-system', 'blog-api', 'e-commerce-backend', 'real-time-chat', 'url-shortener'];

/** The questions that the FAQ must at least answer. */
const FAQ_IDS = [
  'how-long',
  'first-language',
  'degree',
  'sql-or-nosql',
  'how-much-frontend',
  'ai-assistants',
  'learning-with-ai',
  'when-to-apply',
  'portfolio',
];

const HOURS_OF_TOPICS = 260;
const HOURS_OF_PROJECTS = 140;

function readYaml(path: string): unknown {
  return parse(readFileSync(join(CONTENT, path), 'utf8'));
}

function read<T extends v.GenericSchema>(path: string, schema: T): v.InferOutput<T> {
  const result = v.safeParse(schema, readYaml(path));
  if (!result.success) {
    const problems = result.issues.map((issue) => `${path}: ${v.getDotPath(issue) ?? '(file)'} ${issue.message}`);
    assert.fail(problems.join('\n'));
  }
  return result.output;
}

/** Every text in a piece of content with the path that leads to it, whatever its place in the schema. */
function textsOf(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => textsOf(child, `${path}.${key}`));
}

function emptiesOf(value: unknown, path: string): string[] {
  if (value === null || value === undefined || value === '') return [path];
  if (typeof value === 'string') return value.trim() === '' ? [path] : [];
  if (typeof value !== 'object') return [];
  const children = Object.entries(value);
  if (children.length === 0) return [path];
  return children.flatMap(([key, child]) => emptiesOf(child, `${path}.${key}`));
}

function duplicatesOf(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('content of the backend roadmap', () => {
  let roadmap: RoadmapFile;
  let salaries: Salaries;
  let faq: Faq;
  let topicIds: string[];

  const topics = () => roadmap.sections.flatMap((section) => section.topics);

  before('every file has the shape of the schema', () => {
    roadmap = read('roadmap.yaml', roadmapFileSchema);
    salaries = read('salaries.yaml', salariesFileSchema);
    faq = read('faq.yaml', faqFileSchema);
    topicIds = topics().map((topic) => topic.id);
  });

  function assertLeadsSomewhere(next: Next, from: string): void {
    if (next.open === 'topic') assert.ok(topicIds.includes(next.id), `${from} opens the unknown topic ${next.id}`);
    if (next.open === 'project') assert.ok(PROJECT_IDS.includes(next.id), `${from} opens the unknown project ${next.id}`);
  }

  describe('what was given to the letter', () => {
    it('hero', () => {
      assert.equal(roadmap.id, 'backend');
      assert.equal(roadmap.hero.eyebrow, '2026 Roadmap');
      assert.equal(roadmap.hero.title, 'Backend Developer Roadmap');
      assert.deepEqual(roadmap.hero.badges, ['5-8 Months', 'Intermediate', 'High Demand']);
    });

    it('what a backend developer is, in two paragraphs', () => {
      assert.equal(roadmap.about.title, 'What is a Backend Developer?');
      assert.equal(roadmap.about.paragraphs.length, 2);
    });

    it('the eight responsibilities', () => {
      assert.equal(roadmap.responsibilities.title, 'Key Responsibilities');
      assert.deepEqual(
        roadmap.responsibilities.items.map((item) => item.text),
        RESPONSIBILITIES,
      );
    });

    it('labels of the map and its legend', () => {
      assert.equal(roadmap.map.title, 'Learning Roadmap');
      assert.equal(roadmap.map.hint, 'Click on any topic to mark it as complete');
      assert.equal(roadmap.map.progress, 'Your Progress');
      assert.deepEqual(
        roadmap.map.legend.map((entry) => [entry.id, entry.label]),
        LEGEND,
      );
      assert.deepEqual(
        LEGEND.map(([id]) => id),
        [...LEGEND_IDS],
      );
    });

    it('seven sections with twenty topics in order, and the milestone that closes a section', () => {
      assert.deepEqual(
        roadmap.sections.map((section) => ({
          id: section.id,
          title: section.title,
          milestone: section.milestone?.title,
          topics: section.topics.map((topic) => [topic.id, topic.title, topic.hours]),
        })),
        SECTIONS,
      );
      assert.equal(roadmap.sections.length, 7);
      assert.equal(topics().length, 20);
      assert.equal(roadmap.sections.filter((section) => section.milestone).length, 5);
    });

    it('salaries', () => {
      assert.equal(salaries.title, 'Backend Developer Salaries 2026');
      assert.deepEqual(
        salaries.countries.map(({ id, title, unit, currency, locale }) => [id, title, unit, currency, locale]),
        [
          ['us', 'United States', 'USD/Year', 'USD', 'en-US'],
          ['in', 'India', 'INR/Year', 'INR', 'en-IN'],
        ],
      );
      const rows = salaries.countries.map((country) =>
        country.levels.map((level) => [level.id, level.title, level.experience, level.min, level.max, level.typical, level.openEnded]),
      );
      assert.deepEqual(rows, [UNITED_STATES, INDIA]);
    });

    it('the note on salaries names cloud and system design, and the one of the United States equity', () => {
      const [us, india] = salaries.countries;
      for (const part of ['AWS', 'GCP', 'system design', 'premium']) {
        assert.ok(salaries.note.includes(part), `the note does not say "${part}"`);
      }
      for (const part of ['$300K+', 'equity']) assert.ok(us?.note?.includes(part), `the note of the United States does not say "${part}"`);
      for (const text of [salaries.note, salaries.basis, india?.note]) assert.doesNotMatch(text ?? '', /\$/);
    });

    it('salaries say of which year and of what kind the figures are', () => {
      assert.match(salaries.basis ?? '', /2026.*year.*source/);
    });

    it('titles and order of the projects', () => {
      assert.equal(roadmap.projects.title, 'Project Ideas');
      assert.equal(roadmap.projects.subtitle, 'Build these to strengthen your portfolio');
      assert.deepEqual(roadmap.projects.order, PROJECT_IDS);
    });

    it('the FAQ answers every question that was asked for', () => {
      assert.equal(faq.title, 'Frequently Asked Questions');
      const ids = faq.items.map((item) => item.id);
      for (const id of FAQ_IDS) assert.ok(ids.includes(id), `the FAQ has no item ${id}`);
      assert.ok(ids.length >= 8 && ids.length <= 10, `the FAQ has ${ids.length} items`);
    });

    it('the call to action leads to the plan, the next topic and the first project', () => {
      assert.equal(roadmap.callToAction.title, 'Ready to Start Your Backend Journey?');
      assert.deepEqual(
        roadmap.callToAction.actions.map((action) => action.open),
        ['plan', 'next-topic', 'first-project'],
      );
    });
  });

  describe('ids and references', () => {
    it('are unique over sections, topics, milestones and aliases, and kebab-case', () => {
      const ids = roadmap.sections.flatMap((section) => [
        section.id,
        ...(section.milestone ? [section.milestone.id] : []),
        ...section.topics.flatMap((topic) => [topic.id, ...topic.formerly]),
      ]);
      assert.deepEqual(duplicatesOf(ids), []);
      for (const id of ids) assert.ok(v.is(idSchema, id), `${id} is not kebab-case`);
    });

    it('are unique among the FAQ and among the levels of a country', () => {
      assert.deepEqual(duplicatesOf(faq.items.map((item) => item.id)), []);
      for (const country of salaries.countries) assert.deepEqual(duplicatesOf(country.levels.map((level) => level.id)), []);
    });

    it('a responsibility names topics that exist, and every topic serves one', () => {
      const named = roadmap.responsibilities.items.flatMap((item) => {
        assert.deepEqual(duplicatesOf(item.topics), [], item.text);
        return item.topics;
      });
      assert.deepEqual(
        named.filter((id) => !topicIds.includes(id)),
        [],
      );
      assert.deepEqual(
        topicIds.filter((id) => !named.includes(id)),
        [],
      );
    });

    it('every next step opens something that exists', () => {
      for (const item of faq.items) assertLeadsSomewhere(item.next, `faq ${item.id}`);
      for (const action of roadmap.callToAction.actions) assertLeadsSomewhere(action, `the action "${action.label}"`);
    });
  });

  describe('substance', () => {
    it('nothing is empty', () => {
      const files = ['roadmap.yaml', 'salaries.yaml', 'faq.yaml', ...PROJECT_IDS.map((id) => `projects/${id}/project.yaml`)];
      assert.deepEqual(
        files.filter((path) => existsSync(join(CONTENT, path))).flatMap((path) => emptiesOf(readYaml(path), path)),
        [],
      );
    });

    it('a topic has a one-sentence summary', () => {
      for (const topic of topics()) assert.match(topic.summary, /^[A-Z](?!.*[.!?]\s).*\.$/, topic.id);
    });

    it('a topic has three to six objectives, each a phrase of its own', () => {
      for (const { id, objectives } of topics()) {
        assert.ok(objectives.length >= 3 && objectives.length <= 6, `${id} has ${objectives.length} objectives`);
        assert.deepEqual(duplicatesOf(objectives), [], id);
        for (const objective of objectives) assert.match(objective, /^[A-Z].*[^.]$/, `${id}: ${objective}`);
      }
    });

    it('a topic has four to eight links, official ones first', () => {
      for (const { id, links } of topics()) {
        assert.ok(links.length >= 4 && links.length <= 8, `${id} has ${links.length} links`);
        assert.equal(links[0]?.type, 'official', `the first link of ${id} is not official`);
        const firstOther = links.findIndex((link) => link.type !== 'official');
        assert.ok(firstOther > 0, `${id} has only official links`);
        assert.ok(
          links.slice(firstOther).every((link) => link.type !== 'official'),
          `${id} has an official link after another one`,
        );
        assert.deepEqual(duplicatesOf(links.map((link) => link.url)), [], id);
      }
    });

    it('a link is https, written as it is requested, and free of tracking', () => {
      for (const { id, links } of topics()) {
        for (const { url } of links) {
          const parsed = new URL(url);
          assert.equal(parsed.protocol, 'https:', `${id}: ${url}`);
          assert.equal(parsed.href, url, `${id}: ${url}`);
          assert.equal(parsed.username + parsed.password, '', `${id}: ${url}`);
          const parameters = [...parsed.searchParams.keys()];
          assert.deepEqual(parameters, parsed.hostname === 'www.youtube.com' ? ['v'] : [], `${id}: ${url}`);
        }
      }
    });

    it('all types of links appear', () => {
      const types = new Set(topics().flatMap((topic) => topic.links.map((link) => link.type)));
      assert.deepEqual([...types].sort(), [...LINK_TYPES].sort());
    });

    it('an answer has one to three paragraphs', () => {
      for (const item of faq.items) {
        assert.ok(item.answer.length <= 3, `${item.id} has ${item.answer.length} paragraphs`);
        assert.match(item.question, /^[A-Z].*\?$/, item.id);
      }
    });

    it('is plain text: no HTML, no Markdown', () => {
      const texts = [...textsOf(roadmap, 'roadmap'), ...textsOf(salaries, 'salaries'), ...textsOf(faq, 'faq')];
      const marked = texts.filter(({ text }) => /<[a-z/!]|&[a-z]+;|\]\(|\*\*|`|^#|\n/i.test(text));
      assert.deepEqual(marked, []);
    });

    it('a typical salary lies inside its range, and levels rise', () => {
      for (const country of salaries.countries) {
        for (const level of country.levels) {
          assert.ok(level.min < level.typical && level.typical < level.max, `${country.id} ${level.id}`);
        }
        const typical = country.levels.map((level) => level.typical);
        assert.deepEqual(
          typical,
          [...typical].sort((a, b) => a - b),
        );
      }
    });
  });

  describe('projects', () => {
    let projects: Project[];

    before('all six are there and have the shape of the schema', () => {
      projects = PROJECT_IDS.map((id) => read(`projects/${id}/project.yaml`, projectFileSchema));
    });

    it('have the given titles, levels, tags and hours', () => {
      assert.deepEqual(
        projects.map(({ id, title, level, tags, hours }) => [id, title, level, tags, hours]),
        PROJECTS,
      );
    });

    it('practise topics that exist, and every stage one of them', () => {
      for (const project of projects) {
        assert.deepEqual(duplicatesOf(project.topics), [], project.id);
        for (const id of project.topics) assert.ok(topicIds.includes(id), `${project.id} practises the unknown topic ${id}`);
        for (const stage of project.stages) {
          for (const id of stage.topics) {
            assert.ok(project.topics.includes(id), `stage ${stage.id} of ${project.id} names ${id}, which the project does not`);
          }
        }
      }
    });

    it('have unique ids: projects with their aliases, and the stages of a project', () => {
      assert.deepEqual(duplicatesOf(projects.flatMap((project) => [project.id, ...project.formerly])), []);
      for (const project of projects) assert.deepEqual(duplicatesOf(project.stages.map((stage) => stage.id)), [], project.id);
    });

    it('and topics together are the five to eight months of the badge, at 12 to 18 hours a week', () => {
      const hoursOfTopics = sum(topics().map((topic) => topic.hours));
      const hoursOfProjects = sum(projects.map((project) => project.hours));
      assert.equal(hoursOfTopics, HOURS_OF_TOPICS);
      assert.equal(hoursOfProjects, HOURS_OF_PROJECTS);

      const weeksInAMonth = 52 / 12;
      const months = (hoursAWeek: number) => (hoursOfTopics + hoursOfProjects) / hoursAWeek / weeksInAMonth;
      assert.ok(months(18) >= 5, `${months(18)} months at 18 hours a week`);
      assert.ok(months(12) <= 8, `${months(12)} months at 12 hours a week`);
    });
  });
});
