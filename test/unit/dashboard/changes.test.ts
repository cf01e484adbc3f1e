import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { diskFolder } from '../../../src/build/buildContent';
import { readRoadmap } from '../../../src/content/compile/roadmap';
import type { Roadmap } from '../../../src/content/schema';
import { listOf, quickParts } from '../../../src/dashboard/html/dashboardHtml';
import { newsOf } from '../../../src/dashboard/news';
import { htmlOf, isElement } from '../../../src/base/elements';
import { LiveParts } from '../../../src/pages/liveParts';
import { writeLongRoadmap } from '../../support/hostileRoadmap';
import { bundledRoadmap, dashboardOf, doneOf, type Learner } from './dashboards';

/** The parts that are sent to a page of one learner when it is to show another, by name. */
function changes(roadmap: Roadmap, before: Learner, now: Learner): Map<string, string> {
  const live = new LiveParts();
  live.draw(listOf(quickParts(dashboardOf(roadmap, before))));
  const sent = live.takeChanged(listOf(quickParts(dashboardOf(roadmap, now))));
  assert.ok(
    sent.every((part) => isElement(JSON.parse(JSON.stringify(part)))),
    'the page takes all of them',
  );
  return new Map(sent.map((part) => [part.attributes['data-live'] ?? '', htmlOf(part).source]));
}

describe('what the dashboard is sent', () => {
  let roadmap: Roadmap;
  before(async () => (roadmap = await bundledRoadmap()));

  it('is nothing when nothing has changed', () => {
    assert.deepEqual([...changes(roadmap, { statuses: { caching: 'done' } }, { statuses: { caching: 'done' } }).keys()], []);
  });

  it('is a handful of parts for a tick: the topic, its section, the counts, the way on that is now one, and the cards that name it', () => {
    const sent = changes(roadmap, {}, { statuses: { caching: 'done' } });
    assert.deepEqual([...sent.keys()].filter((name) => !/^(?:project|responsibility):/.test(name)).sort(), [
      'go',
      'map-progress',
      'progress',
      'section:databases',
      'topic:caching',
    ]);
    assert.match(sent.get('topic:caching') ?? '', /data-status="done".*aria-label="Caching, completed, topic 11"/);
    const cards = [...sent].filter(([name]) => /^(?:project|responsibility):/.test(name));
    assert.ok(cards.length > 1 && cards.every(([, card]) => card.includes('data-topic="caching" data-status="done"')));
  });

  it('tells the topic that is next, and the one that is no longer', () => {
    const sent = changes(roadmap, {}, { statuses: doneOf(['how-the-internet-works']) });
    assert.match(sent.get('topic:http-and-https') ?? '', /data-next="true".*class="node" tabindex="0"/);
    assert.match(sent.get('topic:how-the-internet-works') ?? '', /data-next="false"/);
    assert.match(sent.get('go') ?? '', /Continue with HTTP and HTTPS/);
  });

  it('is the proof of a topic, a level of one country, and a project of which more is built', () => {
    assert.match(changes(roadmap, {}, { proven: ['caching'] }).get('topic:caching') ?? '', /Caching, not started, proven, topic 11/);
    assert.deepEqual([...changes(roadmap, {}, { experience: 4 }).keys()], ['level:us/mid']);
    assert.deepEqual([...changes(roadmap, {}, { experience: 4, country: 'in' }).keys()], ['level:in/mid']);
    const moved = changes(roadmap, { experience: 4 }, { experience: 4, country: 'in' });
    assert.deepEqual([...moved.keys()], ['level:us/mid', 'level:in/mid']);
    const built = changes(roadmap, {}, { workOn: ({ id }) => (id === 'rest-api' ? { passed: 1, next: 'Read one' } : undefined) });
    assert.deepEqual([...built.keys()], ['go', 'project:rest-api']);
  });

  it('is as little when there are 2,000 topics', async function () {
    this.timeout(30_000);
    const folder = await writeLongRoadmap(2_000);
    try {
      const sent = changes(await readRoadmap(diskFolder(folder)), {}, { statuses: doneOf(['topic-1000']) });
      assert.deepEqual([...sent.keys()], ['go', 'progress', 'map-progress', 'section:section-50', 'topic:topic-1000']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('what the dashboard reads out', () => {
  let roadmap: Roadmap;
  before(async () => (roadmap = await bundledRoadmap()));
  const news = (before: Learner, now: Learner) => {
    const view = dashboardOf(roadmap, now);
    return newsOf(dashboardOf(roadmap, before), view, new Set(view.index.topics.map(({ id }) => id)));
  };

  it('is each topic that has changed, with its proof', () => {
    assert.deepEqual(news({}, { statuses: { caching: 'doing' }, proven: ['git-fundamentals'] }), {
      news: ['Git Fundamentals: not started, proven', 'Caching: in progress'],
      celebrates: [],
    });
  });

  it('is a milestone when it is reached, and that is celebrated', () => {
    const first = doneOf(['how-the-internet-works']);
    const both = doneOf(['how-the-internet-works', 'http-and-https']);
    assert.deepEqual(news({ statuses: first }, { statuses: both }), {
      news: ['HTTP and HTTPS: completed', 'Milestone reached: You understand how the web works!'],
      celebrates: ['milestone:internet-fundamentals'],
    });
    assert.deepEqual(news({ statuses: both }, { statuses: first }).celebrates, []);
  });

  it('is a project when the last of its stages has passed, and that is celebrated', () => {
    const allOf = (id: string): Learner => ({
      workOn: (project) => (project.id === id ? { passed: project.stages.length, next: undefined } : undefined),
    });
    assert.deepEqual(news({}, allOf('rest-api')), { news: ['Project finished: REST API'], celebrates: ['project:rest-api'] });
    assert.deepEqual(news(allOf('rest-api'), allOf('rest-api')), { news: [], celebrates: [] });
  });

  it('are no topics when more than three change at once, as with an import', () => {
    const ids = ['caching', 'git-fundamentals', 'rest-api-design', 'testing-and-debugging'];
    assert.deepEqual(news({}, { statuses: doneOf(ids) }).news, []);
    assert.equal(news({}, { statuses: doneOf(ids.slice(1)) }).news.length, 3);
  });
});
