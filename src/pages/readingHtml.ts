import { l10n } from 'vscode';
import { Html, html } from '../base/html';
import type { Lesson } from '../content/lesson';
import { element, htmlOf, type Element } from '../base/elements';
import { iconElement } from './icons';

/** Where the build has left the place of a box; text of a lesson cannot look like this, since it is escaped. */
const TASK = /<input data-task="(\d+)">/g;

/** The lesson, as the build rendered and checked it, with a box for each of its tasks. */
export const lessonPart = (lesson: Lesson | undefined, tasks: readonly Element[]): Html | false => {
  if (lesson === undefined) return false;
  const withTasks = lesson.html.replace(TASK, (_, at: string) => {
    const task = tasks[Number(at)];
    return task ? htmlOf(task).source : '';
  });
  return html`<article class="lesson">${new Html(withTasks)}</article>`;
};

/** What the page puts beside the caption of each example. Its names say which example it is, by the heading above it. */
export const codeButtons = (): Html =>
  html`<template data-code-buttons data-nth="${l10n.t('{0} ({1})')}">
    <button type="button" data-copy-code data-name="${l10n.t('Copy the code of {0}')}" data-copied="${l10n.t('Copied')}">
      ${l10n.t('Copy')}
    </button>
    <button type="button" data-open-code data-name="${l10n.t('Open the code of {0} in an editor')}">${l10n.t('Open')}</button>
  </template>`;

/** Says that there is proof, beside the learner's tick: in a word, or in a sentence. */
export const provenMark = (text = l10n.t('Proven')): Element =>
  element('span', { class: 'proven-mark', 'data-proven': true }, iconElement('proven'), text);

/** In the place of "Mark as Completed", when that is done. */
export const doneMark = (): Element => element('span', { class: 'done-mark' }, iconElement('done'), l10n.t('Completed'));

interface Neighbour {
  readonly id: string;
  readonly title: string;
}

/** The way to what comes before and after: topics along the roadmap, stages of a project. */
export const neighbours = (
  kind: 'topic' | 'stage',
  label: string,
  { previous, next }: { readonly previous?: Neighbour | undefined; readonly next?: Neighbour | undefined },
): Element =>
  element(
    'nav',
    { class: 'neighbours', 'aria-label': label },
    previous && neighbour(kind, 'previous', l10n.t('Previous'), previous),
    next && neighbour(kind, 'next', l10n.t('Next'), next),
  );

const neighbour = (kind: string, direction: string, label: string, { id, title }: Neighbour): Element =>
  element(
    'button',
    { type: 'button', class: direction, [`data-open-${kind}`]: id },
    element('span', { class: 'direction' }, label),
    element('span', { class: 'title' }, title),
  );
