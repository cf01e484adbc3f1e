import { element, type Element } from '../../core/elements';
import { stagesPassedText } from '../../services/words';
import type { WorkView } from './stageView';

/** How far the repo is: a segment for each stage, and the same in words. Empty without a repo. */
export function progressPart({ folder, states, text }: WorkView, position: number): Element {
  const attributes = { class: 'progress', 'data-live': 'progress' };
  if (folder === undefined) return element('div', attributes);
  const passed = states.filter((state) => state === 'passed').length;
  const segments = states.map((state, at) => element('i', { 'data-state': state, 'data-here': at + 1 === position && text.id }));
  return element(
    'div',
    attributes,
    element('span', { class: 'track', 'aria-hidden': 'true' }, ...segments),
    element('span', {}, stagesPassedText(passed, states.length)),
  );
}
