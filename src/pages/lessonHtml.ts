import { l10n } from 'vscode';
import { Html, html } from '../base/html';
import type { Lesson } from '../content/lesson';

/** The lesson, as the build rendered and checked it. */
export const lessonPart = (lesson: Lesson | undefined): Html | false =>
  lesson !== undefined && html`<article class="lesson">${new Html(lesson.html)}</article>`;

/** What the page puts beside the caption of each example. */
export const codeButtons = (): Html =>
  html`<template data-code-buttons>
    <button type="button" data-copy-code data-copied="${l10n.t('Copied')}">${l10n.t('Copy')}</button>
    <button type="button" data-open-code>${l10n.t('Open in Editor')}</button>
  </template>`;
