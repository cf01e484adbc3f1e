import { l10n } from 'vscode';
import { Html, html } from '../base/text';
import type { Lesson } from '../content/lesson';
import { element, type Element } from '../base/elements';

/** The lesson, as the build rendered and checked it. */
export const lessonPart = (lesson: Lesson | undefined): Html | false =>
  lesson !== undefined && html`<article class="lesson">${new Html(lesson.html)}</article>`;

/** What the page puts beside the caption of each example. */
export const codeButtons = (): Html =>
  html`<template data-code-buttons>
    <button type="button" data-copy-code data-copied="${l10n.t('Copied')}">${l10n.t('Copy')}</button>
    <button type="button" data-open-code>${l10n.t('Open in Editor')}</button>
  </template>`;

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
