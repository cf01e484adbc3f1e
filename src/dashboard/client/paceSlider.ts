import { fillIn } from '../../base/fillIn';
import { PACE } from '../../content/pace';
import { paceSentence } from '../model/pace';
import { one } from './dom';
import { currentState, keep } from './host';

const found = one('[data-pace]');
const slider = found instanceof HTMLInputElement ? found : undefined;

/** Brings the hours a week to life. */
export function startPace(): void {
  if (!slider) return;
  slider.value = String(Math.min(PACE.most, Math.max(PACE.least, currentState().pace)));
  slider.addEventListener('input', () => {
    showPace();
    keep({ pace: slider.valueAsNumber });
  });
  showPace();
}

/** Says what the chosen pace means. The hours that are left, and the sentences, are the host's. */
export function showPace(): void {
  const hours = slider?.valueAsNumber ?? PACE.start;
  const label = one('[data-pace-hours]');
  const text = fillIn(label?.dataset['paceHours'] ?? '', hours);
  if (label) label.textContent = text;
  slider?.setAttribute('aria-valuetext', text);
  const line = one('[data-pace-sentence]');
  if (!line) return;
  const { hours: left, weeks = '', oneWeek = '', nothing = '' } = line.dataset;
  const sentence = paceSentence(Number(left), hours, new Date(), { weeks, oneWeek, nothing }, document.documentElement.lang);
  if (line.textContent !== sentence) line.textContent = sentence;
}
