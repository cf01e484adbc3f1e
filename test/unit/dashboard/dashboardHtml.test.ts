import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { diskFolder } from '../../../src/build/buildContent';
import { readRoadmap } from '../../../src/content/compile/roadmap';
import type { Project, Roadmap } from '../../../src/content/schema';
import { dashboardBody, quickParts, slowParts } from '../../../src/dashboard/html/dashboardHtml';
import type { ProjectWork } from '../../../src/dashboard/model/dashboardView';
import { localDay } from '../../../src/plan/model/days';
import { statisticsOf } from '../../../src/plan/model/statistics';
import { writeHostileRoadmap, writeLongRoadmap } from '../../support/hostileRoadmap';
import { bundledRoadmap, dashboardOf, doneOf, type Learner } from './dashboards';

interface Options extends Omit<Learner, 'statuses'> {
  readonly done?: readonly string[];
}

function render(roadmap: Roadmap, { done = [], ...learner }: Options = {}): string {
  const view = dashboardOf(roadmap, { ...learner, statuses: doneOf(done) });
  const today = localDay(view.today);
  const statistics = statisticsOf(view.progress, { today, dayAt: (at) => localDay(new Date(at)), weeks: 26 });
  const plan = { index: view.index, progress: view.progress, today, journey: undefined, statistics, showsStreak: true };
  return dashboardBody(view, { ...quickParts(view), ...slowParts(plan) }).source;
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
    assert.equal(tagsWith(page, 'aria-label="HTTP and HTTPS, completed, 2 of 20"').length, 1);
    assert.match(page, /At 12 hours a week, the 376 hours left take about 32 weeks, until August 2026\./);
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

  it('points to the level of the learner in each country', () => {
    const pressed = tagsWith(render(roadmap, { experience: 4 }), 'data-years', 'aria-pressed="true"');
    assert.deepEqual(
      pressed.map((tag) => /data-level="([^"]*)"/.exec(tag)?.[1]),
      ['mid', 'mid'],
    );
    assert.deepEqual(tagsWith(render(roadmap), 'data-years', 'aria-pressed="true"'), []);
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
    assert.match(page, /data-next-text(?:="")?\s*>\s*Next: Delete &lt;one&gt;\s*</);
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
    assert.doesNotMatch(render(roadmap), /data-go="scaffold"/);
    assert.equal(tagsWith(render(roadmap, { canScaffold: true }), 'data-go="scaffold"').length, 6);
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
