import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { diskFolder } from '../../../src/build/buildContent';
import { readRoadmap } from '../../../src/content/compile/roadmap';
import type { Project, Roadmap } from '../../../src/content/schema';
import { dashboardBody, quickParts, slowParts } from '../../../src/dashboard/html/dashboardHtml';
import { callWords } from '../../../src/dashboard/html/closingHtml';
import { goButton, progressRing } from '../../../src/dashboard/html/heroHtml';
import { salaryLevels } from '../../../src/dashboard/html/salariesHtml';
import { stopsOf } from '../../../src/dashboard/html/stops';
import type { ProjectWork } from '../../../src/dashboard/model/dashboardView';
import { htmlOf } from '../../../src/base/elements';
import type { PlanView } from '../../../src/plan';
import type { Journey } from '../../../src/plan/model/journey';
import { dayOf, localDay } from '../../../src/plan/model/days';
import { htmlOfPart } from '../../../src/pages/liveParts';
import { outlookOf } from '../../../src/plan/model/outlook';
import { statisticsOf } from '../../../src/plan/model/statistics';
import { writeHostileRoadmap, writeLongRoadmap } from '../../support/hostileRoadmap';
import { bundledRoadmap, dashboardOf, doneOf, type Learner } from './dashboards';

/** In January. */
const MONDAY = dayOf(2026, 1, 5);

interface Options extends Omit<Learner, 'statuses'> {
  readonly done?: readonly string[];
}

function render(roadmap: Roadmap, { done = [], ...learner }: Options = {}): string {
  const view = dashboardOf(roadmap, { ...learner, statuses: doneOf(done) });
  const { index, progress } = view;
  const dayAt = (at: number) => localDay(new Date(at));
  const statistics = statisticsOf(progress, { today: MONDAY, dayAt, weeks: 26 });
  const outlook = outlookOf(undefined, { index, progress, today: MONDAY, dayAt, builtShare: () => 0 });
  const plan = { index, progress, today: MONDAY, journey: undefined, outlook, statistics, showsStreak: true, hasUnreadablePlan: false };
  return dashboardBody(view, { ...quickParts(view), ...slowParts(roadmap, plan) }, 12).source;
}

/** The start tags of an element that holds all these attributes. */
const tagsWith = (page: string, ...parts: readonly string[]): string[] =>
  [...page.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag).filter((tag) => parts.every((part) => tag.includes(part)));

/** All of one project has passed. */
const built =
  (project: Project) =>
  ({ id, stages }: Project): ProjectWork | undefined =>
    id === project.id ? { passed: stages.length, next: undefined } : undefined;

describe('the page of the dashboard', () => {
  let roadmap: Roadmap;
  before(async () => (roadmap = await bundledRoadmap()));

  it('holds the content and the progress of now', () => {
    const page = render(roadmap, { done: ['how-the-internet-works', 'http-and-https', 'git-fundamentals'] });
    assert.match(page, /Continue with Language and Runtime/);
    assert.match(page, /3\/20 completed/);
    assert.match(page, />15%</);
    assert.equal(tagsWith(page, 'data-milestone="internet-fundamentals"', 'data-lit="true"').length, 1);
    assert.equal(tagsWith(page, 'data-milestone="databases"', 'data-lit="false"').length, 1);
    assert.equal(tagsWith(page, 'class="node"', 'aria-pressed="true"').length, 3);
    assert.equal(tagsWith(page, 'aria-label="HTTP and HTTPS, completed, topic 2"').length, 1);
    // 31 weeks hold 372 of the 376 hours, and four more are done on a Wednesday.
    assert.match(
      page,
      /<span data-at="12">At 12 hours a week, the work left \(376 hours\) takes about 32 weeks: finish by August\u00a012\./,
    );
    assert.equal(tagsWith(page, '<span data-at=').filter((tag) => !tag.includes('hidden')).length, 1);
    assert.equal(tagsWith(page, 'type="range"', 'min="1"', 'max="80"').length, 1, 'the hours a week that a plan can have');
  });

  it('says what its percent is of where that is not what it counts', () => {
    const statuses = doneOf(['how-the-internet-works', 'http-and-https', 'git-fundamentals', 'caching']);
    const wordsOf = (learner: Learner) => htmlOfPart(progressRing(dashboardOf(roadmap, learner))).source.replace(/<[^>]*>/g, '|');
    assert.match(wordsOf({ statuses }), /\|20%\|.*\|4\/20 completed\|+$/);
    const skipping = wordsOf({ statuses: { ...statuses, 'testing-and-debugging': 'skipped' } });
    assert.match(skipping, /\|21%\|+without skipped topics\| \|.*\|4\/20 completed\|/);
  });

  it('says Start until something was begun, and Continue from then on', () => {
    const goOf = (learner: Learner) => htmlOfPart(goButton(dashboardOf(roadmap, learner))).source;
    assert.match(goOf({}), />Start with How the Internet Works</);
    assert.match(goOf({ statuses: { 'how-the-internet-works': 'skipped' } }), />Start with HTTP and HTTPS</);
    for (const learner of [
      { statuses: { caching: 'doing' } },
      { statuses: { caching: 'done' } },
      { proven: ['caching'] },
      { workOn: built(roadmap.projects.items[0]!) },
    ]) {
      assert.match(goOf(learner), />Continue with /);
    }
    const all = doneOf(roadmap.sections.flatMap(({ topics }) => topics.map(({ id }) => id)));
    assert.match(goOf({ statuses: all }), />No Topics Left: See the Projects</);
  });

  it('lights the path behind completed topics alone: what was skipped is not behind anybody', () => {
    const view = dashboardOf(roadmap, { statuses: { 'how-the-internet-works': 'done', 'http-and-https': 'skipped', caching: 'skipped' } });
    const lit = stopsOf(view).flatMap((part) => (htmlOfPart(part).source.includes('data-lit="true"') ? [part.name] : []));
    assert.deepEqual(lit, ['section:internet-fundamentals', 'topic:how-the-internet-works', 'milestone:internet-fundamentals']);
  });

  it('leads on with one button of the box at its end: to a plan, and with a plan to the next topic', () => {
    const wordsOf = (withPlan: boolean, statuses: Learner['statuses'] = {}) => {
      const { progress, index } = dashboardOf(roadmap, { statuses });
      const journey = withPlan ? ({} as Journey) : undefined;
      const { source } = htmlOf(callWords(roadmap, { index, progress, journey } as PlanView));
      return [...source.matchAll(/<button[^>]*class="(\w+)"[^>]*>(.*?)<\/button>/g)].map(([, kind, inner = '']) => [
        ...[kind, inner.replace(/<[^>]*>/g, '')],
        ...(inner.includes('#icon-calendar') ? ['calendar'] : []),
      ]);
    };
    const build = ['secondary', 'Build the First Project'];
    assert.deepEqual(wordsOf(false), [['primary', 'Plan My Journey', 'calendar'], ['secondary', 'Open the Next Topic'], build]);
    assert.deepEqual(wordsOf(true), [['primary', 'Open the Next Topic'], ['secondary', 'Change Plan', 'calendar'], build]);
    const all = doneOf(roadmap.sections.flatMap(({ topics }) => topics.map(({ id }) => id)));
    assert.deepEqual(wordsOf(true, all)[0], ['primary', 'No Topics Left: See the Projects']);
  });

  it('asks nobody who has begun whether they are ready to start', () => {
    const titleOf = (statuses: NonNullable<Learner['statuses']>) => {
      const { progress, index } = dashboardOf(roadmap, { statuses });
      return /<h2[^>]*>(.*?)<\/h2>/.exec(htmlOf(callWords(roadmap, { index, progress } as PlanView)).source)?.[1];
    };
    assert.equal(titleOf({}), 'Ready to Start Your Backend Journey?');
    assert.equal(titleOf({ caching: 'doing' }), 'Keep Going, You Have Begun');
    assert.equal(titleOf({ caching: 'done' }), 'Keep Going, You Have Begun');
  });

  it('tells nobody who has a plan what a plan is good for', () => {
    const saidTo = (statuses: NonNullable<Learner['statuses']>, journey?: Journey) => {
      const { progress, index } = dashboardOf(roadmap, { statuses });
      return /<p>(.*?)<\/p>/.exec(htmlOf(callWords(roadmap, { index, progress, journey } as PlanView)).source)?.[1] ?? '';
    };
    for (const statuses of [{}, { caching: 'doing' }]) {
      assert.match(saidTo(statuses), /plan with dates that fit your life/);
      assert.match(saidTo(statuses, {} as Journey), /^Your plan says what comes this week, /);
    }
  });

  it('draws no dot where nothing is done', () => {
    const valueOf = (learner: Learner) =>
      /<circle class="value"[^>]*>/.exec(htmlOfPart(progressRing(dashboardOf(roadmap, learner))).source)?.[0];
    assert.match(valueOf({}) ?? '', /opacity="0"/);
    assert.match(valueOf({ statuses: { caching: 'done' } }) ?? '', /opacity="1"/);
  });

  it('has a way to the lesson of each topic, and in the menu its quiz, its note and the projects that practise it', () => {
    const page = render(roadmap, { hasQuiz: (topic) => topic !== 'caching' });
    assert.equal(tagsWith(page, 'class="open-lesson"', 'data-go="topic"').length, 20);
    assert.equal(tagsWith(page, 'aria-label="Open Lesson: Caching"', 'data-target="caching"').length, 1);
    assert.equal(tagsWith(page, 'class="stop topic"', 'data-quiz="true"').length, 19);
    assert.deepEqual(tagsWith(page, 'data-topic="caching"', 'data-quiz'), []);
    for (const choice of ['openTopic', 'takeQuiz', 'openNote']) assert.equal(tagsWith(page, `data-choice="${choice}"`).length, 1, choice);
    const group = /data-practice-of="caching"[^]*?<\/div>/.exec(page)?.[0] ?? '';
    assert.deepEqual(
      [...group.matchAll(/data-project="([^"]*)"/g)].map(([, id]) => id),
      roadmap.projects.items.filter(({ topics }) => topics.includes('caching')).map(({ id }) => id),
    );
    assert.match(group, /Practice in URL Shortener/);
    assert.doesNotMatch(page, /data-practice-of="git-fundamentals"/);
  });

  it('names the buttons of a project for it', () => {
    const page = render(roadmap, { canScaffold: true });
    for (const name of ['Scaffold Blog API', 'Open Blog API', 'Export Certificate of Blog API']) {
      assert.equal(tagsWith(page, '<button', `aria-label="${name}"`, 'data-target="blog-api"').length, 1, name);
    }
  });

  it('says dollars of the United States alone, and what kind of figures salaries are', () => {
    const page = render(roadmap);
    const [, us = '', india = ''] = page.split(/class="chart card"/);
    assert.match(us, /\$300K\+/);
    const [chart = '', rest = ''] = india.split('</table>');
    assert.doesNotMatch(chart + rest.slice(0, rest.indexOf('</section>')), /\$/);
    assert.match(page, /class="basis">Approximate figures for 2026: pay for one year/);
  });

  it('puts one topic into the tab order, the next one', () => {
    const page = render(roadmap, { done: ['how-the-internet-works'] });
    const [only, ...others] = tagsWith(page, 'class="node"', 'tabindex="0"');
    assert.deepEqual(others, []);
    assert.match(only ?? '', /HTTP and HTTPS/);
  });

  it('has no inline style and no inline script, which its policy would refuse', () => {
    const page = render(roadmap);
    assert.doesNotMatch(page, /\sstyle=|<style|<script|\son[a-z]+=/);
  });

  it('formats amounts as people of the country say them', () => {
    const page = render(roadmap);
    for (const text of ['$65K - $90K', '$190K - $280K+', '₹4L - ₹8L', '₹28L - ₹55L+']) assert.ok(page.includes(`<td>${text}</td>`), text);
  });

  it('points to one level, in the country of the learner', () => {
    const levelsOf = (learner: Options): (string | undefined)[] =>
      salaryLevels(dashboardOf(roadmap, learner))
        .filter((level) => htmlOfPart(level).source.includes('aria-pressed="true"'))
        .map(({ name }) => name);
    assert.deepEqual(levelsOf({}), []);
    assert.deepEqual(levelsOf({ country: 'in' }), []);
    assert.deepEqual(levelsOf({ experience: 2, country: 'us' }), ['level:us/mid']);
    assert.deepEqual(levelsOf({ experience: 2, country: 'in' }), ['level:in/junior']);
    assert.deepEqual(levelsOf({ experience: 2 }), ['level:us/mid'], 'the first while none is chosen');
    assert.deepEqual(levelsOf({ experience: 2, country: 'atlantis' }), ['level:us/mid']);
  });

  it('suggests a project whose topics are all completed, until it is built', () => {
    const project = roadmap.projects.items.find(({ id }) => id === 'url-shortener');
    assert.ok(project);
    const done = project.topics;
    const suggested = (options: Options) => tagsWith(render(roadmap, options), 'class="card project"', 'data-suggested="true"');
    assert.deepEqual(suggested({}), []);
    assert.equal(suggested({ done }).length, 1);
    assert.equal(suggested({ done, workOn: () => ({ passed: 1, next: undefined }) }).length, 1);
    assert.deepEqual(suggested({ done, workOn: built(project) }), []);
  });

  it('leads to the next stage of a project that was begun', () => {
    const page = render(roadmap, { workOn: ({ id }) => (id === 'rest-api' ? { passed: 3, next: 'Delete <one>' } : undefined) });
    assert.match(page, /3 of 8 stages passed/);
    assert.match(page, /aria-label="Next: Delete &lt;one&gt; \(REST API\)">Next: Delete &lt;one&gt;</);
    assert.equal(tagsWith(page, 'class="card project"', 'data-begun="true"', 'data-has-next="true"', 'data-finished="false"').length, 1);
    assert.equal(tagsWith(page, 'class="card project"', 'data-has-next="true"').length, 1);
  });

  it('celebrates a project when all of its stages have passed, and none that has no stages', () => {
    const finished = (one: Roadmap) =>
      tagsWith(render(one, { workOn: ({ stages }) => ({ passed: stages.length, next: undefined }) }), 'data-finished="true"');
    assert.equal(finished(roadmap).length, roadmap.projects.items.length);
    const items = roadmap.projects.items.map((project) => ({ ...project, stages: [] }));
    assert.deepEqual(finished({ ...roadmap, projects: { ...roadmap.projects, items } }), []);
  });

  it('offers to scaffold only where that can be done', () => {
    const meaning = 'Scaffold creates the starter of a project, a small program that runs, in a folder you choose.';
    const [without, page] = [render(roadmap), render(roadmap, { canScaffold: true })];
    assert.doesNotMatch(without, /data-go="scaffold"/);
    assert.ok(!without.includes(meaning));
    assert.equal(tagsWith(page, 'data-go="scaffold"').length, 6);
    assert.ok(page.includes(meaning), 'in plain words');
  });

  it('shows hostile text as text', async () => {
    const folder = await writeHostileRoadmap();
    try {
      const page = render(await readRoadmap(diskFolder(folder)));
      assert.match(page, /&lt;img src=x onerror=/);
      assert.doesNotMatch(page, /<img|<script|<svg onload/i);
      // In a tag, nothing of an attack stands outside the quotes of an attribute.
      for (const [tag] of page.matchAll(/<[a-z][^>]*>/g)) {
        const bare = tag.replace(/"[^"]*"/g, '""');
        assert.doesNotMatch(bare, /attacked|onmouseover|onload|onerror/, tag);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('renders 2,000 topics', async function () {
    this.timeout(30_000);
    const folder = await writeLongRoadmap(2_000);
    try {
      const page = render(await readRoadmap(diskFolder(folder)));
      assert.equal(tagsWith(page, 'class="stop topic"').length, 2_000);
      assert.equal(tagsWith(page, 'class="path long"').length, 1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
