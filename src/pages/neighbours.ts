import { l10n } from 'vscode';
import { element, type Element } from '../base/elements';

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
