import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { iconElement } from '../../pages/icons';
import { htmlOfPart, lazyPart, type LazyPart } from '../../pages/liveParts';
import { isBegun, nextTopic, type DashboardView } from '../model/dashboardView';

/** What this is, how far the learner is, and the one thing to do next. */
export const heroHtml = ({ roadmap: { hero } }: DashboardView, { go, progress }: Record<'go' | 'progress', LazyPart>): Html =>
  html`<header class="hero" id="top">
    <div class="hero-words">
      <p class="eyebrow">${hero.eyebrow}</p>
      <h1 tabindex="-1">${hero.title}</h1>
      <p class="lead">${hero.sentence}</p>
      <ul class="badges">
        ${hero.badges.map((badge) => html`<li>${badge}</li>`)}
      </ul>
      ${htmlOfPart(go)}
    </div>
    ${htmlOfPart(progress)}
  </header>`;

/** The way to the topic to go on with. */
export function goButton(view: DashboardView): LazyPart {
  const next = nextTopic(view);
  const text = next ? wayOn(next.title, isBegun(view)) : noTopicsLeft();
  return lazyPart('go', text, () =>
    element('button', { type: 'button', class: 'primary', 'data-go': 'next-topic' }, iconElement('play'), element('span', {}, text)),
  );
}

/** What the way to the next topic says when there is none. */
export const noTopicsLeft = (): string => l10n.t('No Topics Left: See the Projects');

const wayOn = (title: string, hasBegun: boolean): string =>
  hasBegun ? l10n.t('Continue with {0}', title) : l10n.t('Start with {0}', title);

/** Progress as a ring. */
export const progressRing = ({ roadmap: { map }, progress: { percent, done, skipped, total } }: DashboardView): LazyPart =>
  lazyPart('progress', { percent, done, skipped, total }, () =>
    element(
      'div',
      { class: 'hero-progress' },
      element(
        'div',
        { class: 'ring-box' },
        element('svg', { class: 'progress-ring', viewBox: '0 0 120 120', 'aria-hidden': 'true' }, ringOf(60, 52, percent)),
        element('div', { class: 'ring-words' }, element('span', { class: 'ring-percent' }, `${percent}%`)),
      ),
      element(
        'p',
        { class: 'ring-caption' },
        // Beside the percent, which it is about.
        skipped > 0 && [element('span', { class: 'ring-note' }, l10n.t('without skipped topics')), ' '],
        element('span', { class: 'ring-label' }, map.progress),
        ' ',
        element('strong', {}, completed(done, total)),
      ),
    ),
  );

/** The same as a bar, beside the title of the map. */
export const progressBar = ({ roadmap: { map }, progress: { percent, done, total } }: DashboardView): LazyPart =>
  lazyPart('map-progress', { percent, done, total }, () =>
    element(
      'p',
      { class: 'map-progress' },
      element('span', {}, map.progress),
      ' ',
      element('strong', {}, completed(done, total)),
      ' ',
      barOf(percent, 8),
    ),
  );

const completed = (done: number, total: number): string => l10n.t('{0}/{1} completed', done, total);

/** A circle around the middle of a drawing, and how much of it is done, in percent. Of nothing, its round ends would leave a dot. */
export function ringOf(middle: number, radius: number, percent: number): Element[] {
  const place = { cx: middle, cy: middle, r: radius, pathLength: 100 };
  return [
    element('circle', { class: 'track', ...place }),
    element('circle', { class: 'value', ...place, 'stroke-dasharray': `${percent} 100`, opacity: percent > 0 ? 1 : 0 }),
  ];
}

/** A bar of which so much is done, in percent. */
export const barOf = (percent: number, height: number): Element =>
  element(
    'svg',
    { class: 'bar', width: '100%', height, 'aria-hidden': 'true' },
    element('rect', { class: 'track', width: '100%', height, rx: height / 2 }),
    element('rect', { class: 'value', width: `${percent}%`, height, rx: height / 2 }),
  );
