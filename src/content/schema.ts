/**
 * The shape of a roadmap, once: validated here, and every type of the model is inferred from here.
 * Content is data from outside (YAML of ours or of a stranger), so each text has a bound and each link is https.
 */
import * as v from 'valibot';
import { LEGEND_IDS, LINK_TYPES, PROJECT_LEVELS } from './kinds';

const MAX_TEXT = 2_000;

/** Plain text: pages, trees and tooltips show it as it stands. */
const text = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(MAX_TEXT, `must have at most ${MAX_TEXT} characters`),
);

/** Kebab-case and permanent: an id is a storage key, a file name and an anchor at once. */
export const idSchema = v.pipe(
  v.string('must be an id'),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be kebab-case (a-z, 0-9 and single hyphens)'),
  v.maxLength(64, 'must have at most 64 characters'),
);

const hours = v.pipe(
  v.number('must be a number of hours'),
  v.integer('must be whole hours'),
  v.minValue(1, 'must be at least 1 hour'),
  v.maxValue(1_000, 'must be at most 1000 hours'),
);

const money = v.pipe(v.number('must be an amount'), v.integer('must be a whole amount'), v.minValue(1, 'must be positive'));

const yearsOfWork = v.pipe(
  v.number('must be a number of years'),
  v.integer('must be whole years'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(60, 'must be at most 60 years'),
);

const httpsUrl = v.pipe(text, v.url('must be an https:// address'), v.startsWith('https://', 'must be an https:// address'));

const list = <T extends v.GenericSchema>(item: T, min = 1) =>
  v.pipe(v.array(item, 'must be a list'), v.minLength(min, `must have at least ${min}`));

const formerly = v.optional(v.array(idSchema, 'must be a list of ids'), []);

const link = v.strictObject({
  type: v.picklist(LINK_TYPES, `must be one of ${LINK_TYPES.join(', ')}`),
  title: text,
  url: httpsUrl,
});

const topic = v.strictObject({
  id: idSchema,
  /** Ids this topic had in earlier releases, so that progress stored under them still counts. */
  formerly,
  title: text,
  summary: text,
  hours,
  /** The topics that have to be known before this one makes sense: a plan puts none of them after it. */
  after: v.optional(v.array(idSchema, 'must be a list of topics'), []),
  objectives: list(text),
  links: list(link),
});

const milestone = v.strictObject({ id: idSchema, title: text });

const section = v.strictObject({
  id: idSchema,
  title: text,
  topics: list(topic),
  /** Reached when every topic of this section is done (skipped ones do not count). */
  milestone: v.optional(milestone),
});

/** Where a button in the content leads. A closed list: content never names a command. */
const next = v.variant(
  'open',
  [
    v.strictObject({ label: text, open: v.literal('topic'), id: idSchema }),
    v.strictObject({ label: text, open: v.literal('project'), id: idSchema }),
    v.strictObject({
      label: text,
      open: v.picklist(['next-topic', 'first-project', 'plan', 'roadmap', 'projects', 'salaries']),
    }),
  ],
  'must open topic, project, next-topic, first-project, plan, roadmap, projects or salaries',
);

/** `roadmap.yaml` */
export const roadmapFileSchema = v.strictObject({
  id: idSchema,
  hero: v.strictObject({ eyebrow: text, title: text, sentence: text, badges: list(text) }),
  about: v.strictObject({ title: text, paragraphs: list(text) }),
  responsibilities: v.strictObject({
    title: text,
    items: list(v.strictObject({ text, topics: list(idSchema) })),
  }),
  map: v.strictObject({
    title: text,
    hint: text,
    progress: text,
    legend: list(v.strictObject({ id: v.picklist(LEGEND_IDS), label: text }), LEGEND_IDS.length),
  }),
  sections: list(section),
  projects: v.strictObject({ title: text, subtitle: text, order: list(idSchema) }),
  /** `begun` and `planned` are said in the place of `title` and `text`: to those who have begun, and to those who have a plan. */
  callToAction: v.strictObject({
    title: text,
    text,
    begun: v.optional(v.strictObject({ title: text, text })),
    planned: v.optional(v.strictObject({ title: text, text })),
    actions: list(next),
  }),
});

const salaryLevel = v.strictObject({
  id: idSchema,
  title: text,
  experience: text,
  /** The same in years of work, to find the level of a learner; `to` is missing when there is no end. */
  years: v.optional(v.strictObject({ from: yearsOfWork, to: v.optional(yearsOfWork) })),
  min: money,
  max: money,
  typical: money,
  /** The range has no upper end: shown with a plus sign. */
  openEnded: v.optional(v.boolean(), false),
});

/** `salaries.yaml`. Amounts are per year, in whole units of `currency`. */
export const salariesFileSchema = v.strictObject({
  title: text,
  /** What kind of figures these are, and of when. */
  basis: v.optional(text),
  note: text,
  countries: list(
    v.strictObject({
      id: idSchema,
      title: text,
      unit: text,
      /** What is true of this country alone, such as an amount in its currency. */
      note: v.optional(text),
      currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')),
      locale: v.pipe(v.string(), v.regex(/^[a-z]{2}-[A-Z]{2}$/, 'must be a language tag such as en-US')),
      levels: list(salaryLevel),
    }),
  ),
});

/** `faq.yaml` */
export const faqFileSchema = v.strictObject({
  title: text,
  items: list(v.strictObject({ id: idSchema, question: text, answer: list(text), next })),
});

const stage = v.strictObject({ id: idSchema, title: text, topics: list(idSchema) });

/** `projects/<id>/project.yaml` */
export const projectFileSchema = v.strictObject({
  id: idSchema,
  formerly,
  title: text,
  level: v.picklist(PROJECT_LEVELS, `must be one of ${PROJECT_LEVELS.join(', ')}`),
  summary: text,
  tags: list(text),
  hours,
  /** The topics that the project practises. */
  topics: list(idSchema),
  /** What is built, in order; each stage names the topics (of the project's) that it practises. */
  stages: v.optional(v.array(stage, 'must be a list of stages'), []),
  /** What the program finds in its environment while it is checked; `{scratch}` stands for an empty folder of the run. */
  environment: v.optional(v.record(v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'must be a name such as DATA_FILE')), v.string()), {}),
});

export type Link = v.InferOutput<typeof link>;
export type Topic = v.InferOutput<typeof topic>;
export type Milestone = v.InferOutput<typeof milestone>;
export type Section = v.InferOutput<typeof section>;
export type Next = v.InferOutput<typeof next>;
export type RoadmapFile = v.InferOutput<typeof roadmapFileSchema>;
export type Salaries = v.InferOutput<typeof salariesFileSchema>;
export type Country = Salaries['countries'][number];
export type SalaryLevel = v.InferOutput<typeof salaryLevel>;
export type Faq = v.InferOutput<typeof faqFileSchema>;
export type Project = v.InferOutput<typeof projectFileSchema>;
export type Stage = Project['stages'][number];
export type ProjectLevel = Project['level'];

/** A whole roadmap, as the build compiles it to JSON: the files joined, projects in the order of `roadmap.yaml`. */
export interface Roadmap extends Omit<RoadmapFile, 'projects'> {
  readonly projects: { readonly title: string; readonly subtitle: string; readonly items: readonly Project[] };
  readonly salaries: Salaries;
  readonly faq: Faq;
}
