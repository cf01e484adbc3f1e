import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import type { PlacedTopic, SectionOutline } from '../../content/outline';
import type { Milestone } from '../../content/schema';
import type { Status } from '../../progress/model/progress';
import { statusWord } from '../../progress/words';
import { iconElement } from '../../pages/icons';
import { lazyPart, type LazyPart } from '../../pages/liveParts';
import { topicView, type DashboardView, type TopicView } from '../model/dashboardView';
import { STATUS_PLACE } from '../model/protocol';
import { ringOf } from './heroHtml';

/**
 * The stops of the path in their order: sections, topics and milestones. Of a long path, those of some topics can be left out that
 * are known to look as before.
 */
export function stopsOf(view: DashboardView, isWanted: (topic: string) => boolean = () => true): LazyPart[] {
  let first = 0;
  return view.index.outline.sections.flatMap((section, place) => {
    const topics = view.index.topics.slice(first, (first += section.topics.length));
    return [
      station(view, section, place + 1),
      ...topics.filter(({ id }) => isWanted(id)).map((topic) => topicStop(view, topic)),
      ...(section.milestone ? [milestoneStop(view, section, section.milestone)] : []),
    ];
  });
}

/** The name of a topic's stop among the parts of the page. */
export const stopName = (topic: string): string => `topic:${topic}`;
export const milestoneName = (section: string): string => `milestone:${section}`;

function station({ progress }: DashboardView, section: SectionOutline, number: number): LazyPart {
  const { done = 0, total = 0 } = progress.sections.get(section.id) ?? {};
  const hours = section.topics.reduce((sum, topic) => sum + topic.hours, 0);
  return lazyPart(`section:${section.id}`, { done, total }, () =>
    element(
      'li',
      { class: 'stop station', 'data-section': section.id, 'data-lit': String(done > 0) },
      element(
        'div',
        { class: 'disc', 'aria-hidden': 'true' },
        element('svg', { viewBox: '0 0 64 64' }, ringOf(32, 27, shareOf(done, total))),
        element('span', {}, String(number)),
      ),
      element(
        'div',
        { class: 'label' },
        element('h3', {}, section.title),
        element(
          'p',
          { class: 'count' },
          element('span', { 'aria-hidden': 'true', 'data-section-count': true }, `${done}/${total}`),
          element('span', { class: 'hidden' }, l10n.t('{0} of {1} completed', done, total)),
          ` · ${l10n.t('{0} h', hours)}`,
        ),
      ),
    ),
  );
}

/** Percent with one decimal. */
const shareOf = (done: number, total: number): number => (total > 0 ? Math.round((done / total) * 1_000) / 10 : 0);

function topicStop(view: DashboardView, topic: PlacedTopic): LazyPart {
  const isFirst = view.progress.next === undefined && topic.position === 1;
  return lazyPart(stopName(topic.id), { ...topicView(view, topic.id), isFirst }, (state) =>
    element(
      'li',
      {
        class: 'stop topic',
        id: `topic-${topic.id}`,
        'data-topic': topic.id,
        'data-status': state.status,
        'data-proven': String(state.isProven),
        'data-lit': String(state.status === 'done'),
        'data-next': String(state.isNext),
        'data-quiz': view.hasQuiz(topic.id) && 'true',
      },
      // One topic takes part in the tab order, and from then on the arrow keys move it: see client/path.ts.
      topicButtons(topic, state, state.isNext || isFirst ? 0 : -1),
    ),
  );
}

/** What can be clicked at a stop: the topic itself, which ticks it; the way to its lesson; and everything else, in a menu. */
function topicButtons(topic: PlacedTopic, { status, isProven }: TopicView, tabindex: number): Element[] {
  const label = l10n.t('{0}, {1}, topic {2}', topic.title, STATUS_PLACE, topic.position);
  const [flag, undo] = [l10n.t('Next'), l10n.t('Undo')];
  const attributes = {
    'aria-pressed': String(status === 'done'),
    'aria-label': label.replace(STATUS_PLACE, () => statusText(status, isProven)),
    'data-label': label,
    title: tickWords(status),
  };
  return [
    element(
      'button',
      { type: 'button', class: 'node', tabindex, ...attributes },
      element(
        'span',
        { class: 'disc', 'data-flag': flag },
        iconElement(status, 'status'),
        iconElement('done', 'preview'),
        isProven && iconElement('proven', 'proof'),
      ),
      element('span', { class: 'label title', 'data-flag': flag }, topic.title),
    ),
    element(
      'div',
      { class: 'foot' },
      element('p', { class: 'count' }, l10n.t('{0} h', topic.hours)),
      // For a moment after a click, in the place of the hours.
      element('button', { type: 'button', class: 'undo', tabindex, 'aria-label': l10n.t('Undo: {0}', topic.title) }, undo),
      lessonLink(topic, tabindex),
    ),
    element('button', {
      type: 'button',
      class: 'more',
      tabindex,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': l10n.t('More Actions for {0}', topic.title),
    }),
  ];
}

/** What a click on a topic does. */
export const tickWords = (status: Status): string => (status === 'done' ? l10n.t('Clear the Tick') : l10n.t('Mark as Completed'));

const lessonLink = ({ id, title }: PlacedTopic, tabindex: number): Element =>
  element(
    'a',
    {
      class: 'open-lesson',
      href: `#topic-${id}`,
      tabindex,
      'data-go': 'topic',
      'data-target': id,
      'aria-label': l10n.t('Open Lesson: {0}', title),
    },
    l10n.t('Open Lesson'),
  );

/** The status in words, and whether it is proven. */
export const statusText = (status: Status, isProven: boolean): string =>
  isProven ? `${statusWord(status)}, ${l10n.t('proven')}` : statusWord(status);

const milestoneStop = ({ progress }: DashboardView, section: SectionOutline, milestone: Milestone): LazyPart =>
  lazyPart(milestoneName(section.id), progress.sections.get(section.id)?.complete ?? false, (isReached) =>
    element(
      'li',
      { class: 'stop milestone', 'data-milestone': section.id, 'data-lit': String(isReached) },
      element('div', { class: 'disc', 'aria-hidden': 'true' }, iconElement('milestone', 'of-ahead'), iconElement('reached', 'of-reached')),
      element(
        'p',
        { class: 'label' },
        element('span', { class: 'hidden' }, `${l10n.t('Milestone')}: `),
        element('span', { 'data-title': true }, milestone.title),
        ' ',
        element('span', { class: 'hidden' }, `, ${isReached ? l10n.t('reached') : l10n.t('not reached yet')}`),
      ),
    ),
  );
